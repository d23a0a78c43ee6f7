import { minMax } from "@nn/data";
import { Dense, heNormal, identity, Normal, relu, sigmoid, softmax, tanh } from "@nn/layers";
import {
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
} from "@nn/losses";
import {
  adam,
  blobs,
  type Case,
  classifier,
  deep,
  draw,
  greys,
  images,
  integers,
  lab,
  line,
  linear,
  logits,
  ninePeople,
  of,
  oneCycle,
  oneHot,
  regression,
  scaled,
  sgd,
  sine,
  standardized,
  toOne,
  xor,
} from "./trainings.js";

/** A training that tells classes apart. */
const classed: typeof of = (layers, data, settings, seed) =>
  of(layers, data, { loss: categoricalCrossEntropy, ...settings }, seed);

/** Trainings that are as they should be, with their spikes, plateaus and slow beginnings. */
export const HEALTHY: Readonly<Record<string, () => Case>> = {
  "the lab": of(toOne(2), lab, { optimizer: sgd(0.1), epochs: 300, batchSize: 1, shuffle: false }, "lab-0"),
  "the lab, seed 5": of(toOne(2), lab, { optimizer: sgd(0.1), epochs: 300, batchSize: 1 }, 5),
  "nine people, standardized": of(toOne(2), standardized(ninePeople), {
    optimizer: sgd(0.1),
    epochs: 300,
    batchSize: 1,
  }),
  "nine people, from 0 to 1": of(
    toOne(2),
    { ...ninePeople, inputs: minMax(ninePeople.inputs).transform(ninePeople.inputs) },
    { optimizer: sgd(0.5), epochs: 300, batchSize: 1 },
  ),
  "nine people, standardized, relu": of(toOne(16, relu), standardized(ninePeople), {
    optimizer: sgd(0.1),
    batchSize: 3,
  }),
  xor: of(toOne(3), xor, { optimizer: sgd(0.5), epochs: 500, batchSize: 1 }),
  "xor with momentum": of(toOne(4, tanh), xor, { optimizer: sgd(0.5, 0.9), epochs: 500, batchSize: 1 }),
  "xor with momentum, a high rate": of(toOne(4), xor, { optimizer: sgd(2, 0.9), epochs: 500, batchSize: 4 }),
  "xor, cross-entropy, Adam": of(toOne(8, tanh), xor, {
    loss: binaryCrossEntropy,
    optimizer: adam(0.05),
    epochs: 300,
    batchSize: 4,
  }),
  "xor, relu": of(toOne(8, relu), xor, { optimizer: sgd(0.1, 0.9), epochs: 300, batchSize: 4 }),
  "xor's plateau: a rate at which little happens": of(toOne(2), xor, {
    optimizer: sgd(0.01),
    epochs: 300,
    batchSize: 4,
  }),
  "a plateau of saddle points: tiny first weights": of(
    [
      new Dense(2, 3, { activation: tanh, weightInitializer: new Normal({ standardDeviation: 1e-4 }) }),
      new Dense(3, 1, { activation: tanh, weightInitializer: new Normal({ standardDeviation: 1e-4 }) }),
    ],
    xor,
    { optimizer: sgd(0.5), epochs: 300, batchSize: 4 },
  ),
  "three classes": classed(classifier(2, 16, 3), blobs(3), { optimizer: sgd(0.1) }),
  "three classes, Adam, to the end": classed(classifier(2, 16, 3, tanh), blobs(3), {
    optimizer: adam(0.05),
    epochs: 300,
  }),
  "five classes from logits": of(logits(2, 16, 5), blobs(5), {
    loss: categoricalCrossEntropyFromLogits,
    optimizer: sgd(0.1, 0.9),
  }),
  "two classes from logits": of(
    logits(2, 8, 1),
    { ...blobs(2), targets: blobs(2).targets.map(([a]) => [a!]) },
    { loss: binaryCrossEntropyFromLogits, optimizer: adam(0.1), epochs: 200 },
  ),
  "logistic regression": of(
    [new Dense(2, 1)],
    { ...blobs(2), targets: blobs(2).targets.map(([a]) => [a!]) },
    { loss: binaryCrossEntropy, optimizer: sgd(1), epochs: 300 },
  ),
  "images from 0 to 1": classed(classifier(196, 32, 10), images(), { optimizer: sgd(0.1), epochs: 30 }),
  "images from 0 to 1, sigmoid": classed(classifier(196, 32, 10, sigmoid), images(), {
    optimizer: adam(0.01),
    epochs: 30,
  }),
  "grey levels divided by 255, sigmoid": classed(classifier(784, 32, 10, sigmoid), scaled(greys(784), 1 / 255), {
    optimizer: adam(0.01),
    epochs: 20,
  }),
  "grey levels standardized, tanh": classed(classifier(196, 32, 10, tanh), standardized(greys(196)), {
    optimizer: sgd(0.1),
    epochs: 20,
  }),
  "sixteen grey levels, tanh": classed(classifier(64, 32, 10, tanh), greys(64, 15), {
    optimizer: adam(0.01),
    epochs: 20,
  }),
  "raw grey levels, relu, small steps": classed(classifier(64, 32, 10), greys(64), {
    optimizer: adam(0.001),
    epochs: 60,
  }),
  "black and white, sigmoid": classed(classifier(196, 32, 10, sigmoid), greys(196, 1), {
    optimizer: adam(0.01),
    epochs: 20,
  }),
  "many standardized columns, some with a number far out": classed(
    classifier(64, 32, 2, tanh),
    {
      inputs: draw("tails", 40, 64).map((row, i) => row.map((x, j) => (j % 40 === i ? 20 : x))),
      targets: Array.from({ length: 40 }, (_, i) => oneHot(i % 2, 2)),
    },
    { optimizer: adam(0.01), epochs: 20 },
  ),
  "classes far apart in large numbers, tanh": classed(classifier(2, 32, 3, tanh), scaled(blobs(3), 100), {
    optimizer: sgd(0.1),
  }),
  "the lab in pounds, tanh": of(toOne(2, tanh), scaled(lab, 2.2), { optimizer: sgd(0.1), epochs: 300, batchSize: 1 }),
  "large first weights that are meant, on many columns": classed(
    [
      new Dense(64, 32, { activation: tanh, weightInitializer: new Normal({ standardDeviation: 30 }) }),
      new Dense(32, 10, { activation: softmax }),
    ],
    scaled(greys(64), 1 / 255),
    { optimizer: adam(0.01), epochs: 20 },
  ),
  "one-hot inputs": classed(
    classifier(5, 8, 5, sigmoid),
    { inputs: blobs(5).targets, targets: blobs(5).targets },
    { optimizer: sgd(1) },
  ),
  "an autoencoder of one-hot rows": of(
    [new Dense(8, 3), new Dense(3, 8)],
    { inputs: blobs(8).targets, targets: blobs(8).targets },
    { optimizer: sgd(2, 0.9), epochs: 300 },
  ),
  "a line": of(linear(1), line(), { optimizer: sgd(0.05) }),
  "a line far from 0": of(linear(1), line(1, 500), { optimizer: sgd(0.05) }),
  "a line with large targets": of(linear(1), line(1e5, 1e6), { optimizer: sgd(0.05) }),
  "large targets, a hidden layer, Adam": of(regression(16, relu), line(100), { optimizer: adam(0.05), epochs: 100 }),
  "tiny targets": of(regression(8), line(1e-4), { optimizer: sgd(0.05) }),
  "prices: inputs standardized, targets in hundred thousands": of(regression(16, relu), line(2e5, 3e5), {
    optimizer: adam(1),
    epochs: 100,
  }),
  "a sine": of(regression(16), sine(), { optimizer: adam(0.01), epochs: 200 }),
  "a sine, deep": of(
    [
      new Dense(1, 16, { activation: tanh }),
      new Dense(16, 16, { activation: tanh }),
      new Dense(16, 16, { activation: tanh }),
      new Dense(16, 1, { activation: identity }),
    ],
    sine(),
    { optimizer: sgd(0.05, 0.9), epochs: 100 },
  ),
  "a sine, deep relu, He": of(deep(relu, heNormal), sine(), { optimizer: adam(0.01), epochs: 100 }),
  "spikes of Adam: deep": of(deep(relu), sine(), { optimizer: adam(0.3), epochs: 300, batchSize: 50 }),
  "momentum at the edge": of(linear(1), line(), { optimizer: sgd(0.3, 0.95), epochs: 100, batchSize: 40 }),
  "a rate at the edge": of(regression(16), sine(), { optimizer: sgd(0.3), epochs: 100 }),
  "one cycle": of(regression(16), sine(), { optimizer: sgd(oneCycle(0.03, 700), 0.9), epochs: 100 }),
  "one cycle of Adam": classed(classifier(2, 16, 3), blobs(3), { optimizer: adam(oneCycle(0.5, 480)) }),
  "one cycle that begins at 0 and is high in the middle": of(regression(16), sine(), {
    optimizer: sgd((step) => (step === 1 ? 0 : oneCycle(0.1, 50)(step)), 0.9),
    epochs: 50,
    batchSize: 50,
  }),
  "a warm-up from 0, a step an epoch": of(linear(1), line(), {
    optimizer: sgd((step) => 0.001 * (step - 1)),
    epochs: 50,
    batchSize: 40,
  }),
  "warm restarts": of(regression(16), sine(), { optimizer: sgd((step) => 0.2 / (1 + (step % 100))), epochs: 100 }),
  "a rate that falls to nothing": of(regression(16), sine(), {
    optimizer: sgd((step) => 0.1 * 0.9 ** step),
    epochs: 100,
  }),
  "small integers, identity": of(linear(3), integers(), { optimizer: sgd(0.02) }),
  "small integers, relu": of(regression(16, relu, 3), integers(), { optimizer: adam(0.01), epochs: 100 }),
  "larger integers, relu": of(
    regression(16, relu, 3),
    { ...integers(), inputs: integers().inputs.map((row) => row.map((x) => 10 * x)) },
    { optimizer: adam(0.01), epochs: 100 },
  ),
  "tanh at both ends": of(
    toOne(8, tanh, tanh),
    { ...xor, targets: xor.targets.map(([t]) => [2 * t! - 1]) },
    { optimizer: sgd(0.5, 0.9), epochs: 300, batchSize: 4 },
  ),
  "two hundred times as many zeros as ones": of(
    toOne(4),
    { inputs: draw("rare", 200, 2), targets: Array.from({ length: 200 }, (_, i) => [i === 7 ? 1 : 0]) },
    { loss: binaryCrossEntropy, optimizer: adam(0.05), epochs: 100 },
  ),
  "five thousand classes": classed(
    [new Dense(2, 5000, { activation: softmax })],
    { inputs: xor.inputs, targets: xor.inputs.map((_, i) => oneHot(i, 5000)) },
    { optimizer: sgd(0.5), epochs: 4, batchSize: 4 },
  ),
  "a softmax of many classes between two layers": of(
    [
      new Dense(2, 2000, { activation: softmax }),
      new Dense(2000, 1, { activation: identity, weightInitializer: new Normal({ standardDeviation: 1 }) }),
    ],
    xor,
    { optimizer: sgd(0.5), epochs: 10, batchSize: 4 },
  ),
  "outputs that begin at the share of a rare class": of(
    [new Dense(2, 4), new Dense(4, 1, { biasInitializer: new Normal({ mean: -7.6, standardDeviation: 0.1 }) })],
    { inputs: draw("rare", 2000, 2), targets: Array.from({ length: 2000 }, (_, i) => [i === 7 ? 1 : 0]) },
    { loss: binaryCrossEntropy, optimizer: adam(0.01), epochs: 16, batchSize: 32 },
  ),
  "one example": of(toOne(2), { inputs: [[1, 2]], targets: [[0.5]] }, { optimizer: sgd(0.5), batchSize: 1 }),
  "a thousand inputs": of(
    toOne(8, sigmoid, sigmoid, 1000),
    { inputs: draw("wide", 30, 1000), targets: Array.from({ length: 30 }, (_, i) => [i % 2]) },
    { optimizer: sgd(0.1), epochs: 20 },
  ),
};
