import { Reshape } from "@nn/layers";
import { TYPE } from "../../schema/types.js";
import { turned } from "../constant.js";
import { dimensionsOf, type Flow, orderOf } from "../flow.js";
import type { NodePlace } from "../place.js";
import { isConstant, isFlow, type Operator, type Operators } from "../value.js";
import { behind } from "./read-layer.js";

const transposed: Operator = (node: NodePlace, [x], joiner) => {
  if (!isFlow(x) && !isConstant(x)) return node.refuse("it takes nothing that has dimensions.");
  const rank = isFlow(x) ? dimensionsOf(x).length : x.shape.length;
  const order = node.integers("perm") ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
  const isOrder = order.length === rank && Array.from({ length: rank }).every((_, axis) => order.includes(axis));
  node.expect(isOrder, `perm must name each of ${rank} dimensions once.`);
  if (!isFlow(x)) {
    joiner.take(node, x.values.length);
    return [turned(x, order)];
  }
  const settled = joiner.settle(node, x);
  node.expect(!settled.isFlat, "what is flat can't be transposed.");
  return [{ ...settled, axes: order.map((axis) => settled.axes[axis]!) }];
};

const squeezed: Operator = (node: NodePlace, [x, given], joiner) => {
  const axes = isConstant(given) ? Array.from(given.values) : (node.integers("axes") ?? []);
  if (!isFlow(x) || x.isFlat) return node.refuse("it isn't known here.");
  const settled = joiner.settle(node, x);
  const left = axes.map((axis) => (axis < 0 ? axis + settled.axes.length : axis));
  node.expect(
    left.length > 0 && left.every((axis) => settled.axes[axis] === -1),
    "it leaves out dimensions that aren't 1 in the network.",
  );
  return [{ ...settled, axes: settled.axes.filter((_, axis) => !left.includes(axis)) }];
};

const reshaped: Operator = (node: NodePlace, [x, given], joiner) => {
  if (!isFlow(x)) return node.refuse("it isn't known for numbers of the file.");
  const dimensions = dimensionsOf(x);
  const size = dimensions.slice(1).reduce((product, n) => product * n, 1);
  if (!isConstant(given)) return node.refuse("its shape must be numbers of the file.");
  const target = Array.from(given.values, (n, i) => (n === 0 ? (dimensions[i] ?? 0) : n));
  if (target.length > 1 && target[0]! > 0 && target.slice(1).includes(-1)) target[0] = -1;
  const rest = target.slice(1);
  const open = rest.indexOf(-1);
  if (open >= 0) rest[open] = size / rest.reduce((product, n) => (n === -1 ? product : product * n), 1);
  return [become(node, x, [-1, ...rest], joiner)];
};

const flattened: Operator = (node: NodePlace, [x], joiner) => {
  if (!isFlow(x)) return node.refuse("it isn't known for numbers of the file.");
  node.expect(node.integer("axis", 1) === 1, "only axis 1 is known.");
  const size = dimensionsOf(x)
    .slice(1)
    .reduce((product, n) => product * n, 1);
  return [become(node, x, [-1, size], joiner)];
};

/** A flow in other dimensions: flat, as it is, as it was before it was flat, or reshaped where its numbers lie as here. */
function become(node: NodePlace, x: Flow, target: readonly number[], joiner: Parameters<Operator>[2]): Flow {
  const dimensions = dimensionsOf(x);
  const size = dimensions.slice(1).reduce((product, n) => product * n, 1);
  node.expect(dimensions[0] === -1 && x.axes[0] === 0, "the examples must come first.");
  if (target.join() === dimensions.join()) return x;
  const settled = joiner.settle(node, x);
  if (target.join() === `-1,${size}`) return { ...settled, isFlat: true };
  const whole = { ...settled, isFlat: false };
  if (settled.isFlat && target.join() === dimensionsOf(whole).join()) return whole;
  const shape = target.slice(1);
  const isOfAll = shape.every((n) => n > 0) && shape.reduce((product, n) => product * n, 1) === size;
  if (isOfAll && orderOf(settled).every((own, i) => own === i)) {
    const axes = target.map((_, axis) => axis);
    const { before } = settled.chain;
    // Heads of attention were apart only in the file.
    const isJoined = settled.chain.reshapes && before?.with && before.shape.join() === shape.join();
    if (isJoined) return { chain: before, axes, isFlat: false };
    return behind(settled, { shape, make: () => new Reshape(shape), reshapes: true, numbers: {} }, axes);
  }
  return node.refuse(`there is no layer that gives [${target.slice(0, 8).join(", ")}].`);
}

/** What changes nothing in a prediction. */
const same: Operator = (_node, [x]) => [x];

/**
 * How large dimensions are: −1 for that of the examples. Without start and end, what is asked is handed on in the place of sizes: `Expand`
 * alone takes those, which leaves a formula as it is.
 */
const measured: Operator = (node: NodePlace, [x]) => {
  if (!isFlow(x) || !(node.attribute("start") || node.attribute("end"))) return [x];
  const dimensions = dimensionsOf(x);
  const values = Float64Array.from(dimensions.slice(node.integer("start", 0), node.integer("end", dimensions.length)));
  return [{ values, shape: [values.length], type: TYPE.int64 }];
};

/** What a formula that is one number becomes: the same number in each place. Numbers of the file are repeated for each example. */
const expanded: Operator = (node: NodePlace, [x, sizes]) => {
  if (isFlow(x) && x.formula !== undefined) return [x];
  const isForEach = isConstant(x) && isConstant(sizes) && sizes.values.join() === "1,-1,1" && x.shape.length === 3;
  return isForEach ? [{ ...x, isForEach }] : node.refuse("it isn't known.");
};

/** The operators that change how numbers lie. */
export const SHAPES: Operators = {
  Transpose: transposed,
  Squeeze: squeezed,
  Reshape: reshaped,
  Flatten: flattened,
  Identity: same,
  Dropout: same,
  Cast: same,
  Shape: measured,
  Expand: expanded,
};
