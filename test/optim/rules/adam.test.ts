import { type DType, frameFor, type LearningRate, type Optimizer } from "@nn/core/component";
import { Adam } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { byFormula, expectSame, steps } from "./optimizer-steps.js";

const falling: LearningRate = (step) => 0.1 / step;

/** What its first update makes of a parameter of 0. */
function first(optimizer: Optimizer, gradient: number, dtype: DType) {
  const frame = frameFor(optimizer, [{ fullName: "0.weight", shape: [1] }], undefined, dtype);
  frame.gradient[0] = gradient;
  frame.step = 1;
  optimizer.update(frame);
  return frame;
}

describe("Adam", () => {
  const adam = (rate: (t: number) => number, beta1: number, beta2: number, epsilon: number) => () => {
    let [m, v] = [0, 0];
    return (w: number, g: number, t: number) => {
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g ** 2;
      const mHat = m / (1 - beta1 ** t);
      const vHat = v / (1 - beta2 ** t);
      return w - (rate(t) * mHat) / (Math.sqrt(vHat) + epsilon);
    };
  };

  test("with its default settings", () => {
    expectSame(steps(new Adam()), byFormula(adam(() => 0.001, 0.9, 0.999, 1e-8)));
  });

  test("with settings of its own", () => {
    const optimizer = new Adam({ learningRate: falling, beta1: 0.5, beta2: 0.7, epsilon: 0.1 });
    expectSame(steps(optimizer), byFormula(adam((t) => 0.1 / t, 0.5, 0.7, 0.1)));
  });

  test("moves by about η at first, whatever the size of the gradient", () => {
    for (const dtype of ["float64", "float32"] as const) {
      for (const gradient of [1e-5, 1, 1e5, 1e15]) {
        const frame = first(new Adam({ learningRate: 0.25 }), gradient, dtype);
        expect(frame.value[0]! / -0.25).toBeCloseTo(1, 2);
      }
    }
  });

  test("isn't stopped for ever, without a word, by a gradient whose square is infinite: the trainer sees a NaN", () => {
    const { value } = first(new Adam({ learningRate: 0.25 }), 1e25, "float32");
    expect(value[0]).toBeNaN();
  });
});
