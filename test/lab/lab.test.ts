import { Sequential } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { backends } from "../contracts/backends.js";
import { people } from "../fixtures/people.mjs";

/** Alice, Bob, Charlie and Diana, in pounds above 135 and inches above 66; the label is the lab's. */
const allOnes = { "0.weight": [1, 1, 1, 1], "0.bias": [0, 0], "1.weight": [1, 1], "1.bias": [0] };
const training = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 };

const labNetwork = (backend: Backend, parameters: Record<string, readonly number[]>) => {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0", backend });
  network.setParameters(parameters);
  return network;
};

const relative = (actual: number, expected: number): number => Math.abs(actual - expected) / Math.abs(expected);

for (const backend of backends) {
  describe(`on the ${backend.name} backend`, () => {
    test("0.1: a neuron with w = [0, 1] and b = 4 at [2, 3]", () => {
      const neuron = new Sequential([new Dense(2, 1)], { backend });
      neuron.setParameters({ "0.weight": [0, 1], "0.bias": [4] });
      expect(neuron.predict([2, 3])).toEqual([0.9990889488055994]);
    });

    test("0.2: the 2-2-1 network with w = [0, 1] and b = 0 everywhere at [2, 3]", () => {
      const network = labNetwork(backend, {
        "0.weight": [0, 0, 1, 1],
        "0.bias": [0, 0],
        "1.weight": [0, 1],
        "1.bias": [0],
      });
      expect(network.predict([2, 3])).toEqual([0.7216325609518421]);
    });

    test("0.3: the mean squared error of [1, 0, 0, 1] against zeros", () => {
      const zeros = new Sequential([new Dense(2, 1)], { backend });
      // So far on the flat side that the sigmoid is exactly 0.
      zeros.setParameters({ "0.weight": [0, 0], "0.bias": [-1000] });
      expect(zeros.evaluate(people, { loss: meanSquaredError })).toEqual({ loss: 0.5 });
    });

    describe("0.4: Alice, with all weights 1 and all biases 0", () => {
      const network = labNetwork(backend, allOnes);
      const trainer = network.trainer(training);
      const hidden = new Sequential([new Dense(2, 2)], { backend });
      hidden.setParameters({ "0.weight": [1, 1, 1, 1] });

      test("h1 = h2", () => {
        const [h1, h2] = hidden.predict([-2, -1]);
        expect(relative(h1!, 0.04742587317756678)).toBeLessThan(1e-12);
        expect(h2).toBe(h1);
      });

      test("the prediction", () => {
        expect(relative(network.predict([-2, -1])[0]!, 0.5236951740839997)).toBeLessThan(1e-12);
      });

      test("∂L/∂w1", () => {
        trainer.step([-2, -1], [1]);
        expect(relative(trainer.gradients()["0.weight"]![0]!, 0.0214695352658111)).toBeLessThan(1e-12);
      });
    });

    describe("0.5: training in the order Alice, Bob, Charlie, Diana", () => {
      test("after one pass and after 1000", async () => {
        const network = labNetwork(backend, allOnes);
        const history = await network.fit(people, { ...training, epochs: 1000, shuffle: false, evaluateEvery: 10 });
        expect(relative(history.reports[0]!.loss, 0.500194529252766)).toBeLessThan(1e-9);
        expect(relative(history.reports.at(-1)!.loss, 0.0023927078180747594)).toBeLessThan(1e-9);
        const [[emily], [frank]] = network.predict([
          [-7, -3],
          [20, 2],
        ]) as [[number], [number]];
        expect(relative(emily, 0.9467883893414601)).toBeLessThan(1e-9);
        expect(relative(frank, 0.0397587604865392)).toBeLessThan(1e-9);
      });

      test("the nine scalar update formulas agree with the framework, step by step", () => {
        const f = (z: number): number => 1 / (1 + Math.exp(-z));
        let [w1, w2, w3, w4, w5, w6, b1, b2, b3] = [0.3, -0.5, 0.8, 0.2, -0.4, 0.9, 0.1, -0.2, 0.05];
        // The lab numbers the weights unit by unit; the matrix is [inputs, units].
        const network = labNetwork(backend, {
          "0.weight": [w1, w3, w2, w4],
          "0.bias": [b1, b2],
          "1.weight": [w5, w6],
          "1.bias": [b3],
        });
        const trainer = network.trainer(training);
        const learningRate = 0.1;

        for (let epoch = 0; epoch < 1000; epoch++) {
          for (const [i, x] of people.inputs.entries()) {
            const [x1, x2] = x as [number, number];
            const t = people.targets[i]!;
            const h1 = f(w1 * x1 + w2 * x2 + b1);
            const h2 = f(w3 * x1 + w4 * x2 + b2);
            const y = f(w5 * h1 + w6 * h2 + b3);

            const dLdy = -2 * (t - y);
            const dydz = y * (1 - y);
            const [dydh1, dydh2] = [w5 * dydz, w6 * dydz];
            const [dh1dz, dh2dz] = [h1 * (1 - h1), h2 * (1 - h2)];

            w1 -= learningRate * dLdy * dydh1 * x1 * dh1dz;
            w2 -= learningRate * dLdy * dydh1 * x2 * dh1dz;
            b1 -= learningRate * dLdy * dydh1 * dh1dz;
            w3 -= learningRate * dLdy * dydh2 * x1 * dh2dz;
            w4 -= learningRate * dLdy * dydh2 * x2 * dh2dz;
            b2 -= learningRate * dLdy * dydh2 * dh2dz;
            w5 -= learningRate * dLdy * h1 * dydz;
            w6 -= learningRate * dLdy * h2 * dydz;
            b3 -= learningRate * dLdy * dydz;

            const loss = trainer.step(x, [t]);
            const scalars = [w1, w3, w2, w4, b1, b2, w5, w6, b3];
            const worst = scalars.reduce(
              (most, value, p) => Math.max(most, Math.abs(value - network.parameters.block[p]!)),
              0,
            );
            if (worst > 1e-11 || Math.abs(loss - (t - y) ** 2) > 1e-12) {
              expect.fail(
                `epoch ${epoch}, example ${i}: parameters differ by ${worst}, losses are ${loss} and ${(t - y) ** 2}`,
              );
            }
          }
        }
        expect(network.parameters.block.every((value) => value !== 0)).toBe(true);
      });
    });
  });
}
