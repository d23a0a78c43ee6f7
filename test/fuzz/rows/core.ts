import {
  type Activation,
  checkLearningRate,
  checkOptions,
  type Data,
  datasetFor,
  datasetOf,
  defaultBackend,
  type Examples,
  exp,
  type FitOptions,
  finiteNumber,
  formatShape,
  type Initializer,
  isShape,
  type Layer,
  type Loss,
  lackOf,
  log,
  log1p,
  type Metric,
  madeOfKernels,
  methodsOf,
  type Network,
  normal,
  type Optimizer,
  permutation,
  permute,
  positiveInteger,
  power,
  printable,
  rateAt,
  reference,
  refusePromise,
  resolveStack,
  restoreRandom,
  Sequential,
  sameShape,
  seededRandom,
  show,
  showProgress,
  sizeOf,
  suggestion,
  Trainer,
  type TrainerOptions,
  TrainingWorkspace,
  tanh,
  trueOrFalse,
  uniform,
  Workspace,
  workerPool,
} from "@nn/core";
import { Dense, identity } from "@nn/layers";
import { type Row, rowsOf } from "../row.js";

/*
 * Components written as their users would, plain objects, so that each of their members can be missing or wrong.
 */

const constant = (): Initializer => ({ name: "constant", fill: (values) => values.fill(0.5) });

const doubling = (): Layer => ({
  name: "Doubling",
  keepsShape: true,
  outputRange: { least: -Infinity, most: Infinity },
  outputShape: (shape) => shape,
  parameters: () => ({ gain: { shape: [1], initializer: constant(), fanIn: 1, fanOut: 1 } }),
  saved: (shape) => ({ kept: shape }),
  forward({ batch, inputSize, x, y, saved: { kept } }) {
    for (let i = 0; i < batch * inputSize; i++) {
      y[i] = 2 * x[i]!;
      kept![i] = x[i]!;
    }
  },
  backward({ batch, inputSize, dx, dy, gradients: { gain } }) {
    gain![0]! += dy[0]!;
    if (dx) for (let i = 0; i < batch * inputSize; i++) dx[i] = 2 * dy[i]!;
  },
});

const half = (): Activation => ({
  name: "half",
  range: { least: -Infinity, most: Infinity },
  forward(_kernels, a, z, batch, size) {
    for (let i = 0; i < batch * size; i++) a[i] = z[i]! / 2;
  },
  backward(_kernels, dz, da, _z, _a, batch, size) {
    for (let i = 0; i < batch * size; i++) dz[i] = da[i]! / 2;
  },
});

const distance = (): Metric => ({
  name: "distance",
  value(_kernels, values, prediction, target, batch, size) {
    for (let i = 0; i < batch; i++) values[i] = Math.abs(prediction[i * size]! - target[i * size]!);
  },
});

const square = (): Loss => ({
  name: "square",
  predictions: { what: "any", range: { least: -Infinity, most: Infinity }, remedy: "End in identity." },
  value(_kernels, values, prediction, target, batch, size) {
    for (let i = 0; i < batch; i++) values[i] = (prediction[i * size]! - target[i * size]!) ** 2;
  },
  gradient(_kernels, gradient, prediction, target, batch, size) {
    for (let i = 0; i < batch * size; i++) gradient[i] = (prediction[i]! - target[i]!) / batch;
  },
});

const plain = (): Optimizer => ({
  name: "plain",
  slots: ["seen"],
  update(_kernels, value, gradient, slots) {
    for (let i = 0; i < value.length; i++) {
      value[i]! -= 0.1 * gradient[i]!;
      slots[0]![i] = gradient[i]!;
    }
  },
});

const layers = (): [Layer, Layer, Layer] => [
  new Dense(2, 2, { activation: half() }),
  doubling(),
  new Dense(2, 1, { activation: identity }),
];
const network = (): Sequential => new Sequential([new Dense(2, 2), new Dense(2, 1, { activation: identity })]);
const image = (): Sequential => new Sequential([doubling()], { inputShape: [2, 2] });
const rows = (): Data => ({
  inputs: [
    [-2, -1],
    [25, 6],
    [17, 4],
  ],
  targets: [1, 0, 0],
});
const numbers = (): Data => ({
  inputs: [Float64Array.of(1, 2), Float64Array.of(3, 4)],
  targets: Float32Array.of(1, 2),
});
const ownData = (): Data => ({
  size: 2,
  inputShape: [2],
  targetShape: [1],
  read(inputs, targets, _rows, from, to) {
    inputs.fill(1, 0, 2 * (to - from));
    targets.fill(0, 0, to - from);
  },
});
const trainerOptions = (): TrainerOptions => ({
  loss: square(),
  optimizer: plain(),
  batchSize: 2,
  allowMismatch: false,
});

