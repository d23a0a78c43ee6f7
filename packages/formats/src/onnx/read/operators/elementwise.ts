import { type Constant, plainNumber } from "../constant.js";
import { type Chain, completed, dimensionsOf, type Flow, isStraight, residual, type Through } from "../flow.js";
import type { Joiner } from "../joiner.js";
import type { NodePlace } from "../place.js";
import { isConstant, isFlow, type Operator, type Operators, type Value } from "../value.js";
import { merged } from "./branches.js";
import { added, takesBias } from "./products.js";
import { TEXTS } from "./texts.js";

/** An earlier flow of the same chain is a way to the flow itself. */
const waysOf = (flow: Flow): readonly Through[] =>
  flow.formula === undefined ? [] : [{ flow, formula: "z" }, ...(flow.through ?? [])];

/** So many of them are remembered. */
const MOST_WAYS = 6;
/** Layers in more layers than these are refused. */
const DEEPEST = 30;

const numberByNumber: Operator = (node: NodePlace, inputs, joiner) => {
  const flows = inputs.filter(isFlow);
  const [first, second] = flows;
  if (first === undefined) return node.refuse("it isn't known for numbers of the file alone.");
  const constants = inputs.filter(isConstant);
  const whole = inputs.length === 2 && constants[0] && completed(node, first, constants[0]);
  if (whole) return [whole];
  // A number is one as well, of a product that gives one at each step.
  const isOfOne = first.chain.shape.at(-1) === 1 && takesBias(node, first) && !first.isFlat && isStraight(first);
  const list = constants.find(({ values }) => values.length > 1 || isOfOne);
  if (list !== undefined) return [added(node, first, list, inputs.length, joiner)];
  if (second !== undefined && flows.some((flow) => flow.chain !== first.chain)) {
    return [sum(node, first, second, joiner)];
  }
  node.expect(
    flows.every((flow) => flow.isFlat === first.isFlat && flow.axes.join() === first.axes.join()),
    "its operands lie in different orders.",
  );
  const operands = inputs.map((one) => (isFlow(one) ? (one.formula ?? "z") : numberText(node, one)));
  const formula = joiner.short(node, TEXTS[node.operator]!(operands as string[], node));
  // What all operands that come from the input go through.
  const ways = inputs.map((one) => (isFlow(one) ? waysOf(one) : undefined));
  const common = waysOf(first).filter(({ flow }) => ways.every((all) => all?.some((way) => way.flow === flow) ?? true));
  const through = common.slice(0, MOST_WAYS).map(({ flow }) => {
    const own = inputs.map((_, i) => ways[i]?.find((way) => way.flow === flow)?.formula ?? operands[i]);
    return { flow, formula: joiner.short(node, TEXTS[node.operator]!(own as string[], node)) };
  });
  return [{ ...first, formula, through }];
};

/** The sum of what comes before some layers, and behind them, or the sum or product of what several layers give. */
function sum(node: NodePlace, one: Flow, other: Flow, joiner: Joiner): Flow {
  node.expect(/^(Add|Mul)$/.test(node.operator), "its operands come from different layers.");
  const isOneFlat = one.isFlat !== other.isFlat;
  const [a, b] = [one, other].map((flow) => (isOneFlat ? joiner.flattened(node, flow) : joiner.settle(node, flow))) as [
    Flow,
    Flow,
  ];
  const lies =
    [a, b].every(({ order }) => order === undefined) &&
    dimensionsOf(a).join() === dimensionsOf(b).join() &&
    a.axes.join() === b.axes.join();
  node.expect(lies, "its operands have different shapes.");
  const isBefore = (early: Chain, late: Chain): boolean => {
    for (let link: Chain | undefined = late; link !== undefined; link = link.before) if (link === early) return true;
    return false;
  };
  const [early, late] = isBefore(a.chain, b.chain) ? [a, b] : [b, a];
  if (node.operator !== "Add" || !isBefore(early.chain, late.chain)) {
    return merged(node, [a, b], joiner, ([shape]) => shape!);
  }
  const chain = residual(early.chain, late.chain);
  node.expect(chain.depth <= DEEPEST, `more than ${DEEPEST} sums lie in one another.`);
  return { ...early, chain };
}

const reduced =
  (name: string): Operator =>
  (node: NodePlace, [x, given], joiner) => {
    const axes = isConstant(given) ? Array.from(given.values) : (node.integers("axes") ?? []);
    const last = isFlow(x) ? dimensionsOf(x).length - 1 : 0;
    node.expect(node.integer("keepdims", 1) === 1, "keepdims must be 1.");
    node.expect(axes.length === 1 && (axes[0] === -1 || axes[0] === last), "only the last dimension is known.");
    return [overRow(node, x, joiner, (text) => `${name}(${text})`)];
  };

const softmax: Operator = (node: NodePlace, [x], joiner) => [
  overRow(node, x, joiner, (z) => `(exp(${z} - max(${z})) / sum(exp(${z} - max(${z}))))`),
];

/** A formula over the last dimension, which must be the last one here, too. */
function overRow(node: NodePlace, given: Value | undefined, joiner: Joiner, text: (x: string) => string): Flow {
  if (!isFlow(given)) return node.refuse("what it takes must come from the input.");
  const isLong = given.isFlat && given.chain.shape.length > 1;
  const x = isLong ? joiner.flattened(node, given) : given;
  const last = dimensionsOf(x).length - 1;
  const axis = node.integer("axis", -1);
  node.expect(axis === -1 || axis === last, "only the last dimension is known.");
  const isRow = x.isFlat || (isStraight(x) && x.axes.at(-1) === x.chain.shape.length);
  node.expect(isRow, "it goes over a dimension that is no row of a layer.");
  const through = waysOf(x).slice(0, MOST_WAYS);
  return {
    ...{ ...x, formula: joiner.short(node, text(x.formula ?? "z")) },
    through: through.map(({ flow, formula }) => ({ flow, formula: joiner.short(node, text(formula)) })),
  };
}

/** A number of a file as formulas have it; `undefined` for what is left out. */
function numberText(node: NodePlace, one: Value | undefined): string | undefined {
  if (one === undefined) return undefined;
  if (!isConstant(one)) return node.refuse("it isn't known for texts.");
  return plainText(node, one);
}

function plainText(node: NodePlace, { values, type }: Constant): string {
  const [value] = values;
  node.expect(value !== undefined && Number.isFinite(value), "its numbers must be finite.");
  const plain = plainNumber(value, type);
  return plain < 0 ? `(${plain})` : `${plain}`;
}

/** The operators that are formulas. */
export const FORMULAS: Operators = /* @__PURE__ */ (() => ({
  ...Object.fromEntries(Object.keys(TEXTS).map((operator) => [operator, numberByNumber])),
  Softmax: softmax,
  ReduceSum: reduced("sum"),
  ReduceMax: reduced("max"),
  ReduceMean: reduced("mean"),
}))();
