import { type Callback, MeanBatchLoss } from "@nn/core/callbacks";
import type { FitState } from "@nn/core/types";
import { expect, test } from "vitest";
import { build, data, options } from "./training.js";

/** The mean of the batches' losses of each epoch. */
async function byHand(given: ReturnType<typeof options>): Promise<number[]> {
  const losses: number[] = [];
  const callback: Callback = { name: "each step", stepped: ({ loss }) => void losses.push(loss) };
  await build().fit(data, { ...given, callbacks: [callback] });
  const batches = Math.ceil(data.inputs.length / given.batchSize);
  return Array.from({ length: given.epochs }, (_, epoch) => {
    const own = losses.slice(epoch * batches, (epoch + 1) * batches);
    return own.reduce((sum, loss) => sum + loss, 0) / batches;
  });
}

test.each([
  [1, 2],
  [3, 2],
  [1000, 5],
])(
  "is the mean of the batches' losses, with a report every %i epochs and batches of %i",
  async (evaluateEvery, batchSize) => {
    const given = { ...options(), evaluateEvery, batchSize };
    const course = new MeanBatchLoss();
    await build().fit(data, { ...given, callbacks: [course] });
    expect(course.losses).toEqual(await byHand(given));
    expect(course.losses.length).toBe(given.epochs);
  },
);

test.each([1, 2, 5])("hooks are told the epoch as it is, with batches of %i and no report", async (batchSize) => {
  const batches = Math.ceil(data.inputs.length / batchSize);
  const told: number[][] = [];
  const callback: Callback = { name: "epochs", stepped: ({ step, epoch }) => void told.push([step, epoch]) };
  await build().fit(data, { ...options(), batchSize, evaluateEvery: 1000, callbacks: [callback] });
  expect(told.length).toBe(batches * options().epochs);
  expect(told).toEqual(told.map(([step]) => [step, Math.floor(step! / batches)]));
});

test("goes on in the middle of an epoch, and begins anew in another fit", async () => {
  const given = options();
  const whole = new MeanBatchLoss();
  await build().fit(data, { ...given, callbacks: [whole] });
  let kept: FitState | undefined;
  const cut = new MeanBatchLoss();
  await build().fit(data, {
    ...given,
    callbacks: [
      cut,
      {
        name: "cut",
        stepped: ({ step }) => (step === 4 ? "Cut." : undefined),
        ended: (run) => {
          kept = run.state();
        },
      },
    ],
  });
  expect(cut.losses.length).toBeLessThan(whole.losses.length);
  const course = new MeanBatchLoss();
  await build().fit(data, { ...given, from: kept!, callbacks: [course] });
  expect(course.losses).toEqual(whole.losses);
  await build().fit(data, { ...given, callbacks: [course] });
  expect(course.losses).toEqual(whole.losses);
  const { losses, sum, steps } = course.state();
  for (const wrong of [
    { losses: 5 },
    { losses: ["a"], sum, steps },
    { losses: new Array(2 ** 32 - 1), sum, steps },
    { losses, sum, steps: -1 },
    { losses, sum, steps: 0.5 },
  ]) {
    expect(() => course.restore(wrong)).toThrow("MeanBatchLoss: restore takes what its state gave, but got an object.");
  }
});
