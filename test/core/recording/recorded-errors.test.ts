import { defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { madeOfKernels, type Optimizer } from "@nn/core/component";
import { Dense, identity } from "@nn/layers";
import { categoricalCrossEntropyFromLogits } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const right = [0, 1];
const wrong = [1, 1];

/** Throws at one step, whatever kernels it has called before. */
const throwingAt = (last: number, saysKernelsOnly: boolean): Optimizer => {
  const optimizer: Optimizer = {
    name: "throwing",
    slots: [],
    update(frame) {
      new SGD({ learningRate: 0.1 }).update(frame);
      if (frame.step === last) throw new Error(`There is no step ${last}.`);
    },
  };
  return saysKernelsOnly ? madeOfKernels(optimizer) : optimizer;
};
const rateThrowsAt = (last: number): Optimizer =>
  new SGD({
    learningRate(step) {
      if (step === last) throw new Error(`There is no rate at step ${step}.`);
      return 0.1;
    },
  });

/** How many inputs a network has that gets code of its own, and one that runs as a list. */
const widths = [
  { network: "a tiny network", width: 1 },
  { network: "a small network", width: 200 },
] as const;

/** After which step a training ends on these targets, with what words, and what has become of the network. */
function ending(backend: Backend, width: number, optimizer: Optimizer, targets: readonly number[][]): unknown {
  const network = new Sequential([new Dense(width, 2, { activation: identity })], { backend, seed: 4 });
  const trainer = network.trainer({ loss: categoricalCrossEntropyFromLogits, optimizer, batchSize: 1 });
  let words = "";
  try {
    for (const target of targets) trainer.step([new Array<number>(width).fill(1)], [target]);
  } catch (error) {
    words = (error as Error).message;
  }
  return { words, steps: trainer.stepCount, parameters: [...network.parameters.block] };
}

describe.each(widths)(
  "a step of $network whose loss and optimizer both throw says what is wrong with the loss",
  ({ width }) => {
    test.each([
      { what: "an optimizer at the first step", optimizer: throwingAt(1, false), targets: [wrong] },
      {
        what: "an optimizer that says that it calls kernels alone, at the first step",
        optimizer: throwingAt(1, true),
        targets: [wrong],
      },
      { what: "a learning rate at the first step", optimizer: rateThrowsAt(1), targets: [wrong] },
      { what: "an optimizer at the second step", optimizer: throwingAt(2, false), targets: [right, wrong] },
      {
        what: "an optimizer that says that it calls kernels alone, at the second step",
        optimizer: throwingAt(2, true),
        targets: [right, wrong],
      },
    ])("$what", ({ optimizer, targets }) => {
      const plain = ending(reference, width, optimizer, targets);
      expect(plain).toMatchObject({
        words: expect.stringMatching(/^categoricalCrossEntropyFromLogits takes targets that sum to 1/),
        steps: targets.length - 1,
      });
      expect(ending(defaultBackend(), width, optimizer, targets)).toEqual(plain);
    });
  },
);

describe.each(widths)(
  "what an optimizer throws ends the training of $network at its step, with its words",
  ({ width }) => {
    test.each([
      ...[1, 2, 3].map((last) => ({ what: "an optimizer", last, optimizer: throwingAt(last, false) })),
      ...[1, 2].map((last) => ({
        what: "an optimizer that says that it calls kernels alone,",
        last,
        optimizer: throwingAt(last, true),
      })),
      ...[1, 2, 3].map((last) => ({ what: "a learning rate", last, optimizer: rateThrowsAt(last) })),
    ])("$what at step $last", ({ last, optimizer }) => {
      const plain = ending(reference, width, optimizer, [right, right, right]);
      expect(plain).toMatchObject({ words: expect.stringMatching(/^There is no/), steps: last - 1 });
      expect(ending(defaultBackend(), width, optimizer, [right, right, right])).toEqual(plain);
    });
  },
);
