import type { Stack } from "@nn/core/component";
import { readingText } from "./reading.js";
import type { RowsText } from "./rows/rows-text.js";

/** What a module's interface depends on. */
export interface Examples {
  readonly stack: Stack;
  /** The names of the arrays that hold an example and its output. */
  readonly inputs: string;
  readonly outputs: string;
  /** Where the network takes raw rows as well. */
  readonly rows: RowsText | undefined;
  /** Whether its numbers are of float32. */
  readonly isSingle: boolean;
  /** Whether a service has it answer rows one by one. */
  readonly isServed: boolean;
}

/** `predict` and what it needs, as lines of the module. */
export function interfaceText({ stack, inputs, outputs, rows, isSingle, isServed }: Examples): string {
  const { inputShape, outputShape, places } = stack;
  const example = listType(inputShape.length, "readonly ");
  const output = listType(outputShape.length);
  const takesRows = rows
    ? `  if (isRow(inputs)) return answerRows([inputs])[0];
  if (Array.isArray(inputs) && isRow(inputs[0])) return answerRows(inputs);
`
    : "";
  return `${rows?.overloads ?? ""}/**
 * The network's output for one example.
 *
 * @overload
 * @param {${example}} inputs
 * @returns {${output}}
 */
/**
 * The network's outputs for many examples.
 *
 * @overload
 * @param {readonly (${example})[]} inputs
 * @returns {${listType(outputShape.length + 1)}}
 */
/** @param {any} inputs */
export function predict(inputs) {
${takesRows}  return levelsIn(inputs) > ${inputShape.length} ? Array.from(inputs, predictOne) : predictOne(inputs);
}

${isServed ? servedText(rows !== undefined) : ""}function predictOne(inputs, example = 0) {
  compute(inputs, [${inputShape.join(", ")}], example);
  return nested(${outputs}, [${outputShape.join(", ")}]);
}

/** Takes an example of a shape into ${inputs}, and through the layers. */
function compute(inputs, shape, example) {
  read(inputs, shape, 0, example);
  forward();
  if (${outputs}.every(Number.isFinite)) return;
  let [within, found] = ["", ""];
  for (const [path, label, numbers] of LAYERS) {
    if (!path.startsWith(within) || numbers.every(Number.isFinite)) continue;
    [within, found] = [\`\${path}.\`, label];
  }
  throw new RangeError(\`The output of \${found}, is not a finite number for example \${example}.\`);
}

${readingText(inputShape, inputs, places[0]!.layer, { hasRows: rows !== undefined, isSingle })}

${
  rows
    ? `/** Whether it is a row, by the names of its columns. */
function isRow(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

`
    : ""
}/** Numbers as lists within each other. */
function nested(values, [length, ...inner]) {
  if (inner.length === 0) return Array.from(values);
  const size = values.length / length;
  return Array.from({ length }, (_, i) => nested(values.subarray(i * size, (i + 1) * size), inner));
}`;
}

/** The answer to one of many rows, whose errors say which it is. */
function servedText(hasRows: boolean): string {
  return `/**
 * The answer to number i of several rows.
 *
 * @param {any} row
 * @param {number} i
 */
export function predictRow(row, i) {
  return ${hasRows ? "answerRows([row], i, Infinity)[0]" : "predictOne(row, i)"};
}

`;
}

/** `number[][]` for 2. */
export function listType(depth: number, modifier = ""): string {
  let type = "number";
  for (let i = 0; i < depth; i++) type = i === 0 || modifier === "" ? `${modifier}${type}[]` : `${modifier}(${type})[]`;
  return type;
}
