import { PENGUINS } from "../harness.js";

type Change = Readonly<Record<string, unknown>>;

const { data, training, network } = PENGUINS;
const LAST = { kind: "Dense", activation: "softmax" };
const layers = (...all: readonly (object | string)[]): Change => ({ network: { layers: all } });
const first = (layer: object, ...before: readonly object[]): Change => layers(...before, layer, ...network.layers);
const SEQUENCE = { kind: "Reshape", shape: [3, 3] };
const IMAGE = { kind: "Reshape", shape: [3, 3, 1] };
const trained = (change: Change): Change => ({ training: { ...training, metrics: [], ...change } });
const read = (change: Change): Change => ({ data: { ...data, ...change } });
const prepared = (sex: unknown): Change => ({ columns: { target: "species", inputs: { sex } } });
const learnt = (target: unknown, activation: string): Change => ({
  columns: { target, inputs: { sex: "oneHot" } },
  network: { layers: [{ kind: "Dense", activation }] },
});
const FLAT_AND_DENSE = [["Flatten"], [{ kind: "Dense", units: 3 }]];
const FALLING = { boundaries: [5, 3], learningRates: [0.1, 0.1, 0.1] };
const NUMBER = { body_mass_g: "numeric" };

const ON_ATLANTIS = { data: { file: "penguins.csv", validation: "atlantis.csv" } };

const OF_LAYERS: readonly Change[] = [
  first({ kind: "Dense", units: -8 }),
  first({ kind: "Dense", activation: "tanh" }),
  first({ kind: "Dense", inputs: 4, units: 6 }),
  first({ kind: "UpSampling2D", size: 2, sizes: 2 }),
  first({ kind: "GRU", units: 3, rate: 0.5 }),
  first({ kind: "Residual", body: [] }),
  layers("Adam", LAST),
  first({ kind: "GRU", units: 3 }),
  first({ kind: "GRU", units: 3 }, IMAGE),
  first({ kind: "Embedding", count: 3, size: 2 }, SEQUENCE),
  first({ kind: "Conv2D", filters: 2, kernelSize: 3 }),
  first({ kind: "Conv2D", filters: 3, kernelSize: 1, groups: 2 }),
  first({ kind: "Conv2D", filters: 2, kernelSize: 5 }, IMAGE),
  first({ kind: "Conv2D", filters: 2, kernelSize: 2, dilation: 4 }, IMAGE),
  first({ kind: "MaxPooling2D", poolSize: 9 }, IMAGE),
  first({ kind: "Conv1D", filters: 2, kernelSize: 5 }, SEQUENCE),
  first({ kind: "Cropping2D", cropping: 9 }, IMAGE),
  first({ kind: "Cropping1D", cropping: 9 }, SEQUENCE),
  first({ kind: "PositionalEncoding" }),
  first({ kind: "Permute", order: [1, 0] }),
  first({ kind: "Reshape", shape: [-1, 7] }),
  first({ kind: "Reshape", shape: [7] }),
  first({ kind: "Slice", begin: 8, size: 9 }),
  first({ kind: "Add", stacks: [["Flatten"]] }),
  first({ kind: "Add", stacks: FLAT_AND_DENSE }),
  first({ kind: "Concatenate", stacks: FLAT_AND_DENSE }, SEQUENCE),
  first({ kind: "Residual", body: [{ kind: "Dense", units: 2 }] }),
  first({ kind: "GroupNormalization", groups: 2 }),
  first({ kind: "Reverse" }),
  layers({ kind: "Dense", units: 2, activation: "softmax" }),
  layers({ kind: "Dense", activation: "sigmoid" }),
];

