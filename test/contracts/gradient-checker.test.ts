import { checkGradients } from "@nn/core/testing";
import { describe, expect, test } from "vitest";

describe("the gradient checker", () => {
  const x = new Float64Array([0.5, -2]);
  const f = (): number => x[0]! ** 2 * x[1]!;

  test("accepts the right gradient", () => {
    expect(() => checkGradients(f, { x: { values: x, gradient: [-2, 0.25] } })).not.toThrow();
  });

  test("restores what it changed", () => {
    expect([...x]).toEqual([0.5, -2]);
  });

  test("names the element of a wrong one", () => {
    expect(() => checkGradients(f, { x: { values: x, gradient: [-2, -0.25] } })).toThrow(
      /by x\[1\] is claimed to be -0\.25, but central differences give 0\.25/,
    );
  });

  test("refuses NaN", () => {
    expect(() => checkGradients(f, { x: { values: x, gradient: [Number.NaN, 0.25] } })).toThrow(/x\[0\]/);
  });

  test("refuses an error of one part in a million", () => {
    expect(() => checkGradients(f, { x: { values: x, gradient: [-2 * (1 + 1e-6), 0.25] } })).toThrow(/x\[0\]/);
  });

  test("lets either side of a kink pass, and nothing outside", () => {
    const at = new Float64Array([0]);
    const kinked = (): number => Math.max(0, at[0]!);
    for (const gradient of [0, 0.5, 1]) {
      expect(() => checkGradients(kinked, { at: { values: at, gradient: [gradient] } })).not.toThrow();
    }
    for (const gradient of [-0.1, 1.1]) {
      expect(() => checkGradients(kinked, { at: { values: at, gradient: [gradient] } })).toThrow(/at\[0\]/);
    }
  });
});
