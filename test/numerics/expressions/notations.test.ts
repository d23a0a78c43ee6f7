import { defaultBackend, seededRandom } from "@nn/core";
import { reference } from "@nn/core/backend";
import { Computation, type DType, type FloatArray } from "@nn/core/component";
import { describe, expect, test } from "vitest";
import { randomText } from "./random-text.js";
import { withLoop } from "./with-loop.js";

/** So many numbers that a computation is compiled. */
const [ROWS, COLUMNS] = [700, 7] as const;
const SCALARS = [0.3, 4];
const SPECIAL = [0, -0, Number.NaN, Infinity, -Infinity, 5e-324, -1e-310, 1e154, -1e154, 1, -1, 0.5];

interface Made {
  readonly answer: boolean;
  readonly out: readonly number[];
}

/** Runs it on arrays of drawn numbers, some of them special ones. */
function run(kernelsOf: typeof reference, dtype: DType, computation: Computation, isTame: boolean): Made {
  const random = seededRandom("numbers");
  const [out, x, y] = kernelsOf.allocate(dtype, Array(3).fill(ROWS * COLUMNS)) as [FloatArray, FloatArray, FloatArray];
  for (const values of [x, y]) {
    for (let i = 0; i < values.length; i++) {
      const special = SPECIAL[Math.floor(random() * SPECIAL.length * 4)];
      values[i] = isTame || special === undefined ? 6 * random() - 3 : special;
    }
  }
  const answer = kernelsOf.kernels(dtype).compute(computation, SCALARS, ROWS, COLUMNS, out, x, y);
  // What was refused may be half written.
  return { answer, out: answer ? Array.from(out) : [] };
}

describe.each(["elementwise", "rows"] as const)("100 texts, %s, have the same bits", (kind) => {
  const random = seededRandom(kind);
  const computations = Array.from({ length: 100 }, () => new Computation(randomText(random, kind)));

  test.each(["float64", "float32"] as const)("on both backends, in %s", (dtype) => {
    for (const computation of computations) {
      for (const isTame of [true, false]) {
        const [mine, its] = [defaultBackend(), reference].map((backend) => run(backend, dtype, computation, isTame));
        expect(mine, computation.text.lines.join("\n")).toEqual(its);
      }
    }
  });

  test("as loops that the build writes", async () => {
    for (const computation of computations.slice(0, 30)) {
      const loop = await withLoop(computation);
      for (const dtype of ["float64", "float32"] as const) {
        const [mine, its] = [loop, computation].map((each) => run(reference, dtype, each, false));
        expect(mine, computation.text.lines.join("\n")).toEqual(its);
      }
    }
  });
});
