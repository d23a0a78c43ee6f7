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
import { CLASSES, trainedLayers } from "../../contracts/trained-layers.js";
import { ownFolder } from "../../fixtures/own-folder.js";
import { checkTypes } from "./check-types.js";
import { examplesFor } from "./examples.js";
import { trainingModuleOf } from "./module-of.js";

const folder = ownFolder("nn-training-module");
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

const XOR = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [0, 1, 1, 0],
};
const small = (seed = "xor"): Sequential =>
  new Sequential([new Dense(2, 4, { activation: tanh }), new Dense(4, 1)], { seed });

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

test("a step that can't be made changes nothing, and says why", async () => {
  const { step, getParameters, predict } = await trainingModuleOf(small(), {
    loss: binaryCrossEntropy,
    optimizer: new Adam(),
    batchSize: 4,
  });
  step(XOR.inputs, XOR.targets);
  const [before, answer] = [getParameters(), predict(XOR.inputs)];
  const said = (inputs: unknown, targets: unknown): string => {
    try {
      step(inputs, targets);
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      return (error as Error).message;
    }
    return "nothing";
  };
  const { inputs, targets } = XOR;
  expect(said(inputs.slice(1), targets)).toBe("A step takes the inputs of 4 examples, but has 3.");
  expect(said(inputs, undefined)).toBe("A step takes the targets of 4 examples, but is given undefined.");
  expect(said([[0], ...inputs.slice(1)], targets)).toBe("The inputs take 2 numbers an example, but example 0 has 1.");
  expect(said([...inputs.slice(1), [Number.NaN, 1]], targets)).toBe(
    "The inputs must be finite numbers, but example 3, number 0, is NaN.",
  );
  expect(said(inputs, [0, 1, "1", 0])).toBe('The targets take 1 number an example, but example 2 is "1".');
  expect(said(inputs, [0, 1, [1, 2], 0])).toBe("The targets take 1 number an example, but example 2 has 2.");
  expect(said(inputs, [0, 1, Number.POSITIVE_INFINITY, 0])).toBe(
    "The targets must be finite numbers, but one of example 2 is Infinity.",
  );
  expect(said(inputs, [0, 1, 2, 0])).toBe("binaryCrossEntropy refuses p < 0 or p > 1, t < 0 or t > 1.");
  expect([getParameters(), predict(XOR.inputs)]).toEqual([before, answer]);
});

test("parameters go into a module, all or some, and what is none changes nothing", async () => {
  const training = { loss: binaryCrossEntropy, optimizer: new SGD({ learningRate: 0.5 }), batchSize: 4 };
  const [one, other] = [await trainingModuleOf(small(), training), await trainingModuleOf(small("other"), training)];
  for (let epoch = 0; epoch < 3; epoch++) one.step(XOR.inputs, XOR.targets);
  other.setParameters(JSON.parse(JSON.stringify(one.getParameters())));
  expect(other.predict(XOR.inputs)).toEqual(one.predict(XOR.inputs));
  expect(other.step(XOR.inputs, XOR.targets)).toBe(one.step(XOR.inputs, XOR.targets));
  const before = { ...other.getParameters(), "1.bias": [0.25] };
  other.setParameters({ "1.bias": [0.25] });
  expect(other.getParameters()).toEqual(before);
  const said = (parameters: unknown) => () => other.setParameters({ "1.bias": [9], ...(parameters as object) });
  expect(said({ "2.bias": [1] })).toThrow("There is no parameter 2.bias.");
  expect(said({ constructor: [1] })).toThrow("There is no parameter constructor.");
  for (const wrong of [[], [1, 2], ["1"], [Number.NaN], new Array(1), null, 1]) {
    expect(said({ "1.bias": wrong })).toThrow("The parameter 1.bias takes 1 finite numbers.");
  }
  expect(() => other.setParameters(null as never)).toThrow("setParameters takes lists by names, but is given null.");
  expect(other.getParameters()).toEqual(before);
});

test("a step that leaves the finite numbers is taken back", async () => {
  const network = new Sequential([new Dense(1, 1, { activation: identity })], { seed: 1 });
  const { step, getParameters } = await trainingModuleOf(network, {
    loss: meanSquaredError,
    optimizer: new SGD({ learningRate: 1e300 }),
    batchSize: 1,
  });
  const before = getParameters();
  expect(() => step([[1e10]], [0])).toThrow(
    "A parameter isn't finite in step 1, which is taken back. A smaller learning rate may help.",
  );
  expect(() => step([[1e200]], [0])).toThrow("The loss is Infinity in step 1, which is taken back.");
  expect(getParameters()).toEqual(before);
});

test("its types are those of a step", async () => {
  folder.write("network.js", trainingModule(new Adam()));
  folder.write(
    "use.ts",
    `import { getParameters, setParameters, step } from "./network.js";
    export const loss: number = step([[1, 2]], [0]);
    export const weights: number[] | undefined = getParameters()["0.weight"];
    setParameters({ "0.weight": [1, 2] });
    // @ts-expect-error: a text is no target.
    step([[1, 2]], ["0"]);`,
  );
  await checkTypes(folder.path);
});
