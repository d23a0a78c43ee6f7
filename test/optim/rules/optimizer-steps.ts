import { seededRandom } from "@nn/core";
import { frameFor, normal, type Optimizer } from "@nn/core/component";
import { expect } from "vitest";

const STEPS = 50;
const SIZE = 4;

/** Gradients of all sizes, step by step. */
const gradients = (() => {
  const random = seededRandom("gradients");
  return Array.from({ length: STEPS }, () =>
    Float64Array.from({ length: SIZE }, (_, i) => normal(random) * 10 ** (i - 2)),
  );
})();
const start = [1, -2, 0.5, 30];

/** The values after each step of an optimizer, from zeroed slots. */
export function steps(optimizer: Optimizer): number[][] {
  const frame = frameFor(optimizer, [{ fullName: "0.weight", shape: [SIZE] }]);
  frame.value.set(start);
  return gradients.map((gradient, i) => {
    frame.gradient.set(gradient);
    frame.step = i + 1;
    optimizer.update(frame);
    return [...frame.value];
  });
}

/** The same for one rule in scalars: from a value, a gradient and the step to the next value, with a memory of its own. */
export function byFormula(rule: () => (w: number, g: number, t: number) => number): number[][] {
  const rules = start.map(() => rule());
  const value = [...start];
  return gradients.map((gradient, i) => {
    for (let p = 0; p < SIZE; p++) value[p] = rules[p]!(value[p]!, gradient[p]!, i + 1);
    return [...value];
  });
}

export function expectSame(actual: number[][], expected: number[][]): void {
  for (const [step, values] of actual.entries()) {
    for (const [p, value] of values.entries()) {
      const error = Math.abs(value - expected[step]![p]!) / Math.max(Math.abs(expected[step]![p]!), 1e-3);
      expect(error, `step ${step + 1}, parameter ${p}`).toBeLessThan(1e-13);
    }
  }
}
