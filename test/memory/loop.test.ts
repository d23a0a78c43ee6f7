import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** `npm run check:memory` takes ten minutes. */
const SECONDS = process.env.MEMORY_SECONDS ?? "3";

test.skipIf(process.platform !== "linux")(
  "fit and predict in a loop keep the resident memory flat",
  async () => {
    const program = join(import.meta.dirname, "loop.mjs");
    const { stdout } = await promisify(execFile)(process.execPath, [program, SECONDS]);
    const { runs, most } = JSON.parse(stdout) as { runs: number; most: number };
    expect(runs).toBeGreaterThanOrEqual(40);
    // Without its memory given on, each run would take 5 MB more.
    expect(most, `MB after ${runs} runs`).toBeLessThan(300);
  },
  20 * 60_000,
);

test("what fits keep until the event loop's next turn is little", async () => {
  const program = join(import.meta.dirname, "no-turns.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", program]);
  // With its passes, steps and notes it would be 20 kB each.
  expect(Number(stdout)).toBeLessThan(8000);
});
