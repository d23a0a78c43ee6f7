import { gzipSync } from "node:zlib";
import { Sequential } from "@nn/core";
import {
  type DType,
  type Loss,
  madeOfKernels,
  type Optimizer,
  OptionError,
  saysKernelsOnly,
  seededRandom,
  type UpdateFrame,
} from "@nn/core/component";
import { toModule } from "@nn/formats";
import { Activate, Dense, identity, Reshape, sigmoid, softmax, tanh } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropyFromLogits, meanSquaredError } from "@nn/losses";
import { Adam, AdamW, ClipByNorm, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { losses, optimizers } from "../../contracts/components.js";
import { CLASSES } from "../../contracts/trained-layers/network.js";
import { trainedLayers } from "../../contracts/trained-layers.js";
import { examplesFor } from "./examples.js";
import { trainingModuleOf } from "./module-of.js";
import { small, XOR } from "./small.js";

const BATCH = 4;
/** RAdam does something else from the sixth step on. */
const STEPS = 6;
const formats = ["float64", "float32"] as const;

/** Whether it does something else in one step than in another, or needs more than a step. */
function isRefused(optimizer: Optimizer): boolean {
  const goesByStep = optimizer.evaluates === true || optimizer.phase !== undefined;
  return goesByStep || optimizer.name.includes("by step") || optimizer.name.includes("cosineDecay");
}

/** Steps of a network and of its module side by side: the same losses, parameters and answers, bit by bit. */
async function expectSameTraining(
  network: Sequential,
  loss: Loss,
  optimizer: Optimizer,
  targets: unknown[],
): Promise<void> {
  const training = { loss, optimizer, batchSize: BATCH };
  const module = await trainingModuleOf(network, training);
  const trainer = network.trainer({ ...training, allowMismatch: true });
  const inputs = examplesFor(network, BATCH);
  for (let step = 0; step < STEPS; step++) {
    expect(module.step(inputs, targets)).toBe(trainer.step(inputs as never, targets as never));
  }
  expect(module.getParameters()).toEqual(network.getParameters());
  expect(module.predict(inputs)).toEqual(network.predict(inputs as never));
}

describe.each(formats)("a module trains to the same bits, %s", (dtype: DType) => {
  const targets = Array.from({ length: BATCH }, (_, example) =>
    Array.from({ length: CLASSES }, (_, i) => ((example + 3 * i) % 7) / 7),
  );
  const written = trainedLayers.filter(({ layers }) =>
    layers().every((layer) => saysKernelsOnly(layer, ["forward", "backward"])),
  );

  test.each(written)("with $name", async ({ inputShape, layers }) => {
    const network = new Sequential(layers(), { dtype, seed: "module", inputShape });
    await expectSameTraining(network, meanSquaredError, new SGD({ learningRate: 0.1 }), targets);
  });

  test.each(losses)("with $loss.name", async ({ loss, takes, sizes = [3], example }) => {
    const last = { any: [], probability: [new Activate(sigmoid)], distribution: [new Activate(softmax)] }[takes];
    const size = sizes[0]!;
    const network = new Sequential([new Dense(2, size, { activation: identity }), ...last], { dtype, seed: "module" });
    const random = seededRandom("targets");
    const drawn = Array.from({ length: BATCH }, () => example(random, size).target);
    await expectSameTraining(network, loss, new SGD({ learningRate: 0.1 }), drawn);
  });

  test.each(optimizers.filter(({ optimizer }) => !isRefused(optimizer)))(
    "with $optimizer.name",
    async ({ optimizer }) => {
      const network = new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, CLASSES)], {
        dtype,
        seed: "module",
      });
      await expectSameTraining(network, meanSquaredError, optimizer, targets);
    },
  );
});

