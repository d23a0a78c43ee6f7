import type { Data } from "@nn/core";
import {
  label,
  logarithm,
  mean,
  minMax,
  mostFrequent,
  NamedArrays,
  numeric,
  oneHot,
  ordinal,
  Pipeline,
  robust,
} from "@nn/data";
import { BatchNormalization, Concatenate, Dense, identity, Slice, tanh } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropyFromLogits, meanSquaredError, WeightedLosses } from "@nn/losses";
import { Adam, ClipByGlobalNorm, LBFGS, ParameterGroups, SGD } from "@nn/optim";
import type { StoredNetwork } from "./stored-network.js";

const people = [
  { height: 65, weight: "133.5", island: "north", size: "small", smokes: true, species: "a", price: 10 },
  { height: null, weight: "160", island: "süd", size: "large", smokes: false, species: "b", price: 250 },
  { height: 70, weight: "152", island: null, size: "medium", smokes: true, species: "c", price: 40 },
  { height: 60, weight: "", island: "north", size: null, smokes: false, species: "a", price: 7 },
];
const columns = {
  height: numeric({ missing: mean, indicator: true }),
  weight: numeric({ scale: robust, missing: 100 }),
  island: oneHot({ unknown: "zeros", missing: mostFrequent }),
  size: ordinal(["small", "medium", "large"], { missing: "zeros" }),
  smokes: oneHot(),
};
const classes = Pipeline.fit(people, {
  inputs: columns,
  target: { species: label() },
  outputs: "logits",
}) as unknown as Pipeline;
const two = Pipeline.fit(people, {
  inputs: { ...columns, height: numeric({ scale: minMax, missing: -1 }) },
  target: { smokes: label([true, false]) },
}) as unknown as Pipeline;
const prices = Pipeline.fit(people, {
  inputs: columns,
  target: { price: numeric({ scale: logarithm }) },
}) as unknown as Pipeline;

const outputs = { level: [1], sides: [2] };
const named = new NamedArrays({ inputs: { first: [2], second: [1] }, outputs });
const arrays = [1, 2, 3].map((n) => ({ first: [n / 4, -n / 8], second: n / 2 }));

/** The targets of the rows. */
const targetsOf = (pipeline: Pipeline): number[][] =>
  (pipeline.data(people) as Extract<Data, { targets: unknown }>).targets as number[][];

/** Networks that take raw rows, by the names of their folders. */
export const networksOfRows: Readonly<Record<string, StoredNetwork>> = {
  "classes-of-rows": {
    layers: () => [new Dense(classes.inputSize, 4, { activation: tanh }), new Dense(4, 3, { activation: identity })],
    pipeline: classes,
    loss: categoricalCrossEntropyFromLogits,
    optimizer: new LBFGS({ memory: 2 }),
    inputs: classes.inputs(people),
    targets: targetsOf(classes),
    rows: people,
  },
  "arrays-by-name": {
    layers: () => [
      new Concatenate(
        [new Slice({ begin: 0, size: 2 }), new Dense(2, 3)],
        [new Slice({ begin: 2, size: 1 }), new Dense(1, 2)],
      ),
      new Concatenate([new Dense(5, 1)], [new Dense(5, 2, { activation: identity })]),
    ],
    inputShape: [3],
    pipeline: named,
    loss: new WeightedLosses(outputs, {
      level: { loss: meanSquaredError, weight: 0.5 },
      sides: { loss: categoricalCrossEntropyFromLogits },
    }),
    optimizer: new SGD({ learningRate: 0.1 }),
    inputs: named.inputs(arrays),
    targets: [
      [0.25, 1, 0],
      [0.5, 0, 1],
      [0.75, 1, 0],
    ],
    rows: arrays,
  },
  "two-classes-of-rows": {
    layers: () => [new Dense(two.inputSize, 1)],
    pipeline: two,
    dtype: "float32",
    loss: binaryCrossEntropy,
    optimizer: new ParameterGroups({
      groups: [{ optimizer: new ClipByGlobalNorm({ limit: 1, optimizer: new Adam() }) }],
    }),
    inputs: two.inputs(people),
    targets: targetsOf(two),
    rows: people,
  },
  "numbers-of-rows": {
    layers: () => [new BatchNormalization(), new Dense(prices.inputSize, 1, { activation: identity })],
    inputShape: [prices.inputSize],
    pipeline: prices,
    loss: meanSquaredError,
    optimizer: new SGD({ learningRate: 0.05, momentum: 0.5, nesterov: true }),
    inputs: prices.inputs(people),
    targets: targetsOf(prices),
    rows: people,
  },
};
