import { defaultBackend, seededRandom } from "@nn/core";
import { reference } from "@nn/core/backend";
import { Computation, type DType, type FloatArray } from "@nn/core/component";
import { describe, expect, test } from "vitest";
import { watchEngine } from "./compiled.js";
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

describe.each(["elementwise", "rows", "columns"] as const)("100 texts, %s, have the same bits", (kind) => {
  const random = seededRandom(kind);
  const computations = Array.from({ length: 100 }, () => new Computation(randomText(random, kind)));

  test.each(["float64", "float32"] as const)("on both backends, in %s", (dtype) => {
    const compiled = watchEngine();
    for (const computation of computations) {
      for (const isTame of [true, false]) {
        const [mine, its] = [defaultBackend(), reference].map((backend) => run(backend, dtype, computation, isTame));
        expect(mine, computation.text.lines.join("\n")).toEqual(its);
      }
    }
    expect(compiled.refused).toEqual([]);
    expect(compiled.count).toBeGreaterThan(50);
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

describe("a number's column, beside one number for each row,", () => {
  const oneHot = new Computation({
    name: "one-hot",
    arrays: ["y", "t"],
    byRow: ["t"],
    lines: ["y = index == t ? 1 : index / 8"],
    refuses: ["t > size - 1"],
  });
  const counted = new Computation({ name: "counted", arrays: ["y", "x"], lines: ["y = x + index"] });

  /** Rows of seven numbers, compiled where there are many. */
  const made = async (backend: typeof reference, dtype: DType, rows: number, last: number): Promise<unknown> => {
    const results: unknown[] = [];
    for (const each of [oneHot, await withLoop(oneHot)]) {
      const [y, t] = backend.allocate(dtype, [rows * COLUMNS, rows]) as [FloatArray, FloatArray];
      for (let row = 0; row < rows; row++) t[row] = row % COLUMNS;
      t[rows - 1] = last;
      const answer = backend.kernels(dtype).compute(each, [], rows, COLUMNS, y, t);
      const from = last > COLUMNS - 1 ? y.length : 0;
      results.push([answer, Array.from(y.subarray(from))]);
    }
    return results;
  };

  test.each(["float64", "float32"] as const)("is the same on both backends, in %s", async (dtype) => {
    for (const rows of [1, 3, ROWS]) {
      for (const last of [6, 2, 7]) {
        const [one, other] = (await made(defaultBackend(), dtype, rows, last)) as [unknown, unknown];
        expect(one).toEqual(other);
        expect(await made(reference, dtype, rows, last)).toEqual([one, other]);
        expect((one as [boolean])[0]).toBe(last < 7);
      }
    }
    expect(((await made(reference, dtype, 1, 2)) as [unknown, number[]][])[0]![1]).toEqual([
      0, 0.125, 1, 0.375, 0.5, 0.625, 0.75,
    ]);
  });

  test("begins anew in each row", () => {
    for (const backend of [defaultBackend(), reference]) {
      const [y, x] = backend.allocate("float64", [2 * 300, 2 * 300]) as [FloatArray, FloatArray];
      backend.kernels("float64").compute(counted, [], 200, 3, y, x);
      expect(Array.from(y)).toEqual(Array.from({ length: 600 }, (_, i) => i % 3));
    }
  });

  test("has a name of its own", () => {
    const text = { name: "text", arrays: ["y", "x"] };
    expect(() => new Computation({ ...text, lines: ["index = x", "y = index"] })).toThrow(
      "sets index, which has a meaning of its own. Take another name.",
    );
  });
});