test("an optimizer that goes by the step is refused, within another one as well", () => {
  const refused = optimizers.map(({ optimizer }) => optimizer).filter(isRefused);
  expect(refused.length).toBeGreaterThan(5);
  const decaying = new SGD({ learningRate: (step) => 1 / step });
  const inside = [
    new ClipByNorm({ optimizer: decaying, limit: 1 }),
    new AdamW({ learningRate: (step) => 0.01 / step }),
    new ClipByNorm({ optimizer: new ClipByNorm({ optimizer: decaying, limit: 1 }), limit: 2 }),
  ];
  for (const optimizer of [...refused, ...inside]) {
    expect(() => trainingModule(optimizer), optimizer.name).toThrow(
      /can't be written into a module: it|its learningRate isn't/,
    );
  }
  expect(() => trainingModule(decaying)).toThrow(
    "SGD(learningRate by step) can't be written into a module: its learningRate isn't the same number in each step.",
  );
});

/** An optimizer of a user's, of the kernels that a function calls. */
function ownOptimizer(move: (frame: UpdateFrame) => void): Optimizer {
  return madeOfKernels({ name: "own", slots: ["m", "v"], update: move });
}

test("an optimizer of a user's that differs between any two steps is refused", () => {
  const differing = [
    ownOptimizer(({ kernels, value, step }) => kernels.fill(value, Math.min(step, 2), 1)),
    ownOptimizer(({ kernels, value, step }) => kernels.fill(value, 2 ** (step - 1), 1)),
    ownOptimizer(({ kernels, value, step }) => kernels.fill(value, step < 1000 ? 0 : 1, 1)),
    ownOptimizer(({ kernels, slots, step }) => kernels.fill(step % 2 === 0 ? slots.m! : slots.v!, 1, 1)),
    ownOptimizer(({ kernels, value, step }) => step > 2 && kernels.fill(value, 1, 1)),
  ];
  for (const optimizer of differing) {
    expect(() => trainingModule(optimizer)).toThrow(
      "own can't be written into a module: it doesn't do the same in each step.",
    );
  }
  expect(trainingModule(ownOptimizer(({ kernels, value, step }) => kernels.fill(value, step, 1)))).toContain(
    "stepCount[0], 1);",
  );
});

test("a target of one number may be that number, whatever its axes", async () => {
  const layers = [new Reshape([1, 2]), new Dense(2, 1)];
  const network = new Sequential(layers, { inputShape: [2], seed: 1 });
  const training = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 2 };
  const { step } = await trainingModuleOf(network, training);
  const [inputs, trainer] = [
    [
      [1, 2],
      [3, 4],
    ],
    network.trainer(training),
  ];
  expect(step(inputs, [0.5, [[1]]])).toBe(trainer.step(inputs, [[[0.5]], [[1]]]));
});

function trainingModule(optimizer: Optimizer, loss: Loss = binaryCrossEntropy): string {
  return toModule(small(), { training: { loss, optimizer, batchSize: 4 } });
}

test("what a trainer refuses is refused", () => {
  const training = { loss: categoricalCrossEntropyFromLogits, optimizer: new Adam(), batchSize: 4 };
  expect(() => toModule(small(), { training })).toThrow("takes logits");
  expect(toModule(small(), { training: { ...training, allowMismatch: true } })).toContain("export function step");
  const wrong = [{ batchSize: 0 }, { optimizer: undefined }, { loss: "mse" }, { frozen: ["0.weight"] }, { epochs: 3 }];
  for (const each of wrong) {
    expect(() => toModule(small(), { training: { ...training, ...each } as never }), JSON.stringify(each)).toThrow(
      OptionError,
    );
  }
  const loops = { ...binaryCrossEntropy, name: "own" };
  expect(() => trainingModule(new Adam(), loops)).toThrow(
    "own can't be written into a module: it doesn't say that it calls kernels alone.",
  );
});

test("XOR is learnt by a file of a few kilobytes", async () => {
  const training = { loss: binaryCrossEntropy, optimizer: new Adam({ learningRate: 0.05 }), batchSize: 4 };
  const { step, predict } = await trainingModuleOf(small(), training);
  for (let epoch = 0; epoch < 300; epoch++) step(XOR.inputs, XOR.targets);
  expect((predict(XOR.inputs) as number[][]).map(([y]) => Math.round(y!))).toEqual(XOR.targets);
  const compressed = (text: string): number => gzipSync(text, { level: 9 }).length;
  expect(compressed(toModule(small(), { training }))).toBeLessThan(6_000);
  expect(compressed(toModule(small()))).toBeLessThan(3_000);
});
