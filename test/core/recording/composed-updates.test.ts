import { datasetFor, defaultBackend, Sequential, type WorkerPool, workerPool } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { type DType, type KernelsOnly, methodsOf, type Optimizer, Parts, type UpdateFrame } from "@nn/core/component";
import { Dense, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import {
  Adafactor,
  Adam,
  AdamW,
  AveragedWeights,
  ClipByGlobalNorm,
  ClipByNorm,
  ClipByValue,
  DecoupledWeightDecay,
  GradientAccumulation,
  Muon,
  ParameterGroups,
  SGD,
} from "@nn/optim";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { watched } from "./watched.js";

const inputs = Array.from({ length: 12 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const targets = inputs.map(([a, b]) => [a! * b!]);
const ROWS = Uint32Array.from(inputs.keys());
const isBias = ({ role }: { readonly role: string }): boolean => role === "bias";
const momentum = (): SGD => new SGD({ learningRate: 0.1, momentum: 0.9 });

/** As someone outside these packages writes it: half the gradient for the rule inside. */
class Halved implements Optimizer<"half", never, "inner"> {
  readonly name = "Halved";
  readonly slots = ["half"] as const;
  readonly optimizer: Optimizer;

  constructor(optimizer: Optimizer) {
    this.optimizer = optimizer;
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...HALVED };
  }

  parts(): Parts<"inner"> {
    return new Parts({ inner: { optimizer: this.optimizer, gradient: "half" } });
  }

  update({ kernels, gradient, slots, parts }: UpdateFrame<"half", never, "inner">): void {
    kernels.fill(slots.half, 0, gradient.length);
    kernels.addRow(slots.half, gradient, 1, gradient.length);
    parts.inner.update();
  }
}
const HALVED = methodsOf(Halved, ["update"]);

/** It says that it calls kernels alone, and isn't right: which ones goes by the step. */
class Stepwise extends Halved {
  override get kernelsOnly(): KernelsOnly {
    return { of: this, ...STEPWISE };
  }

  override update(frame: UpdateFrame<"half", never, "inner">): void {
    if (frame.step % 2 === 0) super.update(frame);
  }
}
const STEPWISE = methodsOf(Stepwise, ["update"]);

const loops: Optimizer = {
  name: "loops",
  slots: ["seen"],
  update({ value, gradient, slots: { seen }, step }) {
    for (let i = 0; i < value.length; i++) {
      value[i]! -= (0.1 / step) * gradient[i]!;
      seen![i] = gradient[i]!;
    }
  },
};

const composed: Readonly<Record<string, () => Optimizer>> = {
  AdamW: () => new AdamW({ learningRate: 0.01, decay: 0.1 }),
  "decay of all, at a rate of its own": () =>
    new DecoupledWeightDecay({ optimizer: momentum(), decay: 0.1, learningRate: 0.3, of: () => true }),
  "clipping by value": () => new ClipByValue({ optimizer: momentum(), limit: 0.01 }),
  "clipping by norm": () => new ClipByNorm({ optimizer: new Adam(), limit: 0.01 }),
  "clipping by global norm, of AdamW": () => new ClipByGlobalNorm({ optimizer: new AdamW(), limit: 0.01 }),
  "an average": () => new AveragedWeights({ optimizer: new AdamW(), decay: 0.9 }),
  groups: () => new ParameterGroups({ groups: [{ of: isBias, optimizer: momentum() }, { optimizer: new Adam() }] }),
  "groups with a norm of their own": () =>
    new ParameterGroups({
      groups: [
        { of: isBias, optimizer: new ClipByGlobalNorm({ optimizer: momentum(), limit: 0.01 }) },
        { optimizer: new AdamW({ learningRate: 0.02 }) },
      ],
    }),
  "one instance in two groups": () => {
    const optimizer = new Adam({ learningRate: 0.02 });
    return new ParameterGroups({ groups: [{ of: isBias, optimizer }, { optimizer }] });
  },
  "slots and room of other shapes": () => new Adafactor({ learningRate: 0.1 }),
  "products of matrices": () => new Muon({ learningRate: 0.01 }),
  "groups with slots of other shapes": () =>
    new ParameterGroups({ groups: [{ of: isBias, optimizer: new Adafactor() }, { optimizer: new Muon() }] }),
  "one from outside": () => new Halved(momentum()),
};
const inPhases: Readonly<Record<string, () => Optimizer>> = {
  accumulation: () => new GradientAccumulation({ optimizer: new Adam({ learningRate: 0.01 }), batches: 3 }),
  "accumulation twice": () =>
    new GradientAccumulation({
      optimizer: new GradientAccumulation({ optimizer: new AdamW(), batches: 2 }),
      batches: 2,
    }),
  "all together": () =>
    new GradientAccumulation({
      batches: 2,
      optimizer: new AveragedWeights({
        decay: 0.9,
        optimizer: new ClipByGlobalNorm({
          limit: 0.05,
          optimizer: new ParameterGroups({
            groups: [{ of: isBias, optimizer: momentum() }, { optimizer: new AdamW() }],
          }),
        }),
      }),
    }),
};
const called: Readonly<Record<string, () => Optimizer>> = {
  "around a rule of plain loops": () => new ClipByGlobalNorm({ optimizer: loops, limit: 0.1 }),
  "around a rule of plain loops, for groups": () =>
    new ParameterGroups({ groups: [{ of: isBias, optimizer: loops }, { optimizer: new Adam() }] }),
  "around a schedule": () => new AdamW({ learningRate: (t) => 0.1 / t }),
};
const unsaid: Readonly<Record<string, () => Optimizer>> = {
  "that goes by the step and doesn't say so": () => new Stepwise(momentum()),
};

/** Trains, and gives all bits. */
function trained(backend: Backend, dtype: DType, optimizer: Optimizer, middle: number): unknown {
  const layers = [new Dense(2, middle, { activation: tanh }), new Dense(middle, 1)];
  const network = new Sequential(layers, { seed: 1, dtype, backend });
  const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 4 });
  const data = datasetFor(network, { inputs, targets });
  for (let epoch = 0; epoch < 11; epoch++) {
    // Changed settings act at once.
    if (epoch === 6) Object.assign(optimizer, { limit: 0.02, decay: 0.2 });
    trainer.stepRows(data, ROWS, 0, 12, 4);
  }
  for (let i = 0; i < 5; i++) trainer.step(inputs.slice(i, i + 3), targets.slice(i, i + 3));
  return { ...network.getParameters(), loss: trainer.loss };
}

