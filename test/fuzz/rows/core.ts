import { datasetFor, datasetOf, lossOf, Sequential, Trainer, type TrainerOptions } from "@nn/core";
import { reference } from "@nn/core/backend";
import {
  allFrames,
  type Frame,
  type Layer,
  type Network,
  resolveStack,
  sizeOf,
  TrainingWorkspace,
  type TrainingWorkspaceOptions,
  Workspace,
} from "@nn/core/component";
import { Sequential as PlainSequential, PlainTrainer, setParameters } from "@nn/core/plain";
import { SavedNetwork } from "@nn/core/predict";
import type { Examples, TrainerState } from "@nn/core/types";
import { Dense, identity } from "@nn/layers";
import { SGD } from "@nn/optim";
import { type Row, rowsOf } from "../row.js";
import { layers, network, numbers, ownData, parameters, rows, trainerOptions } from "./core-values.js";
import { helpers } from "./helpers.js";
import { doubling, plain, square } from "./own-components.js";
import { registries } from "./registries.js";
import { usingOf } from "./using.js";

/** A network of components just made is used as well: what is wrong with one may show only then. */
function use(built: PlainSequential): void {
  const example = new Float64Array(sizeOf(built.stack.inputShape)).fill(0.5);
  built.predict(example);
  const target = new Float64Array(sizeOf(built.stack.outputShape));
  new PlainTrainer(built, { loss: square(), optimizer: plain(), batchSize: 1 }).step(example, target);
  if (built instanceof Sequential) built.summary();
}

const someParameters = () => ({ "0.weight": [1, 2, 3, 4], "1.bias": Float32Array.of(1) });

const building: readonly Omit<Row, "of">[] = [
  {
    name: "Sequential.trainer",
    right: () => [trainerOptions()],
    call: (options: TrainerOptions) => network().trainer(options).step([1, 2], [1]),
  },
  {
    name: "Sequential.setParameters",
    right: () => [someParameters()],
    call: (values: Record<string, number[]>) => network().setParameters(values),
  },
  { name: "Sequential.summary", right: () => [], call: (...given: []) => network().summary(...given) },
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
    name: "Workspace.setBatch",
    right: () => [2],
    call: (batch: number) => new Workspace(network(), 2).setBatch(batch),
  },
  { name: "allFrames", right: () => [new Workspace(network(), 1).frames], call: (given: Frame[]) => allFrames(given) },
  {
    name: "new TrainingWorkspace",
    writes: [0],
    right: () => [network(), 2, { training: false, derivativeOfInputs: true, frozen: new Set(["0.weight"]) }],
    call: (given: Network, capacity: number, options: TrainingWorkspaceOptions) => {
      const workspace = new TrainingWorkspace(given, capacity, options);
      workspace.forward(1);
      workspace.backward();
    },
  },
  {
    name: "TrainingWorkspace.setBatch",
    right: () => [2],
    call: (batch: number) => new TrainingWorkspace(network(), 2).setBatch(batch),
  },
  {
    name: "TrainingWorkspace.backward",
    right: () => [],
    call: (...given: []) => new TrainingWorkspace(network(), 2).backward(...given),
  },
];

/** With an optimizer that has slots. */
const remembering = (): TrainerOptions => ({
  ...trainerOptions(),
  optimizer: new SGD({ learningRate: 0.1, momentum: 0.5 }),
});

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
  {
    name: "Trainer.gradients",
    right: () => [
      [
        [1, 2],
        [3, 4],
      ],
      [1, 0],
    ],
    call: (inputs: Examples, targets: Examples) => {
      const trainer = network().trainer(trainerOptions());
      trainer.gradients(inputs, targets);
      trainer.apply();
      return trainer.gradients();
    },
  },
  {
    name: "Trainer.apply",
    right: () => [network().trainer(trainerOptions()).gradients([1, 2], [1])],
    call: (gradients: Record<string, number[]>) => {
      const trainer = network().trainer(trainerOptions());
      trainer.gradients([1, 2], [1]);
      trainer.apply(gradients);
    },
  },
  {
    name: "Trainer.state",
    right: () => [],
    call: (...given: []) =>
      network()
        .trainer(trainerOptions())
        .state(...given),
  },
  {
    name: "Trainer.restore",
    right: () => [network().trainer(remembering()).state()],
    call: (state: TrainerState) => {
      const trainer = network().trainer(remembering());
      trainer.restore(state);
      trainer.step([1, 2], [1]);
      return trainer.state();
    },
  },
  { name: "datasetOf", right: () => [rows(), [2], [1], "float32"], call: datasetOf },
  { name: "datasetOf", right: () => [ownData(), [2], [1]], call: datasetOf },
  { name: "datasetFor", right: () => [network(), numbers()], call: datasetFor },
  { name: "lossOf", right: () => [square(), { targets: [1, 0], predictions: [0.5, 0] }], call: lossOf },
];

export const coreRows = rowsOf("@nn/core", [...building, ...usingOf(network), ...training, ...helpers, ...registries]);

const small = (): PlainSequential => new PlainSequential([new Dense(2, 2), new Dense(2, 1, { activation: identity })]);

/** The network on plain loops has the same methods, each with its row above: here it is tried as a whole. */
export const plainRows = rowsOf("@nn/core/plain", [
  {
    name: "new Sequential",
    right: () => [layers(), { seed: 1, dtype: "float64", inputShape: [2], backend: reference }],
    call: (given: Layer[], options: object) => use(new PlainSequential(given, options)),
  },
  ...usingOf(small),
  {
    name: "setParameters",
    writes: [0],
    right: () => [small(), someParameters()],
    call: (given: Network, values: Record<string, number[]>) => setParameters(given, values),
  },
  {
    name: "new PlainTrainer",
    writes: [0],
    right: () => [small(), trainerOptions()],
    call: (given: Network, options: TrainerOptions) => new PlainTrainer(given, options).step([1, 2], [1]),
  },
  {
    name: "PlainTrainer.step",
    right: () => [[1, 2], [1]],
    call: (inputs: Examples, targets: Examples) => new PlainTrainer(small(), trainerOptions()).step(inputs, targets),
  },
  {
    name: "PlainTrainer.gradients",
    right: () => [],
    call: (...given: []) => new PlainTrainer(small(), trainerOptions()).gradients(...given),
  },
  {
    name: "PlainTrainer.stepRows",
    right: () => [ownData(), Uint32Array.of(0, 1), 0, 2, 1, { aborted: false }],
    call: (...given: Parameters<PlainTrainer["stepRows"]>) =>
      new PlainTrainer(small(), trainerOptions()).stepRows(...given),
  },
]);

export const predictRows = rowsOf("@nn/core/predict", [
  {
    name: "new SavedNetwork",
    right: () => [[new Dense(2, 2), new Dense(2, 1)], parameters(), { dtype: "float32", inputShape: [2] }],
    call: (given: [Dense, Dense], values: Record<string, number[]>, options: object) =>
      new SavedNetwork(given, values, options).predict([1, 2]),
  },
  {
    name: "SavedNetwork.predict",
    right: () => [
      [
        [1, 2],
        [3, 4],
      ],
    ],
    call: (inputs: number[][]) => new SavedNetwork([new Dense(2, 2), new Dense(2, 1)], parameters()).predict(inputs),
  },
]);
