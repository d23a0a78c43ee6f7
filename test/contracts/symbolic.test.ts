import { type FloatArray, reference } from "@nn/core";
import { derivative, evaluate } from "mathjs";
import { describe, expect, test } from "vitest";
import { activations, losses } from "./units.js";

const kernels = reference.kernels("float64");
const array = (...values: number[]): FloatArray => Float64Array.from(values);

/** Names for the numbers of a row: z0, z1, z2. */
const scopeOf = (letter: string, values: readonly number[]): Record<string, number> =>
  Object.fromEntries(values.map((value, i) => [`${letter}${i}`, value]));

describe("activations agree with their formula and its symbolic derivative", () => {
  const points = [-3, -1.2, -0.1, 0.3, 1, 2.5, 7];
  for (const { activation, formula } of activations.filter(({ range }) => range !== "distribution")) {
    test.each(points)(`${activation.name} at %d`, (z) => {
      const [a, dz] = [array(0), array(0)];
      activation.forward(kernels, a, array(z), 1, 1);
      activation.backward(kernels, dz, array(1), array(z), a, 1, 1);
      expect(a[0]).toBeCloseTo(evaluate(formula, { z }), 13);
      expect(dz[0]).toBeCloseTo(derivative(formula, "z").evaluate({ z }), 13);
    });
  }

  const rows = [
    [0, 0, 0],
    [1, -2, 0.5],
    [-4, 3, 2.9],
  ];
  for (const { activation, formula } of activations.filter(({ range }) => range === "distribution")) {
    test.each(rows)(`${activation.name} at [%d, %d, %d]`, (...z) => {
      const a = array(0, 0, 0);
      activation.forward(kernels, a, array(...z), 1, 3);
      expect(a[0]).toBeCloseTo(evaluate(formula, scopeOf("z", z)), 13);
      // With da = (1, 0, 0), dz is the first output's derivative by each z.
      const dz = array(0, 0, 0);
      activation.backward(kernels, dz, array(1, 0, 0), array(...z), a, 1, 3);
      for (const i of [0, 1, 2]) {
        expect(dz[i]).toBeCloseTo(derivative(formula, `z${i}`).evaluate(scopeOf("z", z)), 13);
      }
    });
  }
});

describe("losses agree with their formula and its symbolic derivative", () => {
  const cases = [
    { p: [0.2, 0.3, 0.5], t: [0, 0, 1] },
    { p: [0.7, 0.1, 0.2], t: [1, 0, 0] },
    { p: [0.25, 0.35, 0.4], t: [0.2, 0.5, 0.3] },
  ];
  for (const { loss, formula } of losses) {
    test.each(cases)(`${loss.name} of $p for $t`, ({ p, t }) => {
      const scope = { ...scopeOf("p", p), ...scopeOf("t", t) };
      const [value, gradient] = [array(0), array(0, 0, 0)];
      loss.value(kernels, value, array(...p), array(...t), 1, 3);
      loss.gradient(kernels, gradient, array(...p), array(...t), 1, 3);
      expect(value[0]).toBeCloseTo(evaluate(formula, scope), 13);
      for (const i of [0, 1, 2]) expect(gradient[i]).toBeCloseTo(derivative(formula, `p${i}`).evaluate(scope), 12);
    });
  }
});
