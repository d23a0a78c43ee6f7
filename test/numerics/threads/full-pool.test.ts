import { workerPool } from "@nn/core";
import { Computation, type FloatArray } from "@nn/core/component";
import { expect, test } from "vitest";

const LENGTH = 40_000;

/** factor · x, in so many operations that its code is longer than what lies before the numbers that threads agree on. */
const times = (factor: number): Computation => {
  const nothing = Array.from({ length: 60 }, (_, i) => ` + (x - ${i}) * 0`).join("");
  return new Computation({ name: "times", arrays: ["y", "x"], lines: [`y = ${factor} * x${nothing}`] });
};

test("a pool whose memory is full runs what it has no room to compile, and compiles again when there is room", async () => {
  const pool = await workerPool({ workers: 2 });
  const [y, x] = pool.allocate("float64", [LENGTH, LENGTH]) as [FloatArray, FloatArray];
  const results: (number | undefined)[] = [];
  const run = (factor: number): void => {
    x.fill(1);
    pool.kernels("float64").compute(times(factor), [], 1, LENGTH, y, x);
    results.push(y.find((value) => value !== factor));
  };
  run(2);
  const taken: FloatArray[] = [];
  for (let length = 2 ** 27; length >= 1; ) {
    const array = pool.allocate("float64", [length])[0]!;
    if (array.buffer === x.buffer) taken.push(array);
    else length = Math.floor(length / 2);
  }
  run(3);
  run(4);
  taken.length = 0;
  for (let i = 0; i < 20 && pool.allocate("float64", [LENGTH])[0]!.buffer !== x.buffer; i++) {
    (globalThis as { gc?: () => void }).gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  run(5);
  await pool.close();
  expect(results).toEqual([undefined, undefined, undefined, undefined]);
});
