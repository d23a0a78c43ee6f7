import type { LearningRate } from "@nn/core/component";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { byFormula, expectSame, steps } from "./optimizer-steps.js";

const falling: LearningRate = (step) => 0.1 / step;

describe("SGD", () => {
  test("plain: w - η·g", () => {
    expectSame(
      steps(new SGD({ learningRate: 0.1 })),
      byFormula(() => (w, g) => w - 0.1 * g),
    );
  });

  test("with momentum: v = μ·v + g, w - η·v, with η outside v", () => {
    const rule = () => {
      let v = 0;
      return (w: number, g: number, t: number) => {
        v = 0.9 * v + g;
        return w - (0.1 / t) * v;
      };
    };
    expectSame(steps(new SGD({ learningRate: falling, momentum: 0.9 })), byFormula(rule));
  });

  test("with Nesterov's momentum: w - η·(g + μ·v)", () => {
    const rule = () => {
      let v = 0;
      return (w: number, g: number, t: number) => {
        v = 0.8 * v + g;
        return w - (0.1 / t) * (g + 0.8 * v);
      };
    };
    expectSame(steps(new SGD({ learningRate: falling, momentum: 0.8, nesterov: true })), byFormula(rule));
  });

  test("Nesterov's momentum is Sutskever's, seen from where it looks ahead to", () => {
    // v = μ·v − η·∇(θ + μ·v), θ = θ + v: the gradient is taken at w = θ + μ·v, and w is what our parameters are.
    const [rate, mu] = [0.1, 0.9];
    const rule = () => {
      let [v, theta] = [0, Number.NaN];
      return (w: number, g: number, t: number) => {
        if (t === 1) theta = w;
        v = mu * v - rate * g;
        theta += v;
        return theta + mu * v;
      };
    };
    expectSame(steps(new SGD({ learningRate: rate, momentum: mu, nesterov: true })), byFormula(rule));
  });

  test("asks for a slot only where it has momentum", () => {
    expect(new SGD({ learningRate: 1 }).slots).toEqual([]);
    expect(new SGD({ learningRate: 1, momentum: 0.5 }).slots).toEqual(["velocity"]);
  });
});
