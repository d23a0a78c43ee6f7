import { defaultBackend } from "@nn/core";
import { reference } from "@nn/core/backend";
import { describe, expect, test } from "vitest";
import { activations } from "./activations.js";
import { derivedOptimizers } from "./derived-optimizers.js";
import { layers } from "./layers.js";
import { losses } from "./losses.js";
import { optimizers } from "./optimizers.js";
import { dtypes, outcome, ways, widths } from "./run.js";
import { schedules } from "./schedules.js";
import { surroundings } from "./surroundings.js";

const everyday = [
  ...schedules,
  ...derivedOptimizers,
  ...optimizers,
  ...activations,
  ...layers,
  ...losses,
  ...surroundings,
];

describe.skipIf(defaultBackend().name !== "wasm")("to the bits of the plain loops trains", () => {
  test.each(everyday.map((one) => [one.what, one] as const))("%s", async (_what, one) => {
    // Each way in both formats, each time with the other width.
    for (const [i, way] of Object.keys(ways).entries()) {
      for (const [j, dtype] of dtypes.entries()) {
        const hidden = widths[(everyday.indexOf(one) + i + j) % widths.length]!;
        const plain = await outcome(one, way, reference, dtype, hidden);
        const fast = await outcome(one, way, defaultBackend(), dtype, hidden);
        expect(fast, `by ${way}, in ${dtype}, with ${hidden} neurons in the middle`).toEqual(plain);
      }
    }
  });
});

test("there are more than a hundred of them, and no two alike", () => {
  expect(everyday.length).toBeGreaterThan(100);
  expect(new Set(everyday.map(({ what }) => what)).size).toBe(everyday.length);
});
