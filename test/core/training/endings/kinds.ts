import { serialize } from "node:v8";
import { type FitOptions, Sequential } from "@nn/core";
import type { Layer, LearningRate, Optimizer } from "@nn/core/component";
import type { FitState } from "@nn/core/types";
import { Dense, Dropout, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { Remembering } from "./remembering.js";

/** A kind of state that a training has. */
export interface Kind {
  readonly name: string;
  readonly dtype: "float32" | "float64";
  readonly layers: () => Layer[];
  readonly optimizer: (learningRate: LearningRate) => Optimizer;
}

const dense = (): Layer[] => [new Dense(2, 3, { activation: tanh }), new Dense(3, 1)];
const random = (): Layer[] => [new Dense(2, 4, { activation: tanh }), new Dropout(0.5), new Dense(4, 1)];
const remembering = (): Layer[] => [new Dense(2, 3, { activation: tanh }), new Remembering(), new Dense(3, 1)];
const momentum = (learningRate: LearningRate) => new SGD({ learningRate, momentum: 0.9 });
const adam = (learningRate: LearningRate) => new Adam({ learningRate });

/** Families to come add a row each. */
export const kinds: readonly Kind[] = [
  { name: "plain descent", dtype: "float64", layers: dense, optimizer: (learningRate) => new SGD({ learningRate }) },
  { name: "momentum", dtype: "float32", layers: dense, optimizer: momentum },
  { name: "Adam", dtype: "float64", layers: dense, optimizer: adam },
  { name: "Adam", dtype: "float32", layers: dense, optimizer: adam },
  { name: "dropout and Adam", dtype: "float64", layers: random, optimizer: adam },
  { name: "a layer that remembers, and momentum", dtype: "float32", layers: remembering, optimizer: momentum },
  { name: "a layer that remembers, and Adam", dtype: "float64", layers: remembering, optimizer: adam },
];

export const EXAMPLES = 10;
const BATCH = 4;
const EPOCHS = 4;
/** Three batches are an epoch. */
export const STEPS = 3 * EPOCHS;

export const inputs = Array.from({ length: EXAMPLES }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
export const targets = Array.from({ length: EXAMPLES }, (_, i) => i % 2);

export const networkOf = ({ dtype, layers }: Kind, change: (layers: Layer[]) => Layer[] = (same) => same) =>
  new Sequential(change(layers()), { dtype, seed: "endings" });

export const optionsOf = ({ optimizer }: Kind, learningRate: LearningRate = 0.05) =>
  ({
    loss: meanSquaredError,
    optimizer: optimizer(learningRate),
    epochs: EPOCHS,
    batchSize: BATCH,
    evaluateEvery: 2,
  }) satisfies FitOptions;

/** All bits of what a training has come to; an optimizer's name may tell of another rate. */
export const bitsOf = ({ trainer }: FitState): string => serialize({ ...trainer, optimizer: "" }).toString("base64");

/** What a training is after each number of steps, from none on, where nothing stops it. */
export async function after(kind: Kind): Promise<readonly string[]> {
  const states: string[] = [];
  const note = (run: { state(): FitState }) => {
    states.push(bitsOf(run.state()));
  };
  await networkOf(kind).fit(
    { inputs, targets },
    { ...optionsOf(kind), callbacks: [{ name: "note", started: note, stepped: note }] },
  );
  return states;
}
