import { type FloatArray, type OwnKernel, type Shape, sizeOf } from "@nn/core/component";
import { CODE } from "./binary.js";

/** Kernels that put the axes of an example in another order, and back. */
export interface PermuteKernels {
  readonly there: OwnKernel;
  readonly back: OwnKernel;
}

/** How the numbers of an example are gone through: in the order in which they are written. */
interface Walk {
  /** How many numbers an example has. */
  readonly all: number;
  /** How many numbers stay side by side. */
  readonly size: number;
  /** Of each axis that is written, how long it is, and how far apart its numbers lie in what is read. */
  readonly counts: readonly number[];
  readonly strides: readonly number[];
}

/** Of the compiled code, this kernel; the two others put the parts of examples first, or the batch: see `swap-axes.ts`. */
const PERMUTE = 2;
/** How many axes it has room for. */
const MOST_AXES = 7;

/** @param order - Which axis of the shape comes first, which second, and so on. */
export function permuteKernels(shape: Shape, order: readonly number[]): PermuteKernels {
  const permuted = order.map((axis) => shape[axis]);
  const back = order.map((_, axis) => order.indexOf(axis));
  return { there: kernelOf("axes", walkOf(shape, order)), back: kernelOf("axes back", walkOf(permuted, back)) };
}

/** Which number of an example comes at each place of the new order. */
export function placesBelow(shape: Shape, order: readonly number[]): (at: number) => number {
  const strides = stridesOf(shape, order);
  return (at) => {
    let [from, rest] = [0, at];
    for (let axis = order.length - 1; axis >= 0; axis--) {
      const length = shape[order[axis]];
      from += (rest % length) * strides[axis];
      rest = Math.floor(rest / length);
    }
    return from;
  };
}

/** How far the numbers of each axis lie apart, in the order in which they are written. */
function stridesOf(shape: Shape, order: readonly number[]): number[] {
  return order.map((axis) => sizeOf(shape.slice(axis + 1)));
}

function walkOf(shape: Shape, order: readonly number[]): Walk {
  // What lies behind the last axis that moves stays side by side.
  let moved = order.length;
  while (moved > 1 && order[moved - 1] === moved - 1) moved--;
  const counts = order.slice(0, moved).map((axis) => shape[axis]);
  const strides = stridesOf(shape, order).slice(0, moved);
  return { all: sizeOf(shape), size: sizeOf(shape.slice(moved)), counts, strides };
}

function kernelOf(name: string, walk: Walk): OwnKernel {
  const { all, size, counts, strides } = walk;
  const hasRoom = counts.length <= MOST_AXES;
  return {
    name,
    arrays: [
      { name: "out", size: all, use: "write" },
      { name: "values", size: all, use: "read" },
    ],
    code: hasRoom ? CODE : undefined,
    numbers: hasRoom ? [PERMUTE, counts.length, size, all, ...counts.flatMap((n, axis) => [n, strides[axis]])] : [],
    loop: (batch, out, values) => permuteAxes(walk, batch, out, values),
    written: { functions: [permuteAxes], constants: [walk] },
    work: all,
  };
}

/** Rows along the last axis that moves, of blocks that stay side by side. */
function permuteAxes(walk: Walk, batch: number, out: FloatArray, values: FloatArray): void {
  const { all, size, counts, strides } = walk;
  const last = counts.length - 1;
  const rows = all / size / counts[last];
  let to = 0;
  for (let example = 0; example < batch; example++) {
    for (let row = 0; row < rows; row++) {
      let from = example * all;
      let rest = row;
      for (let axis = last - 1; axis >= 0; axis--) {
        from += (rest % counts[axis]) * strides[axis];
        rest = Math.floor(rest / counts[axis]);
      }
      for (let i = 0; i < counts[last]; i++) {
        for (let j = 0; j < size; j++) out[to++] = values[from + i * strides[last] + j];
      }
    }
  }
}
