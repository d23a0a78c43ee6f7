import { type Layer, type Stack, sizeOf } from "@nn/core/component";
import type { RowsText } from "./rows.js";

/** What a module's interface depends on. */
export interface Examples {
  readonly stack: Stack;
  /** The names of the arrays that hold an example and its output. */
  readonly inputs: string;
  readonly outputs: string;
  /** Where the network takes raw rows as well. */
  readonly rows: RowsText | undefined;
}

/** `predict` and what it needs, as lines of the module. */
export function interfaceText({ stack, inputs, outputs, rows }: Examples): string {
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

function predictOne(inputs, example = 0) {
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

/** How many lists are within each other. */
function levelsIn(values) {
  return Array.isArray(values) || ArrayBuffer.isView(values) ? 1 + levelsIn(values[0]) : 0;
}

/** Takes the numbers of an example in the order of its lists. */
function read(values, [length, ...inner], at, example) {
  if (values?.length !== length) {
    throw new RangeError(\`Expected examples of [${inputShape.join(", ")}], but \${length} numbers or lists are \${values?.length ?? values}.\`);
  }
  for (const value of values) {
    if (inner.length > 0) {
      at = read(value, inner, at, example);
      continue;
    }
    ${inputs}[at] = value;
${checkText(places[0]!.layer, inputs, sizeOf(inputShape), rows !== undefined)}
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

/** What a module refuses numbers for, as the network does. */
function checkText(
  { indexCount, name }: Pick<Layer, "indexCount" | "name">,
  inputs: string,
  size: number,
  hasRows: boolean,
): string {
  const shown = hasRows ? "shown(value)" : 'typeof value === "string" ? JSON.stringify(value) : String(value)';
  if (indexCount === undefined) {
    return `    if (typeof value !== "number" || !Number.isFinite(${inputs}[at])) {
      const inSingle = Number.isFinite(value) ? ", which is infinite in float32" : "";
      throw new RangeError(\`The inputs must be finite numbers, but example \${example}, number \${at}, is \${${shown}}\${inSingle}.\`);
    }`;
  }
  const takes = JSON.stringify(`${name} takes whole numbers from 0 to ${indexCount - 1}, but `);
  const number = size === 1 ? "" : `number \${at} of `;
  return `    if (!Number.isInteger(value) || value < 0 || value >= ${indexCount}) {
      throw new RangeError(\`\${${takes}}${number}example \${example} of the inputs, counted from 0, is \${${shown}}.\`);
    }`;
}

/** `number[][]` for 2. */
function listType(depth: number, modifier = ""): string {
  let type = "number";
  for (let i = 0; i < depth; i++) type = i === 0 || modifier === "" ? `${modifier}${type}[]` : `${modifier}(${type})[]`;
  return type;
}
