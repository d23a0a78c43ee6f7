import { DataError, OptionError, Sequential, ShapeError, workerPool } from "@nn/core";
import { standardize } from "@nn/data";
import * as L from "@nn/layers";
import { Activate, Dense, relu, softmax } from "@nn/layers";
import { binaryAccuracy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

/*
 * What users of brain.js, TensorFlow.js, Keras and synaptic type first, in JavaScript, where no compiler helps: each ends
 * in one of our sentences, which leads to the right program.
 */

// biome-ignore lint/suspicious/noExplicitAny: programs without types are what this is about
type Untyped = any;

const data = {
  inputs: [
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [1, 1, 0],
};
const network = (): Untyped => new Sequential([new Dense(2, 2), new Dense(2, 1)]);
const settings = (more: object = {}): Untyped => ({
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: 0.1 }),
  batchSize: 1,
  epochs: 1,
  ...more,
});
const trained = async (): Promise<Untyped> => network().fit(data, settings());
const fitWith = (more: object) => () => network().fit(data, settings(more));
const fitOn = (given: Untyped) => () => network().fit(given, settings());
const predict =
  (...given: Untyped[]) =>
  () =>
    network().predict(...given);
const build = (...given: Untyped[]) => new (Sequential as Untyped)(...given);
const missing = (name: string): Untyped => (L as Untyped)[name];

