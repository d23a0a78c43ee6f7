import { type Constant, turned } from "../constant.js";
import { completed, type Flow } from "../flow.js";
import type { NodePlace } from "../place.js";
import { isConstant, isFlow, type Operator, type Operators } from "../value.js";
import { scoresOf } from "./attention.js";
import { biasOf } from "./bias.js";
import { dense, embedding } from "./layers.js";

const product: Operator = (node: NodePlace, [x, weight, bias], joiner) => {
  if (isFlow(x) && isFlow(weight)) return [scoresOf(node, x, weight)];
  if (!isFlow(x) || !isConstant(weight) || !(bias === undefined || isConstant(bias))) {
    return node.refuse("it must be of numbers that come from the input, with weights of the file.");
  }
  const isPlain = node.float("alpha", 1) === 1 && node.float("beta", 1) === 1 && node.integer("transA", 0) === 0;
  node.expect(isPlain, "alpha, beta and transA aren't known.");
  joiner.take(node, weight.values.length);
  const flow = joiner.flattened(node, x);
  const isTurned = node.operator === "Gemm" && node.integer("transB", 0) === 1 && weight.shape.length === 2;
  const whole = completed(node, flow, weight);
  return [whole ?? dense(node, flow, isTurned ? turned(weight, [1, 0]) : weight, bias)];
};

/** Whether what is added to it may be the bias of the product before it. */
export const takesBias = ({ operator }: NodePlace, { chain, formula }: Flow): boolean =>
  operator === "Add" && formula === undefined && chain.open === "row" && chain.numbers.bias === undefined;

/** A list that is added behind a product is its bias. */
export function biased(node: NodePlace, x: Flow, list: Constant, operands: number): Flow {
  const { chain } = x;
  node.expect(
    operands === 2 && takesBias(node, x),
    `there is no layer that does this with ${list.values.length} numbers.`,
  );
  const units = chain.shape.at(-1)!;
  const weight = {
    values: Float64Array.from(chain.numbers.weight!),
    shape: [chain.numbers.weight!.length / units, units],
    type: list.type,
  };
  const before = { chain: chain.before!, axes: x.axes, isFlat: false };
  const bias = { ...list, values: Float64Array.from(biasOf(node, list, units)), shape: [units] };
  const made = dense(node, before, weight, bias);
  return { ...made, chain: { ...made.chain, before: chain.before } };
}

const rows: Operator = (node: NodePlace, [table, x]) =>
  isConstant(table) && isFlow(x)
    ? [embedding(node, table, x)]
    : node.refuse("it must take rows of numbers of the file.");

/** The operators that are products with weights. */
export const PRODUCTS: Operators = { Gemm: product, MatMul: product, Gather: rows };
