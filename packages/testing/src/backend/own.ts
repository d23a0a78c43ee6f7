import { Computation, type OwnKernel } from "@nn/core/component";
import type { Tested } from "./expect-kernel.js";
import { expectKernel, SIZES } from "./expect-kernel.js";

/** Each number less a share of its row's mean. */
const CENTRED: Computation = new Computation({
  name: "centred",
  arrays: ["out", "values"],
  scalars: ["share"],
  lines: ["out = values - share * mean(values)"],
});

/** A kernel of loops alone, as a component may bring it: differences of neighbours, times a factor. */
const SPANS: OwnKernel = {
  name: "spans",
  arrays: [
    { name: "out", size: 2, use: "write" },
    { name: "values", size: 3, use: "read" },
    { name: "factor", size: 1, isForAll: true, use: "read" },
  ],
  numbers: [],
  work: 2,
  loop(batch, out, values, factor) {
    for (let i = 0; i < 2 * batch; i++) {
      const first = 3 * Math.floor(i / 2) + (i % 2);
      out[i] = factor[0]! * (values[first + 1]! - values[first]!);
    }
  },
};

/** A computation is what its lines say. */
export function compute(tested: Tested): void {
  const { kernels } = tested;
  for (const rows of SIZES) {
    for (const columns of SIZES) {
      expectKernel(
        tested,
        `compute ${rows}×${columns}`,
        [rows * columns, rows * columns],
        (out, values) => void kernels.compute(CENTRED, [0.5], rows, columns, out, values!),
        (_, at, values) => {
          const first = at - (at % columns);
          let sum = 0;
          for (let i = first; i < first + columns; i++) sum += values![i]!;
          return values![at]! - 0.5 * (sum / columns);
        },
      );
    }
  }
}

/** A kernel that a component brings with it is what its loop does. */
export function run(tested: Tested): void {
  const { kernels } = tested;
  for (const batch of SIZES) {
    expectKernel(
      tested,
      `run, batch ${batch}`,
      [2 * batch, 3 * batch, 1],
      (out, values, factor) => kernels.run(SPANS, batch, out, values, factor),
      (_, at, values, factor) => {
        const first = 3 * Math.floor(at / 2) + (at % 2);
        return factor![0]! * (values![first + 1]! - values![first]!);
      },
    );
  }
}
