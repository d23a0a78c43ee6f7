import { type Arranged, arranged, type FloatArray } from "@nn/core/component";
import { listOf, type RunOperator, repeated, together, zerosOf } from "./tensor.js";

const elementwise =
  (operate: (a: number, b: number) => number): RunOperator =>
  ([a, b]) => {
    const shape = together(a!.shape, b!.shape);
    const [one, other] = [repeated(a!, shape), repeated(b!, shape)];
    return [{ values: one.map((value, i) => operate(value, other[i]!)), shape }];
  };

/** One or the other, as a condition says. */
const chosen: RunOperator = ([condition, one, other]) => {
  const shape = together(together(condition!.shape, one!.shape), other!.shape);
  const [isSo, a, b] = [condition!, one!, other!].map((values) => repeated(values, shape)) as [
    FloatArray,
    FloatArray,
    FloatArray,
  ];
  return [{ values: isSo.map((value, i) => (value ? a : b)[i]!), shape }];
};

/** The products of matrices, those of the first one by one with the only second one, or with theirs. */
function product(a: Arranged, b: Arranged): Arranged {
  const [inner, columns] = b.shape.slice(-2) as unknown as readonly [number, number];
  const y = zerosOf([...a.shape.slice(0, -1), columns]);
  const rows = a.shape.at(-2)!;
  for (let i = 0; i < y.values.length; i++) {
    const row = Math.floor(i / columns);
    const from = b.shape.length === 2 ? 0 : Math.floor(row / rows) * inner * columns;
    for (let k = 0; k < inner; k++) {
      y.values[i]! += a.values[row * inner + k]! * b.values[from + k * columns + (i % columns)]!;
    }
  }
  return y;
}

/** Each row along the last dimension, as shares of 1. */
const softmax: RunOperator = ([x]) => {
  const size = x!.shape.at(-1)!;
  const y = zerosOf(x!.shape);
  for (let from = 0; from < y.values.length; from += size) {
    const row = Array.from(x!.values.slice(from, from + size));
    const most = Math.max(...row);
    const powers = row.map((value) => Math.exp(value - most));
    const sum = powers.reduce((total, power) => total + power, 0);
    for (const [i, power] of powers.entries()) y.values[from + i] = power / sum;
  }
  return [y];
};

/** Each row along the last dimension, scaled to mean 0 and variance 1. */
const normalized: RunOperator = ([x, scale, bias], { floats }) => {
  const size = x!.shape.at(-1)!;
  const y = zerosOf(x!.shape);
  for (let from = 0; from < y.values.length; from += size) {
    const row = Array.from(x!.values.slice(from, from + size));
    const mean = row.reduce((sum, value) => sum + value, 0) / size;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size;
    const deviation = Math.sqrt(variance + (floats?.epsilon ?? 1e-5));
    for (const [i, value] of row.entries()) {
      y.values[from + i] = ((value - mean) / deviation) * scale!.values[i]! + (bias?.values[i] ?? 0);
    }
  }
  return [y];
};

/** All numbers along some dimensions, which are left out, become one. */
const reduced =
  (operate: (values: readonly number[]) => number): RunOperator =>
  ([x], node) => {
    const axes = listOf(node, "axes", []);
    const kept = x!.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
    const { values, shape } = arranged(x!.values, x!.shape, { transpose: [...kept, ...axes] });
    const y = zerosOf(shape.slice(0, kept.length));
    const size = values.length / y.values.length;
    for (let i = 0; i < y.values.length; i++) y.values[i] = operate(Array.from(values.slice(i * size, (i + 1) * size)));
    return [y];
  };

const add = elementwise((a, b) => a + b);
/** Side by side along the last dimension. */
function joined(given: readonly Arranged[], axis: number): Arranged {
  const sizes = given.map(({ shape }) => shape.at(-1)!);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const y = zerosOf([...given[0]!.shape.slice(0, axis), all]);
  for (let row = 0, at = 0; row < y.values.length / all; row++) {
    for (const [i, { values }] of given.entries()) {
      for (let column = 0; column < sizes[i]!; column++) y.values[at++] = values[row * sizes[i]! + column]!;
    }
  }
  return y;
}

/** Those that add up. */
export const SUMS: Readonly<Record<string, RunOperator>> = {
  Add: add,
  Sub: elementwise((a, b) => a - b),
  Concat: (given, node) => [joined(given as Arranged[], listOf(node, "axis", [-1])[0]!)],
  Mul: elementwise((a, b) => a * b),
  Div: elementwise((a, b) => a / b),
  MatMul: ([a, b]) => [product(a!, b!)],
  Gemm: ([a, b, c], node) => {
    const turned = (matrix: Arranged, name: string): Arranged =>
      listOf(node, name, [0])[0] ? arranged(matrix.values, matrix.shape, { transpose: [1, 0] }) : matrix;
    const y = product(turned(a!, "transA"), turned(b!, "transB"));
    return c === undefined ? [y] : add([y, c], node);
  },
  Equal: elementwise((a, b) => (a === b ? 1 : 0)),
  Where: chosen,
  LayerNormalization: normalized,
  Softmax: softmax,
  PRelu: elementwise((x, slope) => (x < 0 ? slope * x : x)),
  ReduceMean: reduced((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
  ReduceMax: reduced((values) => Math.max(...values)),
};
