import type { Sequential } from "@nn/core";
import { fromOnnx, toOnnx } from "@nn/formats";
import { describe, expect, test } from "vitest";
import { BATCH, networkOf, readable, stacks } from "./stacks.js";

describe("what was written is read again", () => {
  test.each(stacks.map((stack, i) => ({ stack, name: `${i}: ${stack.layers.map(({ name }) => name).join(", ")}` })))(
    "$name",
    ({ stack, name }) => {
      const { network, inputs } = networkOf(stack, "float64", name);
      const read = () => fromOnnx(toOnnx(network, { dtype: "float64" }));
      if (!readable(stack)) return expect(read).toThrow(/^fromOnnx: node \d+, "/);
      const again: Sequential = read();
      expect(again.stack.outputShape).toEqual(network.stack.outputShape);
      const [a, b] = [again, network].map((one) => one.predict(Float64Array.from(inputs)));
      expect(a!.length).toBe(b!.length);
      for (let i = 0; i < a!.length; i++)
        expect(Math.abs(a![i]! - b![i]!)).toBeLessThan(1e-9 * Math.max(1, Math.abs(b![i]!)));
      expect(a!.length % BATCH).toBe(0);
    },
  );
});
