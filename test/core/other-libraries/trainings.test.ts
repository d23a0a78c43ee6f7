import { Sequential } from "@nn/core";
import { standardize, trainTestSplit } from "@nn/data";
import { Dense, softmax } from "@nn/layers";
import { binaryAccuracy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { data, describePrograms, network, settings, trained, type Untyped } from "./untyped.js";

const fitWith = (more: object) => () => network().fit(data, settings(more));
const fitOn = (given: Untyped) => () => network().fit(given, settings());
const predict =
  (...given: Untyped[]) =>
  () =>
    network().predict(...given);

describePrograms({
  "an option of fit": [
    ["onEpochEnd", fitWith({ onEpochEnd() {} }), /for await \(const report of network\.fit/],
    [
      "callbacks",
      fitWith({ callbacks: { onEpochEnd() {} } }),
      /must be a list, as in \{ callbacks: \[new EarlyStopping/,
    ],
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
    [
      'optimizer: "adam"',
      fitWith({ optimizer: "adam" }),
      /but is "adam"\. Here it is new Adam\(\{ … \}\), of @nn\/optim\.$/,
    ],
    ["optimizer: Adam", fitWith({ optimizer: Adam }), /class Adam\. Make one with new\./],
    ['loss: "mse"', fitWith({ loss: "mse" }), /but is "mse"\. Here it is meanSquaredError, of @nn\/losses\.$/],
    [
      'loss: "binary_crossentropy"',
      fitWith({ loss: "binary_crossentropy" }),
      /Here it is binaryCrossEntropy, of @nn\/lo/,
    ],
    [
      'loss: "binaryCrossentropy"',
      fitWith({ loss: "binaryCrossentropy" }),
      /Here it is binaryCrossEntropy, of @nn\/los/,
    ],
    [
      'loss: "sparse_categorical_crossentropy"',
      fitWith({ loss: "sparse_categorical_crossentropy" }),
      /Here it is sparseCategoricalCrossEntropy, of @nn\/losses\.$/,
    ],
    ['loss: "hinge"', fitWith({ loss: "hinge" }), /but is "hinge"\.$/],
    [
      'metrics: { acc: "accuracy" }',
      fitWith({ metrics: { acc: "accuracy" } }),
      /Here it is accuracy, of @nn\/losses\.$/,
    ],
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
    [
      "evaluate's units",
      () => network().evaluate(data, { loss: meanSquaredError, units: 1 }),
      /It has: loss, metrics, allowMismatch\.$/,
    ],
    [
      "trainTestSplit's rate",
      () => (trainTestSplit as Untyped)([1, 2], { rate: 0.5 }),
      /no option "rate"\. (It has: testFraction, seed|Did you mean)/,
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
    ["dropout", () => new Adam({ dropout: 0.5 } as Untyped), /has no option "dropout"\. It has: learningRate, beta1/],
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
      /\[row\.weight, row\.height\]\. .*pipeline/,
    ],
    ["an object", predict({ weight: 128, height: 65 }), /\[row\.weight, row\.height\]\. .*pipeline/],
    ["a list of objects", predict([{ weight: 128, height: 65 }]), /\[row\.weight, row\.height\]\. .*pipeline/],
    [
      "six numbers for three",
      fitOn({ inputs: [1, 2, 3, 4, 5, 6], targets: [1, 0, 1] }),
      /example 0 has 6.* If they are 3 examples, give each its own list/,
    ],
    ["one by one", predict(1, 2), /The inputs must be an array of numbers.* but got 1/],
    ["nothing", predict(), /The inputs must be an array of numbers.* but got undefined/],
    ["texts", predict([["1", "2.5"]]), /number 0, is "1".* Number\(text\)/],
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
});

test("what a history of another library has is neither listed, compared nor copied", async () => {
  const history = await trained();
  const names = ["reports", "epochs", "stopped", "warnings"];
  expect(Object.keys(history)).toEqual(names);
  expect(Object.keys(structuredClone(history))).toEqual(names);
  expect(history).toStrictEqual({ ...history });
  expect(() => JSON.stringify(history)).not.toThrow();
});
