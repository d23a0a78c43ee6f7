import type { Tested } from "./expect-kernel.js";
import { expectKernel, SIZES } from "./expect-kernel.js";

/** out[i] = value. */
export function fill(tested: Tested): void {
  const { kernels } = tested;
  for (const length of SIZES) {
    expectKernel(
      tested,
      `fill ${length}`,
      [length],
      (out) => kernels.fill(out, 0.5, length),
      () => 0.5,
    );
  }
}

/** out[r, c] += row[c]. */
export function addRow(tested: Tested): void {
  const { kernels } = tested;
  for (const rows of SIZES) {
    for (const columns of SIZES) {
      expectKernel(
        tested,
        `addRow ${rows}×${columns}`,
        [rows * columns, columns],
        (out, row) => kernels.addRow(out, row!, rows, columns),
        (before, at, row) => before + row![at % columns]!,
      );
    }
  }
}

/** out[c] += Σ over r of a[r, c]. */
export function addColumnSums(tested: Tested): void {
  const { kernels } = tested;
  for (const rows of SIZES) {
    for (const columns of SIZES) {
      expectKernel(
        tested,
        `addColumnSums ${rows}×${columns}`,
        [columns, rows * columns],
        (out, a) => kernels.addColumnSums(out, a!, rows, columns),
        (before, at, a) => {
          let sum = before;
          for (let r = 0; r < rows; r++) sum += a![r * columns + at]!;
          return sum;
        },
      );
    }
  }
}
