import { type Dataset, type FitOptions, Sequential } from "@nn/core";
import { reference } from "@nn/core/backend";
import type { FloatArray, Layer, LearningRate, Optimizer } from "@nn/core/component";
import type { FitState } from "@nn/core/types";
import { BatchNormalization, Dense, Dropout, Embedding, Flatten, LSTM, Residual, tanh } from "@nn/layers";
import { L1, L2, meanSquaredError } from "@nn/losses";
import {
  Adam,
  AdamW,
  AveragedWeights,
  ClipByGlobalNorm,
  DecoupledWeightDecay,
  GradientAccumulation,
  LBFGS,
  SGD,
} from "@nn/optim";
import { toTheBit } from "../../../fixtures/to-the-bit.mjs";
import { Remembering } from "./remembering.js";

/** A kind of state that a training has. */
export interface Kind {
  readonly name: string;
  readonly dtype: "float32" | "float64";
  readonly layers: () => Layer[];
  /** How the two numbers of an example lie; in a row unless given. */
  readonly inputShape?: readonly number[];
  readonly optimizer: (learningRate: LearningRate) => Optimizer;
  /** Whether the inputs are whole numbers. */
  readonly takesWords?: true;
  readonly isPlain?: true;
  readonly options?: Pick<FitOptions, "frozen" | "penalties">;
}

const dense = (): Layer[] => [new Dense(2, 3, { activation: tanh }), new Dense(3, 1)];
const random = (): Layer[] => [new Dense(2, 4, { activation: tanh }), new Dropout(0.5), new Dense(4, 1)];
const remembering = (): Layer[] => [new Dense(2, 3, { activation: tanh }), new Remembering(), new Dense(3, 1)];
const normalized = (): Layer[] => [new Dense(2, 4), new BatchNormalization(), new Dense(4, 1)];
const recurrent = (): Layer[] => [new LSTM(1, 3), new Dense(3, 1)];
const nested = (): Layer[] => [
  new Residual([new Dense(2, 4, { activation: tanh }), new Dropout(0.5), new BatchNormalization(), new Dense(4, 2)]),
  new Dense(2, 1),
];
const words = (): Layer[] => [new Embedding(5, 3), new Flatten(), new Dense(6, 1)];
const momentum = (learningRate: LearningRate) => new SGD({ learningRate, momentum: 0.9 });
const around = (learningRate: LearningRate) =>
  new AveragedWeights({
    optimizer: new ClipByGlobalNorm({ optimizer: new AdamW({ learningRate }), limit: 0.1 }),
    decay: 0.9,
  });
const accumulating = (learningRate: LearningRate) =>
  new GradientAccumulation({ optimizer: new SGD({ learningRate, momentum: 0.9 }), batches: 3 });
/** L-BFGS has no learning rate; what decays beside it has one. */
const lbfgs = (learningRate: LearningRate) =>
  new DecoupledWeightDecay({ optimizer: new LBFGS({ memory: 3, evaluations: 5 }), decay: 0.01, learningRate });
const adam = (learningRate: LearningRate) => new Adam({ learningRate });

/** Families to come add a row each. */
export const kinds: readonly Kind[] = [
  { name: "plain descent", dtype: "float64", layers: dense, optimizer: (learningRate) => new SGD({ learningRate }) },
  { name: "momentum", dtype: "float32", layers: dense, optimizer: momentum },
  { name: "Adam", dtype: "float64", layers: dense, optimizer: adam },
  { name: "Adam", dtype: "float32", layers: dense, optimizer: adam },
  { name: "rules around AdamW", dtype: "float32", layers: dense, optimizer: around },
  { name: "gradients that are added up", dtype: "float64", layers: dense, optimizer: accumulating },
  { name: "dropout and Adam", dtype: "float64", layers: random, optimizer: adam },
  { name: "batch normalization and momentum", dtype: "float32", layers: normalized, optimizer: momentum },
  { name: "LSTM and Adam", dtype: "float32", layers: recurrent, inputShape: [2, 1], optimizer: adam },
  { name: "layers in a layer, and Adam", dtype: "float64", layers: nested, optimizer: adam },
  { name: "a layer that remembers, and momentum", dtype: "float32", layers: remembering, optimizer: momentum },
  { name: "a layer that remembers, and Adam", dtype: "float64", layers: remembering, optimizer: adam },
  { name: "L-BFGS and decay", dtype: "float64", layers: dense, optimizer: lbfgs },
  { name: "an embedding, and Adam", dtype: "float64", layers: words, takesWords: true, optimizer: adam },
  {
    name: "frozen parameters, and momentum",
    dtype: "float64",
    layers: dense,
    optimizer: momentum,
    options: { frozen: ({ fullName }) => fullName === "0.bias" || fullName === "1.weight" },
  },
  {
    name: "penalties, and Adam",
    dtype: "float32",
    layers: dense,
    optimizer: adam,
    options: { penalties: [new L1({ strength: 0.01 }), new L2({ strength: 0.01 })] },
  },
  { name: "plain loops, and momentum", dtype: "float64", layers: nested, isPlain: true, optimizer: momentum },
];

const EXAMPLES = 10;
const BATCH = 4;
const EPOCHS = 4;
/** Three batches are an epoch. */
export const STEPS = 3 * EPOCHS;

const inputs = Array.from({ length: EXAMPLES }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const wordsOf = Array.from({ length: EXAMPLES }, (_, i) => [i % 5, (i * i) % 5]);
const targets = Array.from({ length: EXAMPLES }, (_, i) => i % 2);

const ROW = [2];

export const networkOf = (
  { dtype, layers, inputShape = ROW, isPlain }: Kind,
  change: (layers: Layer[]) => Layer[] = (same) => same,
) =>
  new Sequential(change(layers()), {
    ...{ dtype, inputShape, seed: "endings" },
    ...(isPlain && { backend: reference }),
  });

/** The examples; `change` may write others into a batch. */
export const dataOf = (
  { inputShape = ROW, takesWords }: Kind,
  change: (inputs: FloatArray, targets: FloatArray) => void = () => {},
): Dataset => ({
  size: EXAMPLES,
  inputShape,
  targetShape: [1],
  read(x, t, rows, from, to) {
    for (let i = 0; i < to - from; i++) {
      x.set((takesWords ? wordsOf : inputs)[rows[from + i]!]!, 2 * i);
      t[i] = targets[rows[from + i]!]!;
    }
    change(x, t);
  },
});

export const optionsOf = ({ optimizer, options = {} }: Kind, learningRate: LearningRate = 0.05) =>
  ({
    loss: meanSquaredError,
    optimizer: optimizer(learningRate),
    epochs: EPOCHS,
    batchSize: BATCH,
    evaluateEvery: 2,
    ...options,
  }) satisfies FitOptions;

/** All bits of what a training has come to; an optimizer's name may tell of another rate. */
export const bitsOf = ({ trainer }: FitState): string => toTheBit({ ...trainer, optimizer: "", settings: {} });

/** What a training is after each number of steps, from none on, where nothing stops it. */
export async function after(kind: Kind): Promise<readonly string[]> {
  const states: string[] = [];
  const note = (run: { state(): FitState }) => {
    states.push(bitsOf(run.state()));
  };
  await networkOf(kind).fit(dataOf(kind), {
    ...optionsOf(kind),
    callbacks: [{ name: "note", started: note, stepped: note }],
  });
  return states;
}
