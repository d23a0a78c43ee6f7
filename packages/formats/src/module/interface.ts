import type { Shape } from "@nn/core/component";
import type { RowsText } from "./rows.js";

/** What a module's interface depends on. */
export interface Examples {
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** The names of the arrays that hold an example and its output. */
  readonly inputs: string;
  readonly outputs: string;
  /** How many whole numbers there are, where the network takes those. */
  readonly indexCount: number | undefined;
  /** Where the network takes raw rows as well. */
  readonly rows: RowsText | undefined;
}

/** `predict` and what it needs, as lines of the module. */
export function interfaceText({ inputShape, outputShape, inputs, outputs, indexCount, rows }: Examples): string {
  const example = listType(inputShape.length, "readonly ");
  const output = listType(outputShape.length);
  const check =
    indexCount === undefined
      ? `    if (typeof value !== "number" || !Number.isFinite(${inputs}[at])) {
      throw new RangeError(\`Expected finite numbers, but number \${at} is \${value}.\`);
    }`
      : `    if (!Number.isInteger(value) || value < 0 || value >= ${indexCount}) {
      throw new RangeError(\`Expected whole numbers from 0 to ${indexCount - 1}, but number \${at} is \${value}.\`);
    }`;
  const takesRows = rows
    ? `  if (isRow(inputs)) return toAnswer(predictOne(inputs, true));
  if (Array.isArray(inputs) && isRow(inputs[0])) return inputs.map((row) => toAnswer(predictOne(row, true)));
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
${takesRows}  return levelsIn(inputs) > ${inputShape.length} ? Array.from(inputs, (example) => predictOne(example)) : predictOne(inputs);
}

function predictOne(${rows ? "example, isRaw" : "example"}) {
  ${rows ? "if (isRaw) readRow(example); else " : ""}read(example, [${inputShape.join(", ")}], 0);
  forward();
  if (!${outputs}.every(Number.isFinite)) throw new RangeError("The numbers grew too large: scale the inputs.");
  return nested(${outputs}, [${outputShape.join(", ")}]);
}

/** How many lists are within each other. */
function levelsIn(values) {
  return Array.isArray(values) || ArrayBuffer.isView(values) ? 1 + levelsIn(values[0]) : 0;
}

/** Takes the numbers of an example in the order of its lists. */
function read(values, [length, ...inner], at) {
  if (values?.length !== length) {
    throw new RangeError(\`Expected examples of [${inputShape.join(", ")}], but \${length} numbers or lists are \${values?.length ?? values}.\`);
  }
  for (const value of values) {
    if (inner.length > 0) {
      at = read(value, inner, at);
      continue;
    }
    ${inputs}[at] = value;
${check}
    at++;
  }
  return at;
}

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

/** `number[][]` for 2. */
function listType(depth: number, modifier = ""): string {
  let type = "number";
  for (let i = 0; i < depth; i++) type = i === 0 || modifier === "" ? `${modifier}${type}[]` : `${modifier}(${type})[]`;
  return type;
}