/** Lets a training see so many batches. */
const stopAfter = (batches: number) => {
  let left = batches;
  return {
    get aborted() {
      left--;
      return left < 0;
    },
  };
};

const fitOptions = (): FitOptions<Record<string, Metric>> => ({
  ...trainerOptions(),
  epochs: 2,
  shuffle: true,
  seed: "fuzz",
  evaluateEvery: 1,
  metrics: { distance: distance() },
  validation: rows(),
  signal: stopAfter(8),
  onWarning: () => {},
});

/** A network of components just made is used as well: what is wrong with one may show only then. */
function use(built: Sequential): void {
  const example = new Float64Array(sizeOf(built.stack.inputShape)).fill(0.5);
  built.predict(example);
  const target = new Float64Array(sizeOf(built.stack.outputShape));
  built.trainer({ loss: square(), optimizer: plain(), batchSize: 1 }).step(example, target);
  built.summary();
}

const building: readonly Omit<Row, "of">[] = [
  {
    name: "new Sequential",
    right: () => [layers(), { seed: 1, dtype: "float64", inputShape: [2], backend: reference }],
    call: (given: Layer[], options: object) => use(new Sequential(given, options)),
  },
  {
    name: "new Sequential",
    right: () => [[doubling()], { inputShape: [2, 2], dtype: "float32" }],
    call: (given: Layer[], options: object) => use(new Sequential(given, options)),
  },
  { name: "resolveStack", right: () => [layers(), [2]], call: resolveStack },
  {
    name: "new Workspace",
    writes: [0],
    right: () => [network(), 2],
    call: (given: Network, capacity: number) => new Workspace(given, capacity).forward(1),
  },
  { name: "Workspace.forward", right: () => [2], call: (batch: number) => new Workspace(network(), 2).forward(batch) },
  {
    name: "new TrainingWorkspace",
    writes: [0],
    right: () => [network(), 2],
    call: (given: Network, capacity: number) => {
      const workspace = new TrainingWorkspace(given, capacity);
      workspace.forward(1);
      workspace.backward();
    },
  },
  {
    name: "TrainingWorkspace.backward",
    right: () => [],
    call: (...given: []) => new TrainingWorkspace(network(), 2).backward(...given),
  },
];

const using: readonly Omit<Row, "of">[] = [
  { name: "Sequential.predict", right: () => [[1, 2]], call: (given: number[]) => network().predict(given) },
  {
    name: "Sequential.predict",
    right: () => [
      [
        [1, 2],
        [3, 4],
      ],
    ],
    call: (given: number[]) => network().predict(given),
  },
  {
    name: "Sequential.predict",
    right: () => [
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ],
    call: (given: number[]) => image().predict(given),
  },
  {
    name: "Sequential.predict",
    right: () => [[Float32Array.of(1, 2), Float32Array.of(3, 4)]],
    call: (given: number[]) => network().predict(given),
  },
  {
    name: "Sequential.evaluate",
    right: () => [rows(), { loss: square(), metrics: { distance: distance() }, allowMismatch: true }],
    call: (data: Data, options: { loss: Loss }) => network().evaluate(data, options),
  },
  {
    name: "Sequential.evaluate",
    right: () => [ownData(), { loss: square() }],
    call: (data: Data, options: { loss: Loss }) => network().evaluate(data, options),
  },
  {
    name: "Sequential.fit",
    right: () => [rows(), fitOptions()],
    call: (data: Data, options: FitOptions) => network().fit(data, options),
    oneChange: true,
  },
  {
    name: "Sequential.fit",
    right: () => [ownData(), fitOptions()],
    call: async (data: Data, options: FitOptions) => {
      for await (const report of network().fit(data, options)) if (report.epoch > 1) break;
    },
    oneChange: true,
  },
  { name: "showProgress", right: () => [network().fit(rows(), fitOptions())], call: showProgress },
  {
    name: "Sequential.trainer",
    right: () => [trainerOptions()],
    call: (options: TrainerOptions) => network().trainer(options).step([1, 2], [1]),
  },
  { name: "Sequential.getParameters", right: () => [], call: (...given: []) => network().getParameters(...given) },
  {
    name: "Sequential.setParameters",
    right: () => [{ "0.weight": [1, 2, 3, 4], "1.bias": Float32Array.of(1) }],
    call: (values: Record<string, number[]>) => network().setParameters(values),
  },
  { name: "Sequential.summary", right: () => [], call: (...given: []) => network().summary(...given) },
];

