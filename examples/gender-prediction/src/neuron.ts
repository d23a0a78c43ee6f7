import { Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import type { Arguments } from "./arguments.js";
import { printJson } from "./json.js";
import { formatNumber } from "./numbers.js";
import { print } from "./report.js";

/** The lab's section 0.1: w = [0, 1], b = 4, x = [2, 3]. */
const WEIGHTS = [0, 1];
const BIAS = 4;
const INPUTS = [2, 3];

/** Shows how a neuron comes to its output. */
export function showNeuron({ words, digits = 3, exact, format }: Arguments): void {
  const neuron = new Sequential([new Dense(2, 1)]);
  neuron.setParameters({ "0.weight": WEIGHTS, "0.bias": [BIAS] });
  const [y] = neuron.predict(INPUTS);
  const products = WEIGHTS.map((w, i) => w * INPUTS[i]!);
  const z = products.reduce((sum, product) => sum + product, 0) + BIAS;
  if (format === "json") {
    printJson({ weights: WEIGHTS, bias: BIAS, inputs: INPUTS, z, y });
    return;
  }
  const told = words.neuron;
  const shown = formatNumber(y!, exact ? 17 : digits, words);
  print(`
${told.title}

${told.given} w1 = 0, w2 = 1, b = 4, x1 = 2, x2 = 3.

${told.isFunction}
  f(z) = 1 / (1 + exp(−z))

${told.sum}
  z = w1 · x1 + w2 · x2 + b
    = 0 · 2 + 1 · 3 + 4
    = ${z}

${told.output}
  y = f(z)
    = 1 / (1 + exp(−${z}))
    = ${shown}
`);
}
