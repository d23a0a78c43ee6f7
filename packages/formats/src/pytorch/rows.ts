import { Computation, type NetworkPipeline, OptionError, operationsOf, show } from "@nn/core/component";
import { type CategoryCode, type NumberCode, Pipeline, type TargetColumn } from "@nn/data";
import { formulaText } from "./formula.js";
import { numberText, textText, valueText } from "./python.js";

const HELPERS = `NUMBER = re.compile(r"[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)


def is_missing(cell):
    return cell is None or (isinstance(cell, str) and cell.strip() == "")


def scaled(rows, column, missing, indicator, scale):
    """A column of numbers, each scaled by a formula."""
    numbers = []
    for row in rows:
        cell = missing if is_missing(row[column]) else row[column]
        if cell is None or (isinstance(cell, str) and not NUMBER.fullmatch(cell.strip())):
            raise ValueError(f"The column {column} takes numbers, but got {row[column]!r}.")
        numbers.append([float(cell)])
    result = scale(torch.tensor(numbers, dtype=torch.float64))
    if not torch.isfinite(result).all():
        raise ValueError(f"The column {column} has a number that can't be scaled.")
    gaps = torch.tensor([[float(is_missing(row[column]))] for row in rows], dtype=torch.float64)
    return torch.cat([result, gaps], 1) if indicator else result


def coded(rows, column, missing, unknown, codes):
    """A column of categories, each with numbers of its own."""
    result = []
    for row in rows:
        cell = row[column]
        code = missing if is_missing(cell) else codes.get(text_of(cell), unknown)
        if code is None:
            raise ValueError(f"The column {column} has no category {cell!r}.")
        result.append(code)
    return torch.tensor(result, dtype=torch.float64)


def text_of(cell):
    """The text that a category is told by."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()`;

const CLASSES = `def classes(outputs, are_logits, labels):
    """The most likely label of each row, and how likely each is."""
    is_one = outputs.shape[1] == 1
    if are_logits:
        outputs = torch.sigmoid(outputs) if is_one else torch.softmax(outputs, 1)
    sums = torch.ones(len(outputs)) if is_one else outputs.sum(1)
    if not ((outputs >= 0) & (outputs <= 1)).all() or not ((sums - 1).abs() < 1e-3).all():
        raise ValueError("The outputs are no probabilities.")
    answers = []
    for row in (torch.cat([1 - outputs, outputs], 1) if is_one else outputs).tolist():
        # Of classes that are as likely, the first one, but the second of two that one output tells apart.
        best = max(range(len(labels)), key=lambda i: (row[i], i if is_one else -i))
        answers.append({"label": labels[best], "probabilities": dict(zip(map(text_of, labels), row))})
    return answers`;

/**
 * How a program goes from raw rows to inputs, and from outputs to answers.
 *
 * @throws OptionError for a pipeline that isn't one of `@nn/data`.
 */
export function rowsText(pipeline: NetworkPipeline): string {
  if (!(pipeline instanceof Pipeline)) {
    throw new OptionError(
      `The pipeline can't be written for PyTorch: it is ${show(pipeline)}, and no Pipeline of @nn/data.`,
    );
  }
  const { inputColumns, targetColumns } = pipeline;
  const inputs = inputColumns.map(({ column, code }) => `        ${inputText(column, code)},`);
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
  const hasClasses = targetColumns.some(({ code }) => "categories" in code);
  return [
    HELPERS,
    ...(hasClasses ? [CLASSES] : []),
    `def inputs_for(rows):
    """What the network takes, from the columns of raw rows."""
    columns = [
${inputs.join("\n")}
    ]
    return torch.cat(columns, 1)`,
    `def answers_for(outputs):
    """What outputs mean."""
    outputs = outputs.double()
${answers.join("\n")}`,
  ].join("\n\n\n");
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
  if (!("categories" in code)) return `(${lambdaText(code, "x", "y", code.inverse)})(${own}).flatten().tolist()`;
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
