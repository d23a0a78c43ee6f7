import { defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { Dense, identity, zeros } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropyFromLogits, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { MANY, sizes, watchCode } from "./straight-line-trainings.js";

describe.each(sizes)(
  "what ends a training of $network ends it at the same step, with the same words",
  ({ width, code }) => {
    watchCode(code);

    /** An example of which all other numbers are 0. */
    const example = (x: number): number[] => [x, ...new Array<number>(width - 1).fill(0)];
    const said = (run: () => unknown): string => {
      try {
        return `nothing, but gave ${run()}`;
      } catch (error) {
        return (error as Error).message;
      }
    };

    test.each([
      { name: "loss", input: 0, target: 1e25, what: /^The loss is not/ },
      { name: "gradient", input: 1e30, target: 1e9, what: /^The gradient of/ },
      { name: "parameter", input: 1e20, target: 1e15, what: /^The updated parameter/ },
    ])("a $name that leaves the finite numbers", ({ input, target, what }) => {
      const run = (backend: Backend): number => {
        const layer = new Dense(width, 1, { activation: identity, weightInitializer: zeros });
        const network = new Sequential([layer], { backend, dtype: "float32" });
        const optimizer = new SGD({ learningRate: 1e4 });
        const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 });
        for (let i = 0; i < MANY; i++) trainer.step(example(0), [0]);
        trainer.step(example(input), [target]);
        return trainer.stepCount;
      };
      const [fast, plain] = [defaultBackend(), reference].map((backend) => said(() => run(backend)));
      expect(plain).toMatch(what);
      expect(fast).toBe(plain);
    });

    test("a target that is no distribution", () => {
      const run = (backend: Backend): number => {
        const network = new Sequential([new Dense(width, 2, { activation: identity })], { backend });
        const optimizer = new SGD({ learningRate: 0.1 });
        const trainer = network.trainer({ loss: categoricalCrossEntropyFromLogits, optimizer, batchSize: 1 });
        for (let i = 0; i < MANY; i++) trainer.step([example(1)], [[0, 1]]);
        trainer.step([example(1)], [[1, 1]]);
        return trainer.stepCount;
      };
      const [fast, plain] = [defaultBackend(), reference].map((backend) => said(() => run(backend)));
      expect(plain).toContain("categoricalCrossEntropyFromLogits");
      expect(fast).toBe(plain);
    });

    test.each([
      { target: 0, what: /is -0\.499/ },
      { target: 1, what: /is 1\.499/ },
    ])("a probability that leaves 0 to 1, towards $target", ({ target, what }) => {
      const learningRate = (step: number): number => (step === MANY - 20 ? 0.5 : 1e-12);
      const run = (backend: Backend): number => {
        const network = new Sequential([new Dense(width, 1, { activation: identity })], { backend });
        network.setParameters({ "0.weight": example(0), "0.bias": [0.5] });
        const optimizer = new SGD({ learningRate });
        const trainer = network.trainer({ loss: binaryCrossEntropy, optimizer, batchSize: 1, allowMismatch: true });
        for (let i = 0; i < MANY; i++) trainer.step(example(0), [target]);
        return trainer.stepCount;
      };
      const [fast, plain] = [defaultBackend(), reference].map((backend) => said(() => run(backend)));
      expect(plain).toMatch(what);
      expect(fast).toBe(plain);
    });
  },
);
