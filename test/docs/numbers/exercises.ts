import { DivergenceError, Sequential } from "@nn/core";
import { defineRule, RuleOptimizer } from "@nn/core/component";
import { explain, getByName, setByName } from "@nn/explain";
import { Dense, identity, Normal, relu, tanh } from "@nn/layers";
import { binaryCrossEntropy, binaryCrossEntropyFromLogits, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { people } from "../../fixtures/people.mjs";
import { epochsUntil, middle, raw, seeds, standardized, startOfOnes, trained, xor } from "./trainings.js";

type Numbers = Record<string, number>;
type Changes = Parameters<typeof trained>[0];

const several = (count: number, changes: Changes): ReturnType<typeof trained>[] =>
  seeds(count).map((seed) => trained({ ...changes, seed }));

/** The middle loss of several starts by chance. */
async function middleLoss(count: number, changes: Changes): Promise<number> {
  return middle((await Promise.all(several(count, changes))).map(({ loss }) => loss));
}

/** Of several starts by chance, the share that gets at least one row wrong. */
async function failing(count: number, changes: Changes): Promise<number> {
  return (await Promise.all(several(count, changes))).filter(({ wrong }) => wrong > 0).length / count;
}

/** Of several starts by chance, the share whose loss stops being a number. */
async function diverging(count: number, changes: Changes): Promise<number> {
  const ended = await Promise.allSettled(several(count, { ...changes, hidden: identity, logits: true }));
  const refusals = ended.filter((end) => end.status === "rejected");
  for (const { reason } of refusals) if (!(reason instanceof DivergenceError)) throw reason;
  return refusals.length / count;
}

/** Another loss: binary cross-entropy, on Alice and for 1000 epochs. */
export async function losses(): Promise<Numbers> {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
  setByName(network, startOfOnes);
  const alice = { input: [-2, -1], target: [1], loss: binaryCrossEntropy, parameter: "w1" };
  const { forward, gradient } = explain(network, alice);
  const o1 = forward.find(({ symbol }) => symbol === "o1")?.value ?? Number.NaN;
  const run = await trained({ start: "ones", loss: binaryCrossEntropy });
  return {
    "entropy.dL-do1": -1 / o1,
    "entropy.delta": o1 - 1,
    "entropy.w1": gradient,
    "entropy.until": epochsUntil(run),
  };
}

/** Other optimizers: w1 after steps on Alice, and epochs until the loss is below 0.01. */
export async function optimizers(): Promise<Numbers> {
  const rules = {
    sgd: () => new SGD({ learningRate: 0.1 }),
    momentum: () => new SGD({ learningRate: 0.1, momentum: 0.9 }),
    adam: () => new Adam({ learningRate: 0.1 }),
  };
  const numbers: Numbers = {};
  for (const [name, rule] of Object.entries(rules)) {
    const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
    setByName(network, startOfOnes);
    const trainer = network.trainer({ loss: meanSquaredError, optimizer: rule(), batchSize: 1 });
    for (const step of [1, 2, 3]) {
      trainer.step([-2, -1], [1]);
      numbers[`${name}.step-${step}`] = getByName(network).w1 ?? Number.NaN;
    }
    if (name !== "sgd") numbers[`${name}.until`] = epochsUntil(await trained({ start: "ones", optimizer: rule() }));
  }
  const slow = await trained({ start: "ones", optimizer: new Adam({ learningRate: 0.01 }) });
  const decayed = await trained({ start: "ones", optimizer: new DecayingSGD() });
  return {
    ...numbers,
    "adam.slow-until": epochsUntil(slow),
    "decay.until": epochsUntil(decayed),
    "decay.w5": decayed.named("w5"),
    "decay.emily": decayed.answer([-7, -3]),
  };
}

/** What the exercise asks for: each step also takes a share of every parameter away. */
class DecayingSGD extends RuleOptimizer {
  readonly name = "DecayingSGD";
  readonly learningRate = 0.1;
  readonly decay = 0.001;

  constructor() {
    super(defineRule({ lines: ["w = w - eta * (g + lambda * w)"], letters: { eta: "learningRate", lambda: "decay" } }));
  }
}

/** Other layers, on the four people and on exclusive or. */
export async function stacks(): Promise<Numbers> {
  const exclusive = { rows: xor, epochs: 10_000, optimizer: new SGD({ learningRate: 0.5 }) };
  const stuck = await trained({ ...exclusive, start: "ones" });
  return {
    "stack.neuron": await middleLoss(100, { sizes: [2, 1] }),
    "stack.thin": await middleLoss(100, { sizes: [2, 1, 1] }),
    "stack.wide": await middleLoss(100, { sizes: [2, 3, 1] }),
    "stack.deeper": await middleLoss(100, { sizes: [2, 2, 2, 1] }),
    "stack.straight": await diverging(100, {}),
    "stack.straight-standard": await diverging(100, { rows: standardized }),
    "stack.tanh": await middleLoss(100, { hidden: tanh }),
    "stack.relu": await failing(100, { hidden: relu }),
    "stack.deep": await failing(100, { sizes: [2, 2, 2, 2, 2, 1] }),
    "xor.neuron": await failing(10, { ...exclusive, sizes: [2, 1], epochs: 1000 }),
    "xor.two": await failing(50, exclusive),
    "xor.three": await failing(50, { ...exclusive, sizes: [2, 3, 1] }),
    "xor.four": await failing(50, { ...exclusive, sizes: [2, 4, 1] }),
    "xor.eight": await failing(20, { ...exclusive, sizes: [2, 8, 1] }),
    "xor.entropy": await failing(50, { ...exclusive, loss: binaryCrossEntropy }),
    "xor.early": await failing(50, { rows: xor }),
    "xor.ones": stuck.loss,
    "xor.ones-output": stuck.answer([1, 0]),
  };
}

const isTiny = (derivative: number): boolean => Math.abs(derivative) < 1e-6;

/** Of the derivatives for w1 before the first step, each row's from 100 starts by chance, the share that is so. */
function shareOfFirst({ inputs, targets }: typeof raw, isSo: (derivative: number) => boolean): number {
  const drawn = { weightInitializer: new Normal(), biasInitializer: new Normal() };
  const derivatives = seeds(100).flatMap((seed) => {
    const network = new Sequential([new Dense(2, 2, drawn), new Dense(2, 1, drawn)], { seed });
    const optimizer = new SGD({ learningRate: 0 });
    const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 });
    return inputs.map((row, i) => {
      trainer.step(row, [targets[i]!]);
      return trainer.gradients()["0.weight"]![0]!;
    });
  });
  return derivatives.filter(isSo).length / derivatives.length;
}

