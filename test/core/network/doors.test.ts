import { defaultBackend, OptionError, Sequential, type Warning } from "@nn/core";
import { Sequential as PlainSequential } from "@nn/core/plain";
import { SavedNetwork } from "@nn/core/predict";
import { Activate, Dense, Dropout, identity, relu, softmax, tanh } from "@nn/layers";
import { binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { expect, test } from "vitest";

const xor = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [0, 1, 1, 0],
};
const layers = () => [new Dense(2, 4, { activation: tanh }), new Dense(4, 1)] as const;
const training = () => ({
  loss: binaryCrossEntropy,
  optimizer: new Adam({ learningRate: 0.05 }),
  epochs: 40,
  batchSize: 3,
});

test("the plain network trains to the same bits as the other, and takes its backend when it is given it", async () => {
  const networks = [
    new Sequential(layers(), { seed: "xor" }),
    new PlainSequential(layers(), { seed: "xor" }),
    new PlainSequential(layers(), { seed: "xor", backend: defaultBackend() }),
  ];
  expect(networks.map(({ backend }) => backend.name)).toEqual([defaultBackend().name, "plain", defaultBackend().name]);
  const losses = [];
  for (const network of networks) losses.push((await network.fit(xor, training())).reports.at(-1));
  const [first, ...others] = networks.map((network) => network.getParameters());
  expect(others).toEqual([first, first]);
  expect(losses[1]).toEqual(losses[0]);
});

test("the plain network has no warnings, and stops at a divergence as the other does", async () => {
  const constant = { inputs: xor.inputs, targets: [1, 1, 1, 1] };
  const diverging = { ...training(), loss: meanSquaredError, optimizer: new SGD({ learningRate: 1e100 }) };
  const told: string[] = [];
  const outcomes = [];
  for (const Kind of [Sequential, PlainSequential]) {
    const network = new Kind(layers(), { seed: "xor" });
    const onWarning = ({ kind }: Warning) => told.push(`${kind}, ${network.backend.name}`);
    const { warnings } = await network.fit(constant, { ...training(), onWarning });
    expect(warnings.map(({ kind }) => kind)).toEqual(Kind === Sequential ? ["constant targets"] : []);
    const line = new Kind([new Dense(2, 1, { activation: identity })], { seed: "xor" });
    outcomes.push(await line.fit(xor, diverging).catch((error: Error) => error.message));
  }
  expect(told).toEqual([`constant targets, ${defaultBackend().name}`]);
  expect(outcomes[0]).toContain("Training stopped");
  expect(outcomes[1]).toBe(outcomes[0]);
});

test("the plain network doesn't look whether a finite loss has grown beyond return, as the other does", async () => {
  const wide = { inputs: [[1e3], [2e3]], targets: [1, 2] };
  const outcomes = [];
  for (const Kind of [Sequential, PlainSequential]) {
    const network = new Kind([new Dense(1, 1, { activation: identity })], { seed: "wide" });
    const optimizer = new SGD({ learningRate: 1 });
    const settings = { loss: meanSquaredError, optimizer, epochs: 12, batchSize: 2, onWarning: () => {} };
    const { stopped } = await network.fit(wide, settings).catch((error: Error) => ({ stopped: error.message }));
    outcomes.push(stopped);
  }
  expect(outcomes[0]).toContain("The loss has grown");
  expect(outcomes[1]).toBe("finished");
});

test("the plain network has random numbers for layers that bring them along, and says so to others", async () => {
  const dropping = () => [new Dense(2, 4, { activation: tanh }), new Dropout(0.25), new Dense(4, 1)] as const;
  const networks = [Sequential, PlainSequential].map((Kind) => new Kind(dropping(), { seed: "xor" }));
  for (const network of networks) await network.fit(xor, { ...training(), onWarning: () => {} });
  const [first, second] = networks.map((network) => network.getParameters());
  expect(second).toEqual(first);

  class Bare extends Dropout {
    override get equipment() {
      return {};
    }
  }
  const bare = () => [new Dense(2, 4), new Bare(0.25), new Dense(4, 1)] as const;
  await new Sequential(bare()).fit(xor, training());
  expect(new PlainSequential(bare()).predict([0, 1])).toHaveLength(1);
  await expect(new PlainSequential(bare()).fit(xor, training())).rejects.toThrow(
    'This network has no random numbers. A layer that draws some brings them along: import { chance } from "@nn/core/component", and equipment: { chance } in the layer.',
  );
});

