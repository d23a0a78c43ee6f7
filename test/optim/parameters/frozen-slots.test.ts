import { deserialize, serialize } from "node:v8";
import { defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { frameFor, type Optimizer, type PartParameter } from "@nn/core/component";
import { Dense, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, AdamW, AveragedWeights, ClipByNorm, GradientAccumulation, ParameterGroups, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const build = (backend: Backend = defaultBackend()): Sequential =>
  new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 2, { activation: tanh }), new Dense(2, 1)], {
    seed: 1,
    backend,
  });
const inputs = Array.from({ length: 6 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const targets = inputs.map(([a, b]) => a! * b!);
const momentum = () => new SGD({ learningRate: 0.1, momentum: 0.9 });
const all = ["0.weight", "0.bias", "1.weight", "1.bias", "2.weight", "2.bias"];
const choices: Record<string, (parameter: PartParameter) => boolean> = {
  "a layer in the middle": ({ fullName }) => fullName.startsWith("1."),
  biases: ({ role }) => role === "bias",
  "one parameter": ({ fullName }) => fullName === "0.bias",
};
const optimizers: Record<string, [make: () => Optimizer, slots: readonly string[]]> = {
  Adam: [() => new Adam({ learningRate: 0.1 }), ["m", "v"]],
  "an average": [
    () => new AveragedWeights({ optimizer: new Adam({ learningRate: 0.1 }), decay: 0.9 }),
    ["average", "inner.m", "inner.v"],
  ],
  "decay, clipping and accumulation": [
    () => {
      const clipped = new ClipByNorm({ optimizer: new AdamW({ learningRate: 0.1 }), limit: 0.1 });
      return new GradientAccumulation({ optimizer: clipped, batches: 2 });
    },
    ["inner.clipped", "inner.inner.inner.m", "inner.inner.inner.v", "mean"],
  ],
};
const train = (optimizer: Optimizer, frozen: (parameter: PartParameter) => boolean, backend?: Backend) => {
  const network = build(backend);
  const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 2, frozen });
  const step = (i: number): number => trainer.step(inputs.slice(i, i + 2), targets.slice(i, i + 2));
  return { network, trainer, step };
};

describe("with frozen parameters between others, a state has slots by their own names:", () => {
  for (const [name, [make, slots]] of Object.entries(optimizers)) {
    test.each(Object.entries(choices))(`${name}, without %s`, (_, frozen) => {
      const { trainer, step, network } = train(make(), frozen);
      for (let i = 0; i < 3; i++) step(i);
      const state = trainer.state();
      expect(Object.keys(state.slots).sort()).toEqual(slots);
      const kept = network.stack.places
        .flatMap(({ parameters }) => parameters)
        .filter(({ role = "weight", ...place }) => !frozen({ ...place, role }));
      for (const slot of Object.values(state.slots)) {
        expect(Object.fromEntries(Object.entries(slot).map(([each, values]) => [each, values.length]))).toEqual(
          Object.fromEntries(kept.map(({ fullName, size }) => [fullName, size])),
        );
      }

      // Put away and taken up, the steps go on with the same bits, on either backend.
      const stored = deserialize(serialize(state)) as typeof state;
      for (const backend of [defaultBackend(), reference]) {
        const other = train(make(), frozen, backend);
        other.trainer.restore(stored);
        expect(other.trainer.state()).toEqual(state);
        const one = train(make(), frozen);
        one.trainer.restore(state);
        for (let i = 0; i < 3; i++) expect(other.step(i)).toBe(one.step(i));
        expect(other.network.getParameters()).toEqual(one.network.getParameters());
      }
    });
  }
});

test("the average of those that learn is as without the others between them", () => {
  const average = (frozen: (parameter: PartParameter) => boolean): Record<string, unknown> => {
    const { trainer, step } = train(new AveragedWeights({ optimizer: momentum(), decay: 0.9 }), frozen);
    for (let i = 0; i < 4; i++) step(i);
    return trainer.state().slots.average!;
  };
  const { "0.bias": _, ...expected } = average(({ fullName }) => fullName === "2.bias");
  expect(Object.keys(average(choices["a layer in the middle"]!))).toEqual(all.filter((name) => !name.startsWith("1.")));
  expect(Object.keys(expected)).toEqual(["0.weight", "1.weight", "1.bias", "2.weight"]);
});

test("groups keep their numbers, and those of one group are together", () => {
  const groups = [
    { of: ({ role }: PartParameter) => role === "bias", optimizer: momentum() },
    { optimizer: new Adam({ learningRate: 0.1 }) },
  ];
  const { trainer, step } = train(new ParameterGroups({ groups }), choices["one parameter"]!);
  step(0);
  const { slots } = trainer.state();
  expect(Object.fromEntries(Object.entries(slots).map(([name, slot]) => [name, Object.keys(slot)]))).toEqual({
    "0.velocity": ["1.bias", "2.bias"],
    "1.m": ["0.weight", "1.weight", "2.weight"],
    "1.v": ["0.weight", "1.weight", "2.weight"],
  });
});

test("what such a rule remembers can be given to a frame of all, and only as a whole", () => {
  const optimizer = new ParameterGroups({
    groups: [{ of: ({ role }) => role === "bias", optimizer: momentum() }, { optimizer: momentum() }],
  });
  const parameters = [
    { fullName: "0.weight", shape: [2] },
    { fullName: "0.bias", shape: [1], role: "bias" as const },
    { fullName: "1.weight", shape: [1] },
  ];
  const remembered = {
    slots: { "0.velocity": { "0.bias": [3] }, "1.velocity": { "0.weight": [1, 2], "1.weight": [4] } },
    scalars: {},
    rateScale: 1,
  };
  const frame = frameFor(optimizer, parameters, reference, "float64", remembered);
  frame.parts["0"]!.update();
  frame.parts["1"]!.update();
  // Without a gradient, a step is −0.1 · 0.9 of the velocity.
  expect([...frame.value].map((w) => Math.round(w * 1e6) / 1e6)).toEqual([-0.09, -0.18, -0.27, -0.36]);
});
