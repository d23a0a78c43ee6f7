import { lossOf, Sequential } from "@nn/core";
import { explain, setByName } from "@nn/explain";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { epochsUntil, middle, quantile, seeds, startOfOnes, trained } from "./trainings.js";

type Numbers = Record<string, number>;

/** Section 0.1: w = (0, 1), b = 4, x = (2, 3). */
export function oneNeuron(): Numbers {
  const output = (b1: number): number => {
    const neuron = new Sequential([new Dense(2, 1)]);
    setByName(neuron, { w1: 0, w2: 1, b1 });
    return neuron.predict([2, 3])[0] ?? Number.NaN;
  };
  return {
    "neuron.y": output(4),
    "neuron.less": output(-4),
    "neuron.without": output(0),
    "neuron.mirrored": 1 - output(4),
  };
}

/** Section 0.2: three of them, with w = (0, 1) and b = 0. */
export function smallNetwork(): Numbers {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
  setByName(network, { w1: 0, w2: 1, b1: 0, w3: 0, w4: 1, b2: 0, w5: 0, w6: 1, b3: 0 });
  const output = (): number => network.predict([2, 3])[0] ?? Number.NaN;
  const o1 = output();
  setByName(network, { w3: 1, w4: 0 });
  const h = explain(network, { input: [2, 3], target: [1], loss: meanSquaredError, parameter: "w1" }).forward;
  const other = valueIn(h, "h2");
  setByName(network, { w1: 0, w2: 0, w3: 1, w4: 1 });
  return { "network.h1": valueIn(h, "h1"), "network.o1": o1, "network.h2": other, "network.mixed": output() };
}

/** Section 0.3: constant answers for Alice, Bob, Charlie and Diana. */
export function constantAnswers(): Numbers {
  const targets = [1, 0, 0, 1];
  const loss = (answer: number): number =>
    lossOf(meanSquaredError, { targets, predictions: targets.map(() => answer) });
  return { "loss.zero": loss(0), "loss.half": loss(0.5), "loss.some": loss(0.6), "loss.sum": 4 * loss(0) };
}

/** Section 0.4: Alice alone, all weights 1 and all biases 0. */
export function gradients(): Numbers {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
  setByName(network, startOfOnes);
  const optimizer = new SGD({ learningRate: 0.1 });
  const alice = { input: [-2, -1], target: [1], loss: meanSquaredError, optimizer };
  const of = (parameter: string): number => explain(network, { ...alice, parameter }).gradient;
  const { forward, update } = explain(network, { ...alice, parameter: "w1" });
  const byHand = explain(network, { ...alice, parameter: "w1", significantDigits: 3 });
  const [h1, o1] = [valueIn(forward, "h1"), valueIn(forward, "o1")];
  const slope = (y: number): number => y * (1 - y);
  return {
    "alice.h1": h1,
    "alice.o1": o1,
    "alice.loss": (1 - o1) ** 2,
    "alice.dL-do1": -2 * (1 - o1),
    "alice.do1-dh1": slope(o1),
    "alice.dh1-dw1": -2 * slope(h1),
    "alice.w1": of("w1"),
    "alice.w2": of("w2"),
    "alice.w5": of("w5"),
    "alice.b3": of("b3"),
    "alice.b3-change": -0.1 * of("b3"),
    "alice.b3-times": Math.abs(of("b3") / of("w1")),
    "alice.by-hand": byHand.gradient,
    "alice.after": update?.after ?? Number.NaN,
    "alice.flipped": explain(network, { ...alice, target: [0], parameter: "w1" }).gradient,
    "alice.wrong-neuron": -2 * (1 - o1) * slope(h1) * -2 * slope(h1),
    "alice.b1": of("b1"),
  };
}

const valueIn = (rows: readonly { readonly symbol: string; readonly value: number }[], symbol: string): number =>
  rows.find((row) => row.symbol === symbol)?.value ?? Number.NaN;

/** Sections 0.5 and 0.6: 1000 epochs from all ones, and from random starts. */
export async function trainings(): Promise<Numbers> {
  const ones = await trained({ start: "ones" });
  const others = await Promise.all(seeds(100).map((seed) => trained({ seed })));
  const losses = others.map(({ loss }) => loss);
  const answers = (row: readonly number[]): number[] => others.map(({ answer }) => answer(row));
  const [emily, frank] = [
    [-7, -3],
    [20, 2],
  ];
  const one = (row: readonly number[]): number => ones.answer(row);
  return {
    "ones.first": ones.losses[0]!,
    "ones.tenth": ones.losses[9]!,
    "ones.last": ones.loss,
    "ones.fast": (await trained({ start: "ones", optimizer: new SGD({ learningRate: 1 }) })).loss,
    "ones.faster": (await trained({ start: "ones", optimizer: new SGD({ learningRate: 10 }) })).loss,
    "ones.shuffled": (await trained({ start: "ones", shuffle: true })).loss,
    "ones.until": epochsUntil(ones),
    "ones.below": ones.losses[epochsUntil(ones) - 1]!,
    "ones.w5": ones.named("w5"),
    "normal.median": middle(losses),
    "normal.failing": others.filter(({ wrong }) => wrong > 0).length / others.length,
    "normal.best": Math.min(...losses),
    "normal.worst": Math.max(...losses),
    "ones.emily": one(emily!),
    "ones.frank": one(frank!),
    "ones.raw-emily": one([128, 63]),
    "ones.far": one([-1000, 0]),
    "normal.emily-low": quantile(answers(emily!), 0.05),
    "normal.emily-high": quantile(answers(emily!), 0.95),
    "normal.frank-low": quantile(answers(frank!), 0.05),
    "normal.frank-high": quantile(answers(frank!), 0.95),
  };
}
