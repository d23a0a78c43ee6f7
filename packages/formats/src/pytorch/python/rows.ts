import { Computation, type NetworkPipeline, operationsOf } from "@nn/core/component";
import type { CategoryCode, NumberCode, TargetColumn } from "@nn/data";
import { rowFormatOf } from "../../row-format.js";
import { formulaText } from "../modules/formula.js";
import { CATEGORIES, CLASSES, COLUMNS, NUMBERS, TEXTS, UNSCALED } from "./helpers.js";
import { namedRowsText } from "./named-rows.js";
import { numberText, textText, valueText } from "./texts.js";

/**
 * How a program goes from raw rows to inputs, and from outputs to answers.
 *
 * @param isTrained - Whether it goes from raw rows to targets as well.
 * @throws OptionError for a pipeline that says no `rowFormat`.
 */
export function rowsText(pipeline: NetworkPipeline, isTrained = false): string {
  const rows = rowFormatOf(pipeline, "The pipeline can't be written for PyTorch");
  if (rows.of === "arrays") return namedRowsText(rows);
  const { inputs: inputColumns, targets: targetColumns } = rows;
  let at = 0;
  const targets = targetColumns.map((target) => {
    const own = `outputs[:, ${at}:${at + target.code.size}]`;
    at += target.code.size;
    return [textText(target.column), targetText(target, own)] as const;
  });
  const answers =
    targets.length === 1
      ? [`    return ${targets[0]![1]}`]
      : [
          `    names = [${targets.map(([name]) => name).join(", ")}]`,
          "    columns = [",
          ...targets.map(([, text]) => `        ${text},`),
          "    ]",
          "    return [dict(zip(names, row)) for row in zip(*columns)]",
        ];
  const isOfClasses = ({ code }: { readonly code: NumberCode | CategoryCode }): boolean => "categories" in code;
  const [inputClasses, inputNumbers] = [inputColumns.some(isOfClasses), !inputColumns.every(isOfClasses)];
  const [targetClasses, targetNumbers] = [targetColumns.some(isOfClasses), !targetColumns.every(isOfClasses)];
  return [
    COLUMNS,
    ...(inputNumbers || (isTrained && targetNumbers) ? [NUMBERS] : []),
    ...(inputClasses || targetClasses ? [TEXTS] : []),
    ...(inputClasses || (isTrained && targetClasses) ? [CATEGORIES] : []),
    ...(targetNumbers ? [UNSCALED] : []),
    ...(targetClasses ? [CLASSES] : []),
    columnsText("inputs_for", "What the network takes, from the columns of raw rows.", inputColumns),
    ...(isTrained
      ? [columnsText("targets_for", "What the network is to give, from the same rows.", targetColumns)]
      : []),
    `def answers_for(outputs):
    """What outputs mean."""
${answers.join("\n")}`,
  ].join("\n\n\n");
}

/** A function that puts the numbers of some columns side by side. */
function columnsText(
  name: string,
  what: string,
  columns: readonly { readonly column: string; readonly code: NumberCode | CategoryCode }[],
): string {
  const coded = columns.map(({ column, code }) => `        ${inputText(column, code)},`);
  return `def ${name}(rows):
    """${what}"""
    columns = [
${coded.join("\n")}
    ]
    return torch.cat(columns, 1)`;
}

function inputText(column: string, code: NumberCode | CategoryCode): string {
  const name = textText(column);
  if ("categories" in code) {
    const codes = code.categories.map((category, i) => `${textText(String(category))}: ${codeText(code.codes[i]!)}`);
    return `coded(rows, ${name}, ${codeText(code.missing)}, ${codeText(code.unknown)}, {${codes.join(", ")}})`;
  }
  const missing = code.missing === null ? "None" : numberText(code.missing);
  const scale = lambdaText(code, "y", "x", code.formula);
  return `scaled(rows, ${name}, ${missing}, ${valueText(code.indicator, name)}, ${scale})`;
}

function codeText(code: readonly number[] | null): string {
  return code === null ? "None" : `[${code.map(numberText).join(", ")}]`;
}

function targetText({ code, outputs }: TargetColumn, own: string): string {
  if (!("categories" in code)) return `unscaled(${own}, ${lambdaText(code, "x", "y", code.inverse)})`;
  const labels = code.categories.map((category) => valueText(category, "label"));
  return `classes(${own}, ${valueText(outputs === "logits", "label")}, [${labels.join(", ")}])`;
}

/** A function that computes a formula of one number. */
function lambdaText({ name, constants }: NumberCode, out: string, given: string, formula: string): string {
  const scalars = Object.keys(constants);
  const computation = new Computation({ name, arrays: [out, given], scalars, lines: [`${out} = ${formula}`] });
  const { value } = operationsOf(computation).stores[0]!;
  const letters = { arrays: [undefined, given], size: "1", scalars: Object.values(constants) };
  const { result } = formulaText(name, value, letters);
  return `lambda ${given}: ${value.rank === 2 ? result : `torch.zeros_like(${given}) + ${result}`}`;
}