describe.skipIf(defaultBackend().name !== "wasm")("an optimizer around others has the same bits everywhere", () => {
  let pools: WorkerPool[] = [];
  beforeAll(async () => {
    pools = await Promise.all([1, 2, 3].map((workers) => workerPool({ workers })));
  });
  afterAll(() => {
    for (const pool of pools) pool.close();
  });
  const all = { ...composed, ...inPhases, ...called, ...unsaid };

  test.each(Object.keys(all))("%s", (name) => {
    for (const middle of [3, 70]) {
      for (const dtype of ["float64", "float32"] as const) {
        const expected = trained(reference, dtype, all[name]!(), middle);
        for (const backend of [defaultBackend(), ...pools]) {
          expect(trained(backend, dtype, all[name]!(), middle)).toEqual(expected);
        }
      }
    }
  });

  test.each([
    ...Object.entries(composed).map(([name, optimizer]) => ({ name, optimizer, recorded: "whole" })),
    ...Object.entries(inPhases).map(([name, optimizer]) => ({ name, optimizer, recorded: "whole" })),
    ...Object.entries(called).map(([name, optimizer]) => ({ name, optimizer, recorded: "part" })),
    ...Object.entries(unsaid).map(([name, optimizer]) => ({
      name,
      optimizer,
      recorded: "whole, in vain, and then part",
    })),
  ])("$name: $recorded of a step is recorded", ({ optimizer, recorded }) => {
    const { backend, recorded: seen } = watched();
    trained(backend, "float64", optimizer(), 3);
    expect([...new Set(seen)].join(", and then ")).toBe(recorded);
  });
});
