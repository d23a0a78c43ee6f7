// `npm run bench:outside`: components that a program defines itself beside ours, in turns, by processor time.
import { datasetFor, defaultBackend, Sequential, seededRandom } from "@nn/core";
import { reference } from "@nn/core/backend";
import { defineActivation, defineLoss, defineRule, RuleOptimizer } from "@nn/core/component";
import { Dense, identity, relu, sigmoid, tanh } from "@nn/layers";
import { categoricalCrossEntropyFromLogits, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { rows } from "./libraries/library.mjs";
import { irises, lab, pictures } from "./tasks.mjs";

const ROUNDS = 9;

const ours = {
  activations: { sigmoid, tanh, relu, softmax: identity },
  losses: { meanSquaredError, crossEntropy: categoricalCrossEntropyFromLogits },
  optimizer: ({ optimizer, learningRate }) => new ({ SGD, Adam })[optimizer]({ learningRate }),
};

const activationOf = ({ name, formula, range }) => defineActivation({ name: `own ${name}`, formula, range });
const lossOf = ({ name, formula, computes: [value, gradient] }) =>
  defineLoss({ name: `own ${name}`, formula, value: value.text.lines, gradient: gradient.text.lines });
class Own extends RuleOptimizer {
  constructor({ name, rule: { lines, letters, slots }, slots: _slots, ...settings }) {
    super(defineRule({ lines, letters, slots }));
    Object.assign(this, settings);
    this.name = `own ${name}`;
  }
}
const mapped = (components, copy) => Object.fromEntries(Object.entries(components).map(([k, v]) => [k, copy(v)]));
const defined = {
  activations: mapped(ours.activations, activationOf),
  losses: mapped(ours.losses, lossOf),
  optimizer: (task) => new Own(ours.optimizer(task)),
};

/** Activations as plain loops, which are called where they stand; each with code of its own, as engines compile it. */
const looped = {
  sigmoid: {
    name: "looped sigmoid",
    forward(_kernels, a, z, batch, size) {
      for (let i = 0; i < batch * size; i++) a[i] = 1 / (1 + Math.exp(-z[i]));
    },
    backward(_kernels, dz, da, _z, a, batch, size) {
      for (let i = 0; i < batch * size; i++) dz[i] = da[i] * a[i] * (1 - a[i]);
    },
  },
  relu: {
    name: "looped relu",
    forward(_kernels, a, z, batch, size) {
      for (let i = 0; i < batch * size; i++) a[i] = Math.max(z[i], 0);
    },
    backward(_kernels, dz, da, z, _a, batch, size) {
      for (let i = 0; i < batch * size; i++) dz[i] = z[i] > 0 ? da[i] : 0;
    },
  },
  softmax: identity,
};

/** A training, as a function that goes through a task's epochs so many times. */
function training(task, { activations, losses, optimizer }, options = {}) {
  const { dtype, layers, batchSize, epochs, count } = task;
  const stack = layers.map(
    ({ inputs, units, activation }) => new Dense(inputs, units, { activation: activations[activation] }),
  );
  const network = new Sequential(stack, { dtype, seed: 1, ...options });
  const data = { inputs: rows(task.inputs, layers[0].inputs), targets: rows(task.targets, layers.at(-1).units) };
  const dataset = datasetFor(network, data);
  const trainer = network.trainer({ loss: losses[task.loss], optimizer: optimizer(task), batchSize });
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  return (times) => {
    for (let epoch = 0; epoch < times * epochs; epoch++) {
      for (let from = 0; from < count; from += batchSize)
        trainer.stepRows(dataset, order, from, Math.min(from + batchSize, count));
    }
  };
}

/** Milliseconds of processor time. */
function timeOf(run) {
  const { user, system } = process.cpuUsage();
  run();
  const after = process.cpuUsage();
  return (after.user + after.system - user - system) / 1000;
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** The medians of several things in turns. */
function inTurns(runs, times) {
  for (const run of runs) run(times);
  const taken = runs.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, run] of runs.entries()) taken[i].push(timeOf(() => run(times)));
  }
  return taken.map(median);
}

const told = (what, time, other, most) =>
  console.log(
    `${what}: ${(time / other).toFixed(3)} times (${time.toFixed(0)} and ${other.toFixed(0)} ms), at most ${most}`,
  );

for (const [name, task, times] of [
  ["W1", lab(), 250],
  ["W2", irises("float64"), 30],
]) {
  const [own, built] = inTurns([training(task, defined), training(task, ours)], times);
  told(`${name}, components defined outside beside ours`, own, built, 1.1);
}

const withLoops = { ...ours, activations: looped };
{
  const [own, plain] = inTurns([training(lab(), withLoops), training(lab(), ours, { backend: reference })], 50);
  told("W1, an activation as a plain loop beside the plain loops of all", own, plain, 1.2);
}
{
  const task = pictures("float32");
  const length = task.batchSize * task.layers[0].units;
  // Where a training's arrays lie, and as unforeseeable as its numbers are: other ones at each step.
  const [a, dz, da, ...sums] = defaultBackend().allocate("float32", Array(67).fill(length));
  const random = seededRandom(1);
  for (const array of [da, ...sums]) for (let i = 0; i < length; i++) array[i] = random() - 0.5;
  const alone = (times) => {
    for (let step = 0; step < (times * task.count) / task.batchSize; step++) {
      const z = sums[step % sums.length];
      looped.relu.forward(undefined, a, z, task.batchSize, task.layers[0].units);
      looped.relu.backward(undefined, dz, da, z, a, task.batchSize, task.layers[0].units);
    }
  };
  const [own, built, loop] = inTurns([training(task, withLoops), training(task, ours), alone], 15);
  told("W3, an activation as a plain loop beside ours and that loop alone", own, built + loop, 1.05);
}