const training: readonly Omit<Row, "of">[] = [
  {
    name: "new Trainer",
    writes: [0],
    right: () => [network(), trainerOptions()],
    call: (given: Network, options: TrainerOptions) => new Trainer(given, options).step([1, 2], [1]),
  },
  {
    name: "Trainer.step",
    right: () => [
      [
        [1, 2],
        [3, 4],
      ],
      [1, 0],
    ],
    call: (inputs: Examples, targets: Examples) => network().trainer(trainerOptions()).step(inputs, targets),
  },
  {
    name: "Trainer.stepRows",
    right: () => [ownData(), Uint32Array.of(0, 1), 0, 2, 1, { aborted: false }],
    call: (...given: Parameters<Trainer["stepRows"]>) =>
      network()
        .trainer(trainerOptions())
        .stepRows(...given),
  },
  {
    name: "Trainer.stepRows",
    right: () => [datasetFor(network(), rows()), Uint32Array.of(0, 1), 0, 2],
    call: (...given: Parameters<Trainer["stepRows"]>) =>
      network()
        .trainer(trainerOptions())
        .stepRows(...given),
  },
  {
    name: "Trainer.gradients",
    right: () => [],
    call: (...given: []) =>
      network()
        .trainer(trainerOptions())
        .gradients(...given),
  },
  { name: "datasetOf", right: () => [rows(), [2], [1], "float32"], call: datasetOf },
  { name: "datasetOf", right: () => [ownData(), [2], [1]], call: datasetOf },
  { name: "datasetFor", right: () => [network(), numbers()], call: datasetFor },
];

const small: readonly Omit<Row, "of">[] = [
  { name: "checkLearningRate", right: () => ["SGD: learningRate", 0.1], call: checkLearningRate },
  { name: "rateAt", right: () => [0.1, 1], call: rateAt },
  { name: "checkOptions", right: () => ["SGD", { momentum: 1 }, ["momentum", "nesterov"]], call: checkOptions },
  { name: "suggestion", right: () => ["momentun", ["momentum", "nesterov"]], call: suggestion },
  { name: "positiveInteger", right: () => ["epochs", 1], call: positiveInteger },
  { name: "finiteNumber", right: () => ["momentum", 0.5, { atLeast: 0, above: -1, below: 1 }], call: finiteNumber },
  { name: "trueOrFalse", right: () => ["shuffle", true], call: trueOrFalse },
  { name: "show", right: () => ["text"], call: show },
  { name: "sizeOf", right: () => [[2, 3]], call: sizeOf },
  {
    name: "sameShape",
    right: () => [
      [2, 3],
      [2, 3],
    ],
    call: sameShape,
  },
  { name: "formatShape", right: () => [[2, 3]], call: formatShape },
  { name: "isShape", right: () => [[2, 3]], call: isShape },
  { name: "exp", right: () => [1], call: exp },
  { name: "lackOf", right: () => [half(), ["forward", "backward"]], call: lackOf },
  { name: "madeOfKernels", right: () => [half()], call: madeOfKernels },
  { name: "methodsOf", right: () => [Dense, ["forward"], ["useBias"]], call: methodsOf },
  { name: "printable", right: () => ["weight"], call: printable },
  { name: "refusePromise", right: () => ["a metric: value", 1], call: refusePromise },
  { name: "log", right: () => [1], call: log },
  { name: "log1p", right: () => [1], call: log1p },
  { name: "tanh", right: () => [1], call: tanh },
  { name: "power", right: () => [1.5, 3], call: power },
  { name: "seededRandom", right: () => ["seed", "use"], call: (...given: ["", ""]) => seededRandom(...given)() },
  { name: "restoreRandom", right: () => [seededRandom(1).state()], call: (state: never) => restoreRandom(state)() },
  { name: "uniform", right: () => [seededRandom(1), -1, 1], call: uniform },
  { name: "normal", right: () => [seededRandom(1), 0, 1], call: normal },
  { name: "permute", right: () => [seededRandom(1), [1, 2, 3]], call: permute, writes: [1] },
  { name: "permutation", right: () => [seededRandom(1), 3], call: permutation },
  { name: "defaultBackend", right: () => [], call: defaultBackend },
  { name: "workerPool", right: () => [{ workers: 1, warn: () => {} }], call: workerPool },
];

export const coreRows = rowsOf("@nn/core", [...building, ...using, ...training, ...small]);
