import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../child.js";
import { isThorough } from "../thorough.js";

/** The smallest object that V8 can make is a number on the heap, of 16 bytes. */
const SMALLEST_OBJECT = 16;

/** The bytes that a step of each kind stays below. A single object a step would be 16. */
const LIMITS = {
  // What is left is the engine's own: steps before it has compiled them again, and the promises of the event loop's turns,
  // which a busy machine has more of.
  fit: SMALLEST_OBJECT / 4,
  fitOnReference: SMALLEST_OBJECT / 4,
  fitWithCallback: SMALLEST_OBJECT / 2,
  stepRows: SMALLEST_OBJECT / 4,
  convolution: SMALLEST_OBJECT / 4,
  lstm: SMALLEST_OBJECT / 4,
  words: SMALLEST_OBJECT / 4,
  composed: SMALLEST_OBJECT / 4,
  lbfgs: SMALLEST_OBJECT / 4,
  pool: SMALLEST_OBJECT / 2,
  // `step` returns its loss, and a returned number is an object wherever the engine doesn't inline the call.
  step: 1.25 * SMALLEST_OBJECT,
};

/** Of networks whose steps are measured above as they are recorded: the same kernel by kernel, and on examples elsewhere. */
const OTHERS = [
  ...["stepRowsElsewhere", "convolutionOnReference", "lstmOnReference"],
  ...["wordsOnReference", "composedOnReference", "lbfgsOnReference"],
].map((steps) => [steps, SMALLEST_OBJECT / 4] as const);

/** Room for what all measured steps could allocate, so that nothing is collected meanwhile; to touch a gigabyte takes seconds. */
const flags = ["--expose-gc", "--min-semi-space-size=64", "--max-semi-space-size=64"];
const program = join(import.meta.dirname, "steps.mjs");

/** In one process of a few, or of some dozens, the engine settles for code that puts each number of a call on the heap. */
const MOST_PROCESSES = 8;

/** The bytes that a kind of steps allocates each, measured in a process of its own, or in others where they aren't below the limit. */
async function bytesPerStep(steps: string, limit: number, processes = MOST_PROCESSES): Promise<number> {
  let bytes = Number.POSITIVE_INFINITY;
  for (let i = 0; i < processes && !(bytes < limit); i++) {
    const { stdout } = await run(process.execPath, [...flags, program, steps, String(limit)]);
    bytes = Math.min(bytes, Number(stdout));
  }
  return bytes;
}

// A test each: together, on a busy machine, they take longer than one may.
test.each([...Object.entries(LIMITS), ...(isThorough ? OTHERS : [])])(
  "training steps by the ten thousands allocate nothing: %s",
  async (steps, limit) => {
    expect(await bytesPerStep(steps, limit)).toBeLessThan(limit);
  },
);

test("a step that allocates an object is found", async () => {
  expect(await bytesPerStep("control", SMALLEST_OBJECT, 2)).toBeGreaterThanOrEqual(SMALLEST_OBJECT);
});