test("the plain network says that there is no memory, without the amount", () => {
  expect(() => new PlainSequential([new Dense(1e8, 1e8)])).toThrow(
    "There isn't memory for so much. Take smaller layers, or fewer examples at a time.",
  );
});

test("both networks say the same of themselves and of what is wrong with them", () => {
  for (const Kind of [Sequential, PlainSequential]) {
    expect(Kind.name).toBe("Sequential");
    expect(() => new Kind([new Dense(2, 1)], { sed: 1 } as object)).toThrow('Sequential has no option "sed"');
    // @ts-expect-error: layer 1 takes 3 inputs, but layer 0 gives 2.
    expect(() => new Kind([new Dense(2, 2), new Dense(3, 1)])).toThrow("layer 1");
  }
  expect(new Sequential(layers())).toBeInstanceOf(PlainSequential);
});

test.each(["float64", "float32"] as const)("a saved network predicts the trained one's bits, in %s", async (dtype) => {
  const trained = new Sequential(layers(), { seed: "xor", dtype });
  await trained.fit(xor, training());
  const saved = new SavedNetwork(layers(), JSON.parse(JSON.stringify(trained.getParameters())), { dtype });
  expect(saved.predict(xor.inputs)).toEqual(trained.predict(xor.inputs));
  expect(saved.predict([0, 1])).toEqual(trained.predict([0, 1]));
  const flat = Float32Array.from(xor.inputs.flat());
  expect(saved.predict(flat)).toEqual(trained.predict(flat));
});

test("a saved network has any layers, and takes the input's shape where none knows it", () => {
  const layers = () => [new Activate(relu), new Dense(3, 2, { activation: softmax, useBias: false })] as const;
  const trained = new Sequential(layers(), { inputShape: [3] });
  const saved = new SavedNetwork(layers(), trained.getParameters(), { inputShape: [3] });
  expect(saved.predict([1, -2, 3])).toEqual(trained.predict([1, -2, 3]));
});

test.each([
  [
    "a parameter that is missing",
    { "0.weight": [0, 1] },
    'SavedNetwork needs all parameters of its layers, but "0.bias" is missing. Give it what getParameters() of the trained network gave.',
  ],
  [
    "one that no layer has",
    { "0.weight": [0, 1], "0.bias": [4], "1.bias": [4] },
    'The network has no parameter "1.bias". Did you mean "0.bias"?',
  ],
  [
    "one of another size",
    { "0.weight": [0, 1, 2], "0.bias": [4] },
    'Parameter "0.weight" has 2 numbers (2×1, row-major), but got 3.',
  ],
  [
    "a value that isn't a number",
    { "0.weight": [0, Number.NaN], "0.bias": [4] },
    'Parameter "0.weight" must hold finite numbers, but number 1 is NaN.',
  ],
  ["none at all", undefined as never, "SavedNetwork takes lists by the parameters' names, but got undefined."],
])("a saved network refuses %s", (_, parameters, message) => {
  expect(() => new SavedNetwork([new Dense(2, 1)], parameters)).toThrow(message);
});

test("a saved network refuses options that it doesn't have, and a format that there isn't", () => {
  const parameters = { "0.weight": [0, 1], "0.bias": [4] };
  const made = (options: object) => () => new SavedNetwork([new Dense(2, 1)], parameters, options);
  expect(made({ seed: 1 })).toThrow('SavedNetwork has no option "seed".');
  expect(made({ dtype: "float16" })).toThrow('dtype must be "float64" or "float32", but is "float16".');
  expect(made({ inputShape: [3] })).toThrow("takes 2 inputs");
});

test.each<[what: string, make: () => object, message: string]>([
  [
    "a plain one",
    () => new PlainSequential(layers()),
    "This network has no toJSON. Here it is JSON.stringify(network.getParameters()).",
  ],
  [
    "a saved one",
    () => new SavedNetwork(layers(), new PlainSequential(layers()).getParameters()),
    "A SavedNetwork has no toJSON. Keep the parameters that it was given: they are what to write.",
  ],
])("JSON.stringify of %s says what to write", (_what, make, message) => {
  for (const holder of [make(), { network: make() }, [make()]]) {
    expect(() => JSON.stringify(holder)).toThrow(new OptionError(message));
  }
});
