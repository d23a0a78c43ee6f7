import { PositionalEmbedding } from "@nn/layers";
import { type Constant, turned } from "../constant.js";
import { completed, dimensionsOf, type Flow, isStraight } from "../flow.js";
import type { Joiner } from "../joiner.js";
import type { NodePlace } from "../place.js";
import { isConstant, isFlow, type Operator, type Operators } from "../value.js";
import { scoresOf } from "./attention.js";
import { biasOf } from "./bias.js";
import { dense, embedding } from "./layers.js";
import { behind } from "./read-layer.js";

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

/** A list that is added behind a product is its bias, and one that is as large as an example with its time steps is a layer. */
export function added(node: NodePlace, x: Flow, list: Constant, operands: number, joiner: Joiner): Flow {
  if (operands === 2 && takesBias(node, x) && list.values.length <= x.chain.shape.at(-1)!) {
    joiner.take(node, x.chain.numbers.weight!.length);
    return biased(node, x, list);
  }
  const settled = joiner.settle(node, x);
  const { shape } = settled.chain;
  // A dimension of one between them would have the list added along another.
  const liesSo = !settled.isFlat && isStraight(settled) && dimensionsOf(settled).slice(1).join() === shape.join();
  const isOfSteps = shape.length > 1 && list.shape.join() === shape.join() && liesSo;
  node.expect(
    operands === 2 && node.operator === "Add" && isOfSteps,
    `there is no layer that does this with ${list.values.length} numbers.`,
  );
  return behind(settled, { shape, make: () => new PositionalEmbedding(), numbers: { table: list.values } });
}

function biased(node: NodePlace, x: Flow, list: Constant): Flow {
  const { chain } = x;
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
