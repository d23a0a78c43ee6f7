import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../child.js";

/** The smallest object that V8 can make is a number on the heap, of 16 bytes. */
const SMALLEST_OBJECT = 16;

type Steps =
  | "words"
  | "wordsOnReference"
  | "lbfgs"
  | "lbfgsOnReference"
  | "composed"
  | "composedOnReference"
  | "convolution"
  | "convolutionOnReference"
  | "lstm"
  | "lstmOnReference"
  | "fit"
  | "fitWithCallback"
  | "fitOnReference"
  | "stepRows"
  | "stepRowsElsewhere"
  | "step"
  | "pool"
  | "control";

const flags = ["--expose-gc", "--min-semi-space-size=1024", "--max-semi-space-size=1024"];
const program = join(import.meta.dirname, "steps.mjs");

/** In one process of some dozens, on a busy machine, the engine settles for code that puts each number of a call on the heap. */
const MOST_PROCESSES = 3;

/** The bytes that a kind of steps allocates each, measured in a process of its own, or in others where they aren't below the limit. */
async function bytesPerStep(steps: Steps, limit: number): Promise<number> {
  let bytes = Number.POSITIVE_INFINITY;
  for (let i = 0; i < MOST_PROCESSES && !(bytes < limit); i++) {
    const { stdout } = await run(process.execPath, [...flags, program, steps]);
    bytes = Math.min(bytes, Number(stdout));
  }
  return bytes;
}

async function expectBelow(steps: Steps, limit: number): Promise<void> {
  expect(await bytesPerStep(steps, limit), steps).toBeLessThan(limit);
}

test("a hundred thousand training steps allocate nothing", async () => {
  // A single object a step would be 16 bytes. What is left is the engine's own: steps before it has compiled them again,
  // and the promises of the event loop's turns, which a busy machine has more of.
  await expectBelow("fit", SMALLEST_OBJECT / 4);
  await expectBelow("fitOnReference", SMALLEST_OBJECT / 4);
  await expectBelow("fitWithCallback", SMALLEST_OBJECT / 2);
  await expectBelow("stepRows", SMALLEST_OBJECT / 4);
  await expectBelow("stepRowsElsewhere", SMALLEST_OBJECT / 4);
  await expectBelow("convolution", SMALLEST_OBJECT / 4);
  await expectBelow("convolutionOnReference", SMALLEST_OBJECT / 4);
  await expectBelow("lstm", SMALLEST_OBJECT / 4);
  await expectBelow("lstmOnReference", SMALLEST_OBJECT / 4);
  await expectBelow("words", SMALLEST_OBJECT / 4);
  await expectBelow("wordsOnReference", SMALLEST_OBJECT / 4);
  await expectBelow("composed", SMALLEST_OBJECT / 4);
  await expectBelow("composedOnReference", SMALLEST_OBJECT / 4);
  await expectBelow("lbfgs", SMALLEST_OBJECT / 4);
  await expectBelow("lbfgsOnReference", SMALLEST_OBJECT / 4);
  await expectBelow("pool", SMALLEST_OBJECT / 2);
  // `step` returns its loss, and a returned number is an object wherever the engine doesn't inline the call.
  await expectBelow("step", 1.25 * SMALLEST_OBJECT);
  expect(await bytesPerStep("control", SMALLEST_OBJECT)).toBeGreaterThanOrEqual(SMALLEST_OBJECT);
}, 300_000);
