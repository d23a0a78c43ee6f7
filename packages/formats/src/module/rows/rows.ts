import { Computation } from "@nn/core/backend";
import type { NetworkPipeline } from "@nn/core/component";
import type { CategoryCode, NumberCode, TargetColumn } from "@nn/data";
import { rowFormatOf } from "../../row-format.js";
import type { Functions } from "../functions.js";
import { namedRowsText } from "./named-rows.js";
import { rowFunctions } from "./row-functions.js";
import type { RowsText } from "./rows-text.js";

/**
 * How a module goes from raw rows to inputs, and from outputs to answers.
 *
 * @param isServed - Whether a service hands its errors on.
 * @throws OptionError for a pipeline that says no `rowFormat`.
 */
export function rowsText(
  pipeline: NetworkPipeline,
  functions: Functions,
  outputs: string,
  isServed: boolean,
): RowsText {
  const rows = rowFormatOf(pipeline, "The pipeline can't be written into a module");
  if (rows.of === "arrays") return namedRowsText(rows, outputs);
  const { inputs: inputColumns, targets: targetColumns } = rows;
  const columns = inputColumns.map(({ column, code }) => `  ${inputText(column, code, functions)},`);
  const targets = targetColumns.map((target) => `  ${targetText(target, functions)},`);
  const hasLogits = targetColumns.some(({ outputs }) => outputs === "logits");
  return {
    overloads: overloadsFor(
      inputColumns.map(({ column }) => column),
      targetColumns,
    ),
    source: `/** How each column of a row becomes numbers. */
const COLUMNS = [
${columns.join("\n")}
];

/** What the outputs are for. */
const TARGETS = [
${targets.join("\n")}
];
${hasLogits ? logitsText(functions) : ""}
${rowFunctions(outputs, isServed)}`,
  };
}

function inputText(column: string, code: NumberCode | CategoryCode, functions: Functions): string {
  const name = `name: ${JSON.stringify(column)}, missing: ${JSON.stringify(code.missing)}`;
  if ("categories" in code) {
    const categories = JSON.stringify(code.categories.map(String));
    return `{ ${name}, categories: ${categories}, codes: ${JSON.stringify(code.codes)}, unknown: ${JSON.stringify(code.unknown)} }`;
  }
  return `{ ${name}, indicator: ${code.indicator}, by: ${JSON.stringify(`${code.name}, ${code.formula}`)}, scale: (x) => ${formulaText(code, "y", "x", code.formula, functions)} }`;
}

function targetText({ column, code, outputs }: TargetColumn, functions: Functions): string {
  const name = `name: ${JSON.stringify(column)}, size: ${code.size}`;
  if (!("categories" in code)) {
    return `{ ${name}, by: ${JSON.stringify(`${code.name}, ${code.inverse}`)}, back: (y) => ${formulaText(code, "x", "y", code.inverse, functions)} }`;
  }
  const logits = outputs === "logits" ? ", toProbabilities" : "";
  return `{ ${name}, classes: ${JSON.stringify(code.categories)}${logits} }`;
}

/** A call that computes a formula of one number. */
function formulaText(code: NumberCode, out: string, given: string, formula: string, functions: Functions): string {
  const scalars = Object.keys(code.constants);
  const computation = new Computation({
    ...{ name: code.name, arrays: [out, given], scalars },
    lines: [`${out} = ${formula}`],
  });
  const constants = Object.values(code.constants).map((value) => (Object.is(value, -0) ? "-0" : String(value)));
  return `computed(${functions.computation(computation)}, [${constants.join(", ")}], ${given})`;
}

const LOGITS = [
  { name: "probability", arrays: ["p", "z"], lines: ["p = sigmoid(z)"] },
  { name: "probabilities", arrays: ["p", "z"], lines: ["e = exp(z - max(z))", "p = e / sum(e)"] },
] as const;

function logitsText(functions: Functions): string {
  const [one, many] = LOGITS.map((text) => functions.computation(new Computation(text)));
  return `
function toProbabilities(values) {
  const out = new Float64Array(values.length);
  (values.length === 1 ? ${one} : ${many})([], 1, values.length, out, values);
  return Array.from(out);
}
`;
}

function overloadsFor(columns: readonly string[], targets: readonly TargetColumn[]): string {
  const cell = "string | number | boolean | null";
  const row = `{ ${columns.map((column) => `readonly ${JSON.stringify(column)}: ${cell}`).join(", ")} }`;
  const types = targets.map(({ column, code }) => [column, answerType(code)] as const);
  const answer =
    types.length === 1
      ? types[0]![1]
      : `{ ${types.map(([column, type]) => `${JSON.stringify(column)}: ${type}`).join(", ")} }`;
  return `/**
 * The answer to a raw row.
 *
 * @overload
 * @param {${row}} inputs
 * @returns {${answer}}
 */
/**
 * The answers to raw rows.
 *
 * @overload
 * @param {readonly ${row}[]} inputs
 * @returns {(${answer})[]}
 */
`;
}

function answerType(code: NumberCode | CategoryCode): string {
  if (!("categories" in code)) return "number";
  const labels = code.categories.map((category) => JSON.stringify(category)).join(" | ");
  const names = code.categories.map((category) => JSON.stringify(String(category))).join(" | ");
  return `{ label: ${labels}, probabilities: Record<${names}, number> }`;
}