/** Other batches, and other preparations of the rows. */
export async function preparations(): Promise<Numbers> {
  return {
    "batch.four": await middleLoss(50, { batchSize: 4 }),
    "raw.zero": shareOfFirst(raw, (derivative) => derivative === 0),
    "raw.tiny": shareOfFirst(raw, isTiny),
    "normal.tiny": shareOfFirst(people, isTiny),
    "raw.loss": await middleLoss(50, { rows: raw }),
    "raw.failing": await failing(50, { rows: raw }),
    "raw.entropy": await failing(50, { rows: raw, loss: binaryCrossEntropy }),
    "standard.loss": await middleLoss(50, { rows: standardized }),
    "standard.failing": await failing(50, { rows: standardized }),
    "standard.fast": await middleLoss(50, { rows: standardized, optimizer: new SGD({ learningRate: 1 }) }),
  };
}

/** Starts of one neuron and of 2-2-1 far from 0, with both losses. */
export async function saturation(): Promise<Numbers> {
  const numbers: Numbers = {};
  for (const [name, sizes] of [
    ["one", [2, 1]],
    ["small", [2, 2, 1]],
  ] as const)
    for (const deviation of [1, 3, 10])
      for (const [short, loss] of [
        ["squares", meanSquaredError],
        ["entropy", binaryCrossEntropy],
      ] as const)
        numbers[`far.${name}-${deviation}-${short}`] = await failing(100, { sizes, deviation, loss });
  const logits = { sizes: [2, 1], deviation: 10, loss: binaryCrossEntropyFromLogits, logits: true };
  numbers["far.one-10-logits"] = await failing(100, logits);
  return numbers;
}
