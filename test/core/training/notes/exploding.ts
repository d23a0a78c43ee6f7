import { Dense, identity, relu, tanh } from "@nn/layers";
import { SGD } from "@nn/optim";
import {
  adam,
  type Case,
  deep,
  integers,
  line,
  linear,
  of,
  oneCycle,
  people,
  regression,
  sgd,
  sine,
} from "./trainings.js";

/** A network that begins next to a solution, as one that was trained before. */
const almostThere = (make: () => Case) => () => {
  const training = make();
  training.network.setParameters({ "0.weight": [3], "0.bias": [1 + 1e-9] });
  return training;
};

/** Steps under which all units of a relu layer come to rest at 0. */
export const dyingUnits = of(regression(32, relu), sine(), { optimizer: adam(1), epochs: 100 });

/** Trainings that are much worse for a while than at first, and come back. */
export const RETURNING: Readonly<Record<string, () => Case>> = {
  "Adam, deep, relu": of(deep(relu), sine(), { optimizer: adam(0.3), epochs: 300, batchSize: 50 }),
  "Adam, deep, tanh": of(deep(tanh), sine(), { optimizer: adam(0.3), epochs: 300, batchSize: 50 }),
  "Adam, far too high a rate, that falls": of(regression(32), sine(), {
    optimizer: adam((step) => 30 * 0.97 ** step),
    epochs: 600,
    batchSize: 50,
  }),
  "momentum that overshoots": of(linear(1), line(), {
    optimizer: sgd((step) => (step < 6 ? 3 : 0.01), 0.9),
    epochs: 400,
    batchSize: 40,
  }),
  "eight steps of a rate far too high": of(linear(1), line(), {
    optimizer: sgd((step) => (step <= 8 ? 2 : 0.1)),
    epochs: 400,
    batchSize: 40,
  }),
  "twenty steps of it": of(linear(1), line(), {
    optimizer: sgd((step) => (step <= 20 ? 2 : 0.1)),
    epochs: 400,
    batchSize: 40,
  }),
  "one cycle, unstable at its highest": of(linear(1), line(), {
    optimizer: sgd(oneCycle(1.8, 100)),
    epochs: 100,
    batchSize: 40,
  }),
  "a spike each hundred steps": of(linear(1), line(), {
    optimizer: sgd((step) => (step % 100 < 5 ? 1.5 : 0.1)),
    epochs: 450,
    batchSize: 40,
  }),
  "a network that was trained before, and a rate of Adam that moves it away at first": almostThere(
    of(linear(1), line(1, 0, 0), { optimizer: adam(0.1), epochs: 300, batchSize: 40 }),
  ),
  "a network that was trained before, and other noise": almostThere(
    of(linear(1), line(), { optimizer: sgd(0.3), epochs: 50, batchSize: 4 }),
  ),
};

/** Trainings whose steps are too large for them. */
export const EXPLODING: Readonly<Record<string, () => Case>> = {
  "a line": of(linear(1), line(), { optimizer: sgd(2), epochs: 100 }),
  "a line, a step an epoch": of(linear(1), line(), { optimizer: sgd(2), epochs: 100, batchSize: 40 }),
  "a line, reports far apart": of(linear(1), line(), {
    optimizer: sgd(1.5),
    epochs: 60,
    batchSize: 40,
    evaluateEvery: 20,
  }),
  "a line, one report": of(linear(1), line(), { optimizer: sgd(2), epochs: 1, batchSize: 1 }),
  "a line, barely beyond the edge": of(linear(1), line(), { optimizer: sgd(1.2), epochs: 100, batchSize: 40 }),
  momentum: of(linear(1), line(), { optimizer: sgd(4, 0.9), epochs: 200, batchSize: 40 }),
  "raw inputs in a line": of(linear(2), people, { optimizer: sgd(0.1), epochs: 30, batchSize: 1 }),
  "raw inputs, four at a time": of(linear(2), people, { optimizer: sgd(0.0005), epochs: 100, batchSize: 4 }),
  "integers, a rate that suits smaller ones": of(linear(3), integers(), { optimizer: sgd(0.2), epochs: 60 }),
  "deep and linear": of([new Dense(1, 4, { activation: identity }), ...linear(4)], line(), {
    optimizer: sgd(1),
    epochs: 3,
    batchSize: 40,
  }),
  "large targets": of(linear(1), line(1e5), { optimizer: sgd(2), epochs: 40 }),
  "a schedule that rises": of(linear(1), line(), { optimizer: sgd((step) => 0.01 * step), epochs: 200, batchSize: 40 }),
  Nesterov: of(linear(1), line(), {
    optimizer: new SGD({ learningRate: 4, momentum: 0.9, nesterov: true }),
    epochs: 100,
    batchSize: 40,
  }),
};