const OF_TRAININGS: readonly Change[] = [
  trained({ optimizer: { kind: "Adam", learningRate: -1 } }),
  trained({ optimizer: { kind: "Adagrad", learningRate: 0.1, epsilon: 0, initialAccumulator: 0 } }),
  trained({ optimizer: { kind: "SGD", learningRate: { kind: "cosineDecay", learningRate: 0.1, steps: 9, least: 1 } } }),
  trained({ optimizer: { kind: "SGD", learningRate: 0.1, nesterov: true } }),
  trained({ optimizer: { kind: "Lookahead", optimizer: "Adam", share: 2 } }),
  trained({ optimizer: { kind: "Constrained", optimizer: "Adam", constraints: [3] } }),
  trained({ optimizer: { kind: "SGD", learningRate: { kind: "piecewiseConstant", ...FALLING } } }),
  trained({ optimizer: "Dense" }),
  trained({ loss: "tanh" }),
  trained({ loss: "binaryCrossEntropy" }),
  trained({ loss: "categoricalCrossEntropyFromLogits" }),
  trained({ loss: "hinge" }),
  trained({ loss: "categoricalHinge" }),
  trained({ loss: "meanAbsolutePercentageError" }),
  trained({ loss: "sparseCategoricalCrossEntropy", metrics: ["accuracy"] }),
  trained({ loss: "GaussianNegativeLogLikelihood" }),
  trained({ metrics: ["F1Score"] }),
  trained({ metrics: ["tanh"] }),
  { ...learnt(NUMBER, "identity"), ...trained({ loss: "GaussianNegativeLogLikelihood" }) },
  { ...learnt(NUMBER, "identity"), ...trained({ loss: "poisson" }) },
  { ...learnt(NUMBER, "identity"), ...trained({ loss: "categoricalCrossEntropy" }) },
  { ...learnt(NUMBER, "sigmoid"), ...trained({ loss: "categoricalCrossEntropy" }) },
  { ...learnt(NUMBER, "identity"), ...trained({ loss: "cosineSimilarity" }) },
  { ...learnt(NUMBER, "identity"), ...trained({ loss: "logCosh", metrics: ["CalibrationError"] }) },
  { ...learnt(NUMBER, "sigmoid"), ...trained({ loss: "logCosh", metrics: ["accuracy"] }) },
  { ...learnt(NUMBER, "sigmoid"), ...trained({ loss: "binaryCrossEntropy", classWeights: "balanced" }) },
  { ...learnt(NUMBER, "identity"), ...trained({ loss: "meanSquaredError", classWeights: "balanced" }) },
  { ...learnt({ island: { kind: "oneHot", unknown: "zeros" } }, "softmax"), ...ON_ATLANTIS },
  { ...learnt(NUMBER, "softmax"), ...trained({ loss: "meanSquaredError" }) },
  learnt("island", "sigmoid"),
  learnt("sex", "softmax"),
  trained({ classWeights: { Adeli: 2 } }),
  trained({ classWeights: { zzzzzz: 2 } }),
  trained({ classWeights: { Adelie: 2 } }),
  trained({ classWeights: { Adelie: -1, Chinstrap: 1, Gentoo: 1 } }),
  trained({ classWeights: { Adelie: 0, Chinstrap: 0, Gentoo: 0 } }),
  trained({ stopEarly: { monitor: "validation.los" } }),
];

const CHANGES = { columns: { target: "species", inputs: { change: { kind: "numeric", scale: "logarithm" } } } };

const OF_TABLES: readonly Change[] = [
  read({ delimiter: ";;" }),
  read({ columns: ["a", "b"] }),
  read({ header: true, columns: ["a"] }),
  read({ stratify: "bill_length_mm" }),
  read({ file: "one.csv" }),
  read({ file: "gaps.csv" }),
  { data: { file: "gaps.csv", dropMissing: true } },
  { ...CHANGES, data: { file: "larger.csv", validation: "changes.csv" } },
  read({ file: "gaps.csv", validation: 0.5, dropMissing: undefined }),
  { ...read({ file: "gap.csv" }), data: { file: "gap.csv" } },
  { ...prepared({ kind: "oneHot" }), data: { file: "penguins.csv", validation: "no-sex.csv" } },
  { ...prepared({ kind: "oneHot" }), data: { file: "no-sex.csv" } },
  { columns: { target: "species", inputs: { bill_length_mm: "numeric" } }, data: { file: "no-sex.csv" } },
  { columns: { target: "species", inputs: { year: "numeric" } }, data: { file: "one-species.csv" } },
  { columns: { target: "species", inputs: {} } },
  { columns: { target: "species", inputs: { year: "numeric" }, ignored: ["year"] } },
  { columns: { target: "spices" } },
  { columns: { target: "zzzzzz" } },
  { columns: { target: { body_mass_g: { kind: "numeric", missing: "mean", indicator: true } } } },
  { columns: { target: "species", inputs: { body_mass_g: { kind: "numeric", scale: 3 } } } },
  { columns: { target: "species", inputs: { body_mass_g: { kind: "numeric", missing: null } } } },
  { ...CHANGES, data: { file: "changes.csv" } },
  prepared({ kind: "ordinal", order: ["male"] }),
  prepared({ kind: "oneHot", missing: 3 }),
  prepared({ kind: "oneHot", missing: "mean" }),
];

/** Configurations that are wrong. */
export const WRONG_CONFIGURATIONS: readonly object[] = [...OF_LAYERS, ...OF_TRAININGS, ...OF_TABLES].map((change) => ({
  ...PENGUINS,
  ...change,
}));
