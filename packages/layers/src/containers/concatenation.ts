import {
  type FloatArray,
  formatShape,
  type Shape,
  ShapeError,
  sameShape,
  sizeOf,
  type TrainFrame,
} from "@nn/core/component";
import { swapsOf } from "../shapes/swap-axes.js";
import type { Merge } from "./merge.js";

/** Parts of a frame's arrays. */
interface Parts {
  readonly rows: number;
  /** Of each branch: how many columns it has, and where they lie. */
  readonly columns: readonly { readonly count: number; readonly values: FloatArray }[];
}

/**
 * y has what the branches give side by side along the last axis, and each has its part of dy. Columns that are turned lie one
 * behind the other, so that all is turned, put together and turned back.
 */
export function concatenation(): Merge<Parts> {
  const turned = swapsOf(1);
  return {
    outputShape: (shapes) => {
      const [first] = shapes;
      const leading = first.slice(0, -1);
      if (shapes.some((shape) => !sameShape(shape.slice(0, -1), leading))) {
        const given = shapes.map((shape) => formatShape(shape)).join(" and ");
        throw new ShapeError(`all branches must give the same axes but the last, but give ${given}.`);
      }
      return [...leading, shapes.reduce((sum, shape) => sum + shape.at(-1)!, 0)];
    },
    saved: (output) => ({ columns: output }),
    prepare: ({ batch, outputShape, outputSize, branches, saved }, names) => {
      const rows = (batch * outputSize) / outputShape.at(-1)!;
      let from = 0;
      const columns = names.map((name) => {
        const count = lastAxis(branches[name].frames as readonly TrainFrame[]);
        const values = saved.columns.subarray(from * rows, (from + count) * rows);
        from += count;
        return { count, values };
      });
      return { rows, columns };
    },
    forward: ({ kernels, y, outputShape, saved, branches, prepared: { rows, columns } }, names) => {
      for (const [i, { count, values }] of columns.entries()) {
        kernels.run(turned(count).toPartsFirst, rows, values, branches[names[i]].y);
      }
      kernels.run(turned(outputShape.at(-1)!).toBatchFirst, rows, y, saved.columns);
    },
    backward: ({ kernels, dy, outputShape, saved, branches, prepared: { rows, columns } }, names) => {
      kernels.run(turned(outputShape.at(-1)!).toPartsFirst, rows, saved.columns, dy);
      for (const [i, { count, values }] of columns.entries()) {
        kernels.run(turned(count).toBatchFirst, rows, branches[names[i]].dy, values);
      }
    },
    equations: (shapes, names) => {
      const sizes = shapes.map((shape) => shape.at(-1)!);
      const all = sizes.reduce((sum, size) => sum + size, 0);
      const reads = (at: number) => {
        const row = Math.floor(at / all);
        let [column, branch] = [at % all, 0];
        while (column >= sizes[branch]) column -= sizes[branch++];
        return { x: { branch: names[branch], element: row * sizes[branch] + column } };
      };
      return { formula: "x", size: shapes.reduce((sum, shape) => sum + sizeOf(shape), 0), reads };
    },
    operators: (outputs) => [{ operator: "Concat", inputs: outputs, integers: { axis: -1 }, outputs: ["y"] }],
    python: ["Concatenate", "torch.cat(outputs, dim=-1)"],
  };
}

function lastAxis(frames: readonly { readonly outputShape: Shape }[]): number {
  return frames.at(-1)!.outputShape.at(-1)!;
}
