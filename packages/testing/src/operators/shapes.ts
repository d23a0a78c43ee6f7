import { type Arranged, arranged, type StandardOperator, sizeOf } from "@nn/core/component";
import { listOf, type RunOperator, repeated, together, zerosOf } from "./tensor.js";

const last = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

function squeezed({ values, shape }: Arranged, axes: Arranged): Arranged {
  const left = Array.from(axes.values, (axis) => last(axis, shape.length));
  return { values, shape: shape.filter((_, axis) => !left.includes(axis)) };
}

function reshaped({ values, shape }: Arranged, target: Arranged): Arranged {
  const sizes = Array.from(target.values, (size, axis) => (size === 0 ? shape[axis]! : size));
  const known = sizeOf(sizes.filter((size) => size > 0));
  return { values, shape: sizes.map((size) => (size < 0 ? values.length / known : size)) };
}

function gathered(table: Arranged, indices: Arranged, node: StandardOperator): Arranged {
  const axis = last(listOf(node, "axis", [0])[0]!, table.shape.length);
  const [before, after] = [table.shape.slice(0, axis), table.shape.slice(axis + 1)];
  const order = [axis, ...before.keys(), ...after.map((_, i) => axis + 1 + i)];
  const first = arranged(table.values, table.shape, { transpose: order });
  const taken = arranged(first.values, first.shape, { take: Array.from(indices.values) });
  const shape = [...indices.shape, ...before, ...after];
  const n = indices.shape.length;
  const back = [...before.map((_, i) => n + i), ...indices.shape.keys(), ...after.map((_, i) => n + before.length + i)];
  return arranged(taken.values, shape, { transpose: back });
}

/** Zeros before and behind, along each dimension. */
function padded({ values, shape }: Arranged, pads: Arranged): Arranged {
  const y = zerosOf(shape.map((size, axis) => size + pads.values[axis]! + pads.values[axis + shape.length]!));
  for (const [i, value] of values.entries()) {
    let [at, step, rest] = [0, 1, i];
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += ((rest % shape[axis]!) + pads.values[axis]!) * step;
      step *= y.shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    y.values[at] = value;
  }
  return y;
}

/** A part of each of some dimensions. */
function sliced(x: Arranged, [starts, ends, axes, steps]: readonly Arranged[]): Arranged {
  let part = x;
  for (const [i, given] of axes!.values.entries()) {
    const axis = last(given, x.shape.length);
    const size = x.shape[axis]!;
    const step = steps?.values[i] ?? 1;
    const from = last(starts!.values[i]!, size);
    // Backwards, the end may lie before the first one.
    const to = Math.max(step < 0 ? -1 : 0, last(ends!.values[i]!, size));
    const length = Math.ceil((to - from) / step);
    const indices = { values: Float64Array.from({ length }, (_, at) => from + at * step), shape: [length] };
    part = gathered(part, indices, { operator: "Gather", inputs: [], outputs: [], integers: { axis } });
  }
  return part;
}

/** Those that only move numbers. */
export const SHAPES: Readonly<Record<string, RunOperator>> = {
  Identity: ([x]) => [x],
  Cast: ([x]) => [{ values: x!.values.map(Math.trunc), shape: x!.shape }],
  Transpose: ([x], node) => {
    const reversed = x!.shape.map((_, i) => x!.shape.length - 1 - i);
    return [arranged(x!.values, x!.shape, { transpose: listOf(node, "perm", reversed) })];
  },
  Reshape: ([x, shape]) => [reshaped(x!, shape!)],
  Pad: ([x, pads]) => [padded(x!, pads!)],
  Slice: ([x, ...given]) => [sliced(x!, given as Arranged[])],
  Squeeze: ([x, axes]) => [squeezed(x!, axes!)],
  Gather: ([table, indices], node) => [gathered(table!, indices!, node)],
  Shape: ([x], node) => {
    const [start, end] = [listOf(node, "start", [0])[0]!, listOf(node, "end", [x!.shape.length])[0]!];
    const sizes = x!.shape.slice(start, end);
    return [{ values: Float64Array.from(sizes), shape: [sizes.length] }];
  },
  Expand: ([x, sizes]) => {
    const shape = together(x!.shape, Array.from(sizes!.values));
    return [{ values: repeated(x!, shape), shape }];
  },
};