const programs: Record<string, readonly (readonly [program: string, run: () => unknown, leadsTo: RegExp])[]> = {
  "a network": [
    ["new Sequential(a, b)", () => build(new Dense(2, 2), new Dense(2, 1)), /Put square brackets around the layers\.$/],
    ["new Sequential()", () => build(), /takes its layers as a list, \[new Dense/],
    ["new Sequential({ layers })", () => build({ layers: [] }), /takes its layers as a list/],
    ["new NeuralNetwork({ hiddenLayers })", () => build({ hiddenLayers: [3] }), /takes its layers as a list/],
    ["a seed as options", () => build([new Dense(2, 1)], 42), /takes its options as one object, \{ seed,/],
    ["inputShape: 2", () => build([new Activate(relu)], { inputShape: 2 }), /but is 2\. Write \[2\]\.$/],
    ["inputSize", () => build([new Dense(2, 1)], { inputSize: 2 }), /Did you mean "inputShape"\?/],
    ["L.Dropout", () => build([new Dense(2, 1), missing("Dropout")]), /layer 1 must be .* undefined\. Is it imported/],
    ["a class", () => build([Dense]), /layer 0 .* class Dense\. Make one with new\./],
    ["an activation", () => build([new Dense(2, 1), relu]), /layer 1 .* without outputShape, parameters and saved/],
    ["a name", () => build([new Dense(2, 1), "relu"]), /layer 1 must be a layer, such as new Dense.* but is "relu"/],
    ["a list in a list", () => build([[new Dense(2, 1)]]), /layer 0 must be a layer/],
    ["a spread copy", () => build([{ ...new Dense(2, 1) }]), /A copy made by \{ \.\.\.spread \} has none/],
    [
      "a network in a network",
      () => build([network()]),
      /but is a Sequential\. Its layers go in as \.\.\.network\.layers\./,
    ],
    [
      "a pool without await",
      () => build([new Dense(2, 1)], { backend: workerPool({ workers: 1 }) }),
      /is a Promise\. Wait for it first, with await\.$/,
    ],
  ],
  "a layer": [
    [
      "Dense({ units })",
      () => new (Dense as Untyped)({ units: 3 }),
      /^Dense takes two sizes, new Dense\(inputs, units,.* but got Dense\(an object, undefined\)\.$/,
    ],
    ["Dense({ inputDim, units })", () => new (Dense as Untyped)({ inputDim: 2, units: 3 }), /^Dense takes two sizes/],
    ["Dense(3)", () => new (Dense as Untyped)(3), /^Dense takes two sizes, .* but got Dense\(3, undefined\)\.$/],
    ["Dense(3, { activation })", () => new (Dense as Untyped)(3, { activation: relu }), /^Dense takes two sizes/],
    ["Dense(null, 3)", () => new (Dense as Untyped)(null, 3), /^Dense takes two sizes/],
    [
      "Dense(2, 1, relu)",
      () => new Dense(2, 1, relu as Untyped),
      /as one object, \{ activation,.* but got relu itself/,
    ],
    ['Dense(2, 1, "relu")', () => new Dense(2, 1, "relu" as Untyped), /as one object, \{ activation,.* but got "relu"/],
    [
      'activation: "relu"',
      () => new Dense(2, 1, { activation: "relu" as Untyped }),
      /\{ activation: relu \}, but got "relu"/,
    ],
    ["activation: L.elu", () => new Dense(2, 1, { activation: missing("elu") }), /but got undefined\. Is it imported/],
    [
      "activation: null",
      () => new Dense(2, 1, { activation: null as Untyped }),
      /\{ activation: relu \}, but got null/,
    ],
    [
      "kernelInitializer",
      () => new Dense(2, 1, { kernelInitializer: "he" } as Untyped),
      /Did you mean "weightInitializer"\?/,
    ],
  ],
  "a method of another library": [
    ["train", () => network().train(data), /A network has no train\. Here it is await network\.fit\(/],
    ["run", () => network().run([0, 1]), /Here it is network\.predict\(inputs\)/],
    ["activate", () => network().activate([0, 1]), /Here it is network\.predict\(inputs\)/],
    ["add", () => network().add(new Dense(1, 1)), /Here it is new Sequential\(\[layer, layer\]\)/],
    ["compile", () => network().compile({ optimizer: "adam" }), /Here it is network\.fit\(data, \{ loss, optimizer/],
    ["predictProba", () => network().predictProba([0, 1]), /Here it is network\.predict\(inputs\)/],
    ["trainOnBatch", () => network().trainOnBatch([[0, 1]], [1]), /Here it is network\.trainer\(/],
    ["partialFit", () => network().partialFit([[0, 1]], [1]), /Here it is network\.trainer\(/],
    ["propagate", () => network().propagate(0.1, [1]), /Here it is network\.trainer\(/],
    ["getWeights", () => network().getWeights(), /network\.getParameters\(\)/],
    ["setWeights", () => network().setWeights([]), /network\.setParameters\(/],
    ["save", () => network().save("file"), /network\.getParameters\(\)/],
    [
      "JSON.stringify(network)",
      () => JSON.stringify(network()),
      /^A network has no toJSON\. .*network\.getParameters\(\)/,
    ],
    ["JSON.stringify({ network })", () => JSON.stringify({ network: network() }), /network\.getParameters\(\)/],
    ["test", () => network().test(data), /network\.evaluate\(/],
  ],
  "a method that is called without its network": [
    [
      "const { fit: train } = network",
      () => {
        const { fit: train } = network();
        return train(data, settings());
      },
      /^fit was called without its network\. .* write \(…\) => network\.fit\(…\)\.$/,
    ],
    [
      "inputs.map(network.predict)",
      () => data.inputs.map(network().predict),
      /write \(…\) => network\.predict\(…\)\.$/,
    ],
    [
      "in a list of its own",
      () => ({ evaluate: network().evaluate }).evaluate(data, settings()),
      /network\.evaluate\(/,
    ],
    [
      "promise.then(network.setParameters)",
      () => Promise.resolve({}).then(network().setParameters),
      /^setParameters was/,
    ],
    ["getParameters", () => network().getParameters.call(undefined), /^getParameters was called without its network/],
    ["trainer", () => network().trainer.call(undefined, settings()), /^trainer was called without its network/],
    ["summary", () => network().summary.call(undefined), /^summary was called without its network/],
    ["on something else", () => network().predict.call([], [0, 1]), /^predict was called without its network/],
  ],
  "an option of fit": [
    ["onEpochEnd", fitWith({ onEpochEnd() {} }), /for await \(const report of network\.fit/],
    ["callbacks", fitWith({ callbacks: {} }), /for await \(const report of network\.fit/],
    ["verbose", fitWith({ verbose: 1 }), /for await \(const report of network\.fit/],
    ["log", fitWith({ log: true }), /for await \(const report of network\.fit/],
    ["lr", fitWith({ lr: 1 }), /belongs to the optimizer: \{ optimizer: new SGD/],
    ["learning_rate", fitWith({ learning_rate: 1 }), /belongs to the optimizer: \{ optimizer: new SGD/],
    ["max_iter", fitWith({ max_iter: 1 }), /Here it is "epochs"\./],
    ["iterations", fitWith({ iterations: 1 }), /Here it is "epochs"\./],
    ["errorThresh", fitWith({ errorThresh: 0.1 }), /leave the loop over the reports/],
    ["validationSplit", fitWith({ validationSplit: 0.1 }), /trainTestSplit of @nn\/data/],
    ["validationData", fitWith({ validationData: data }), /Did you mean "validation"\?/],
    ["batch_size", fitWith({ batch_size: 1 }), /Did you mean "batchSize"\?/],
    ['optimizer: "adam"', fitWith({ optimizer: "adam" }), /as in \{ optimizer: new SGD.* but is "adam"/],
    ["optimizer: Adam", fitWith({ optimizer: Adam }), /class Adam\. Make one with new\./],
    ['loss: "mse"', fitWith({ loss: "mse" }), /as in \{ loss: meanSquaredError \}, but is "mse"/],
    ['metrics: ["accuracy"]', fitWith({ metrics: ["accuracy"] }), /by name, as in \{ accuracy: binaryAccuracy \}/],
    ["metrics: a metric", fitWith({ metrics: binaryAccuracy }), /by name, as in \{ accuracy: binaryAccuracy \}/],
    ["metrics: a map", fitWith({ metrics: new Map([["a", binaryAccuracy]]) }), /by name.* but is a Map/],
    [
      "fit(x, y, options)",
      () => network().fit(data.inputs, data.targets, settings()),
      /fit\(\{ inputs, targets \}, \{ … \}\)/,
    ],
    [
      "evaluate(x, y)",
      () => network().evaluate(data.inputs, data.targets),
      /evaluate\(\{ inputs, targets \}, \{ … \}\)/,
    ],
    ["fit(data)", () => network().fit(data), /takes its options as one object/],
    [
      "reports without await",
      () => network().fit(data, settings()).reports.length,
      /const history = await network\.fit/,
    ],
    ["history without await", () => network().fit(data, settings()).history.loss, /const history = await network\.fit/],
    ["warnings without await", () => network().fit(data, settings()).warnings.length, /const history = await network/],
    ["history.history.loss", async () => (await trained()).history.loss, /has no history: history\.reports\.map\(/],
    ["history.loss", async () => (await trained()).loss.at(-1), /has no loss: history\.reports\.at\(-1\)\.loss is/],
    ["history.error", async () => (await trained()).error, /has no error: history\.reports\.at\(-1\)\.loss is/],
    ["history.iterations", async () => (await trained()).iterations, /has no iterations: history\.epochs is/],
    ["setParameters(promise)", () => network().setParameters(Promise.resolve({})), /Wait for it first, with await\./],
  ],
  "an optimizer": [
    ["SGD(0.1)", () => new SGD(0.1 as Untyped), /as one object, \{ learningRate,/],
    ["SGD()", () => new (SGD as Untyped)(), /as one object, \{ learningRate,/],
    ["lr", () => new SGD({ lr: 0.1 } as Untyped), /Did you mean "learningRate"\?/],
    ["learning_rate", () => new Adam({ learning_rate: 0.1 } as Untyped), /Did you mean "learningRate"\?/],
    ["beta_1", () => new Adam({ beta_1: 0.1 } as Untyped), /Did you mean "beta1"\?/],
    ["a map of settings", () => new Adam(new Map([["beta1", 0.5]]) as Untyped), /as one object.* but got a Map/],
  ],
  data: [
    [
      "{ input, output }",
      fitOn([{ input: [0, 1], output: [1] }]),
      /inputs: pairs\.map\(\(pair\) => pair\.input\), targets:/,
    ],
    ["{ x, y }", fitOn({ x: [[0, 1]], y: [1] }), /Data is \{ inputs, targets \}.* got \{ x, y \}/],
    [
      "rows of objects",
      fitOn({ inputs: [{ weight: 128, height: 65 }], targets: [1] }),
      /\[row\.weight, row\.height\]\.$/,
    ],
    ["an object", predict({ weight: 128, height: 65 }), /\[row\.weight, row\.height\]\.$/],
    ["a list of objects", predict([{ weight: 128, height: 65 }]), /\[row\.weight, row\.height\]\.$/],
    [
      "six numbers for three",
      fitOn({ inputs: [1, 2, 3, 4, 5, 6], targets: [1, 0, 1] }),
      /example 0 has 6.* If they are 3 examples, give each its own list/,
    ],
    ["one by one", predict(1, 2), /The inputs must be an array of numbers.* but got 1/],
    ["nothing", predict(), /The inputs must be an array of numbers.* but got undefined/],
    ["texts", predict([["1", "2.5"]]), /number 0, is "1".* Number\(text\)/],
    ["a Uint8Array", predict(Uint8Array.of(1, 2)), /but got a Uint8Array\. Float64Array\.from/],
    ["a list of Uint8Array", predict([Uint8Array.of(1, 2)]), /is a Uint8Array\..* Float64Array\.from/],
    [
      "a list of Int32Array",
      predict([Int32Array.of(1, 2), Int32Array.of(1, 2)]),
      /is an Int32Array\..* Float64Array\.from/,
    ],
    [
      "a list of BigInt64Array",
      predict([BigInt64Array.of(1n)]),
      /is a BigInt64Array\..* Float64Array\.from\(array, Number\)/,
    ],
    ["a list of DataView", predict([new DataView(new ArrayBuffer(16))]), /is a DataView\. Counts start at 0\.$/],
    ["the whole data", predict(data), /Give the inputs alone: data\.inputs\.$/],
    ["a scaler", predict(standardize(data.inputs)), /but got a Scaler\.$/],
    ["bigints", predict([[1n, 2n]]), /Number\(value\)/],
    ["a promise", predict(Promise.resolve([1, 2])), /but got a Promise\. Wait for it first/],
    ["labels", fitOn({ ...data, targets: ["F", "M", "F"] }), /The targets must be finite numbers.* is "F"/],
    [
      "a gap",
      fitOn({
        ...data,
        inputs: [
          [1, null],
          [1, 2],
          [3, 4],
        ],
      }),
      /example 0, number 1, is null/,
    ],
    [
      "class numbers",
      () =>
        (new Sequential([new Dense(2, 3, { activation: softmax })]) as Untyped).fit(
          {
            inputs: [
              [0, 1],
              [1, 0],
            ],
            targets: [0, 2],
          },
          settings({ loss: categoricalCrossEntropy }),
        ),
      /LabelEncoder's oneHot/,
    ],
  ],
};

for (const [what, cases] of Object.entries(programs)) {
  describe(what, () => {
    test.each(cases)("%s", async (_program, run, leadsTo) => {
      const error: unknown = await (async () => run())().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(
        [OptionError, ShapeError, DataError].some((kind) => error instanceof kind),
        String(error),
      ).toBe(true);
      expect((error as Error).message).toMatch(leadsTo);
      expect((error as Error).message).not.toContain("[object");
    });
  });
}

test("what other libraries call things stays out of the way of those who have them", () => {
  class Own extends Sequential {
    train(): string {
      return "mine";
    }
  }
  expect(new Own([new Dense(2, 1)]).train()).toBe("mine");
  expect(Object.keys(network())).not.toContain("train");
  expect(() => JSON.stringify(network().getParameters())).not.toThrow();
});

test("what a history of another library has is neither listed, compared nor copied", async () => {
  const history = await trained();
  const names = ["reports", "epochs", "stopped", "warnings"];
  expect(Object.keys(history)).toEqual(names);
  expect(Object.keys(structuredClone(history))).toEqual(names);
  expect(history).toStrictEqual({ ...history });
  expect(() => JSON.stringify(history)).not.toThrow();
});
