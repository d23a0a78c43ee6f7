import { arranged } from "@nn/core/component";
import { MultiHeadAttention, Reshape } from "@nn/layers";
import { TYPE } from "../../schema/types.js";
import type { Constant } from "../constant.js";
import type { Chain, Flow, Scores } from "../flow.js";
import type { NodePlace } from "../place.js";
import { isConstant, isFlow, isScores, type Operator, type Operators } from "../value.js";

/*
 * Attention is read product by product: two projections are scores, which are scaled, masked and become shares; with the values
 * these are a layer, to which the product behind it belongs.
 */

/** The orders in which the dimensions of a projection lie, which are [steps, heads, size] here. */
const HEADS_FIRST = [0, 2, 1, 3];
const KEYS = [0, 2, 3, 1];

const PARTS =
  "two that come from the input are multiplied only as queries and keys of a sequence, or as shares and values, as attention does: each must be a product with a square matrix, whose numbers are parted into heads.";
const BETWEEN =
  "what queries and keys give must be multiplied by 1 / √(the size of a head), may have −∞ added for later steps, and must go through Softmax to the product with the values.";

/** A projection: a product with a square matrix, which is parted into heads. */
function headsOf(node: NodePlace, { chain, axes, formula, isFlat }: Flow, order: readonly number[]): Chain {
  const sums = chain.before;
  const isParted = chain.reshapes === true && chain.shape.length === 3;
  const isOfSteps = sums?.shape.length === 2 && sums.shape[0] === chain.shape[0];
  const isSquare = sums?.open === "row" && sums.numbers.weight!.length === sums.shape.at(-1)! ** 2;
  const lies = axes.join() === order.join() && !isFlat && formula === undefined;
  node.expect(isParted && isOfSteps && isSquare && lies, PARTS);
  return chain;
}

/** Whether projections are of the same numbers, and parted in the same way. */
const belong = (one: Chain, other: Chain): boolean =>
  one.before!.before === other.before!.before && one.shape.join() === other.shape.join();

/** The product of queries and keys. */
export function scoresOf(node: NodePlace, queries: Flow, keys: Flow): Scores {
  const query = headsOf(node, queries, HEADS_FIRST);
  const key = headsOf(node, keys, KEYS);
  node.expect(node.operator === "MatMul" && belong(query, key), PARTS);
  return { query, key, are: "products" };
}

/** @param read - What becomes of scores with a number or a list of the file, if anything does. */
const become =
  (read: (scores: Scores, given: Constant | undefined, node: NodePlace) => Scores["are"] | undefined): Operator =>
  (node, inputs) => {
    const scores = inputs.find(isScores)!;
    const others = inputs.filter((one) => one !== scores);
    const are = others.length < 2 && others.every(isConstant) ? read(scores, others[0], node) : undefined;
    return are === undefined ? node.refuse(BETWEEN) : [{ ...scores, are }];
  };

const scaled = become(({ query, are }, factor) => {
  const exact = 1 / Math.sqrt(query.shape.at(-1)!);
  const expected = factor?.type === TYPE.float32 ? Math.fround(exact) : exact;
  // More dimensions than the scores have would become theirs.
  const isNumber = factor?.values.length === 1 && factor.shape.length <= 4;
  return are === "products" && isNumber && factor.values[0] === expected ? "scaled" : undefined;
});

const masked = become(({ query, are }, mask) => {
  const steps = query.shape[0]!;
  const isLater = (i: number): boolean => i % steps > Math.floor(i / steps);
  const isCausal =
    mask?.shape.join() === `${steps},${steps}` &&
    mask.values.every((value, i) => value === (isLater(i) ? Number.NEGATIVE_INFINITY : 0));
  return are === "scaled" && isCausal ? "masked" : undefined;
});

const shared = become(({ are }, given, node) => {
  // What a missing one stands for isn't the same in all versions of the standard.
  const isOfRows = given === undefined && [-1, 3].includes(node.integer("axis", 0));
  if (!isOfRows) return undefined;
  return are === "scaled" ? "shares" : are === "masked" ? "shares of the past" : undefined;
});

/** The product of shares and values, parted into heads as these are. */
const taken: Operator = (node: NodePlace, [scores, values], joiner) => {
  if (!isScores(scores) || !isFlow(values)) return node.refuse(PARTS);
  const { query, are } = scores;
  const value = headsOf(node, values, HEADS_FIRST);
  node.expect(are.startsWith("shares"), BETWEEN);
  node.expect(belong(query, value), PARTS);
  const { shape } = query;
  joiner.take(node, 4 * (shape[1]! * shape[2]!) ** 2);
  const before = attentionOf(scores, value);
  const { depth } = before;
  const heads: Chain = { before, depth, shape, make: () => new Reshape(shape), reshapes: true, numbers: {} };
  return [{ chain: heads, axes: HEADS_FIRST, isFlat: false }];
};

/** The layer, whose last product is with 1 and 0 until it comes. */
function attentionOf({ query, key, are }: Scores, value: Chain): Chain {
  const [steps, heads, size] = query.shape as readonly [number, number, number];
  const inputs = heads * size;
  const { before, depth } = query.before!;
  const causal = are === "shares of the past";
  const projections = Object.entries({ query, key, value }).flatMap(([name, { before }]) => {
    const { weight, bias = new Float64Array(inputs) } = before!.numbers;
    const ofHeads = arranged(Float64Array.from(weight!), [inputs, heads, size], { transpose: [1, 0, 2] });
    return [
      [name, ofHeads.values],
      [`${name}Bias`, bias],
    ] as const;
  });
  const layer = (own: Chain["numbers"], then?: Chain["with"]): Chain => ({
    ...{ before, depth, shape: [steps, inputs], ...(then && { with: then }) },
    make: () => new MultiHeadAttention(inputs, heads, { causal }),
    numbers: { ...Object.fromEntries(projections), ...own },
  });
  const outputBias = new Float64Array(inputs);
  const withOutput: Chain["with"] = (node, { values: output, shape }) => {
    if (node.operator !== "MatMul" || shape.join() !== `${inputs},${inputs}`) return undefined;
    return layer({ output, outputBias }, ({ operator }, { values, shape }) =>
      operator === "Add" && values.length === inputs && shape.at(-1) === inputs
        ? layer({ output, outputBias: values })
        : undefined,
    );
  };
  return layer({ output: identityOf(inputs), outputBias }, withOutput);
}

function identityOf(size: number): Float64Array {
  return Float64Array.from({ length: size ** 2 }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));
}

const OF_SCORES: Operators = { Mul: scaled, Add: masked, Softmax: shared, MatMul: taken };

/** What becomes of scores. */
export const ofScores: Operator = (node, inputs, joiner) => {
  const operator = Object.hasOwn(OF_SCORES, node.operator) ? OF_SCORES[node.operator] : undefined;
  return operator === undefined ? node.refuse(BETWEEN) : operator(node, inputs, joiner);
};
