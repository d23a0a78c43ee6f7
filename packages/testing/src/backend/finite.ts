import { seededRandom } from "@nn/core";
import type { FloatArray } from "@nn/core/component";
import { expectNumbers, expectThat } from "../contracts/contract.js";
import { drawn } from "../frames.js";
import type { Tested } from "./expect-kernel.js";
import { BEYOND, SIZES } from "./expect-kernel.js";

/** The mean, and whether it is finite. */
export function mean({ backend, kernels, dtype }: Tested): void {
  for (const length of SIZES) {
    const [out] = backend.allocate("float64", [1 + BEYOND]) as [FloatArray];
    const [values] = backend.allocate(dtype, [length + BEYOND]) as [FloatArray];
    drawn(values, seededRandom("mean"));
    expectThat(kernels.mean(out, values, length), `the mean of ${length} finite numbers counts as not finite`);
    let sum = 0;
    for (let i = 0; i < length; i++) sum += values[i]!;
    expectNumbers(`mean ${length}`, out, [sum / length, ...Array(BEYOND).fill(0)]);
    values[length - 1] = Number.NaN;
    expectThat(!kernels.mean(out, values, length), `a NaN among ${length} numbers isn't noticed`);
  }
}

/** A copy of the parameters, and whether the gradients are finite. */
export function snapshot({ backend, kernels, dtype }: Tested): void {
  for (const length of SIZES) {
    const [before, value, gradient] = backend.allocate(dtype, Array(3).fill(length + BEYOND)) as [
      FloatArray,
      FloatArray,
      FloatArray,
    ];
    drawn(value, seededRandom("keep"));
    gradient.fill(Number.NaN, length);
    expectThat(kernels.snapshot(before, value, gradient, length), `${length} finite gradients count as not finite`);
    expectNumbers("what is kept", before, [...value.subarray(0, length), ...Array(BEYOND).fill(0)]);
    gradient[length - 1] = -Infinity;
    expectThat(!kernels.snapshot(before, value, gradient, length), `-Infinity among ${length} gradients isn't noticed`);
  }
}

/** Whether numbers are finite throughout. */
export function allFinite({ backend, kernels, dtype }: Tested): void {
  for (const length of SIZES) {
    const [values] = backend.allocate(dtype, [length + BEYOND]) as [FloatArray];
    values.fill(Number.NaN, length);
    expectThat(kernels.allFinite(values, length), `${length} zeros count as not finite`);
    for (const [at, wrong] of [
      [0, Number.NaN],
      [length - 1, Infinity],
    ] as const) {
      values[at] = wrong;
      expectThat(!kernels.allFinite(values, length), `${wrong} among ${length} numbers isn't noticed`);
      values[at] = 0;
    }
  }
}

/** Random numbers that depend on key, step and place alone. */
export function uniform({ backend, kernels, dtype }: Tested): void {
  for (const length of SIZES) {
    const [out, again] = [0, 1].map(() => backend.allocate(dtype, [length + 1])[0]!.fill(2)) as [
      FloatArray,
      FloatArray,
    ];
    if (kernels.uniform === undefined) return;
    kernels.uniform(out, [1, 2], [3], length);
    kernels.uniform(again, [1, 2], [3], length);
    expectNumbers(`uniform ${length}, drawn again`, again, out);
    const isRight = out.subarray(0, length).every((value) => value >= 0 && value < 1);
    expectThat(isRight && out[length] === 2, `uniform ${length} writes numbers of [0, 1) and nothing behind them`);
  }
}
