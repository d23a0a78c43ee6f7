import { Sequential } from "@nn/core";
import { explain } from "@nn/explain";
import { Dense } from "@nn/layers";
import type { Arguments } from "../command/arguments.js";
import { Complaint } from "../command/complaint.js";
import { madeOf } from "../network/data.js";
import { printTold } from "../printed/shown.js";

/** Shows how a neuron comes to its output: unless told otherwise, the lab's of section 0.1. */
export function showNeuron(chosen: Arguments): void {
  const { words, weights = [0, 1], bias = 4, input = [2, 3], digits } = chosen;
  if (weights.length !== input.length) {
    throw new Complaint(words.complaints.weightCount(weights.length, input.length));
  }
  const neuron = new Sequential([new Dense<number, number>(weights.length, 1)]);
  neuron.setParameters({ "0.weight": weights, "0.bias": [bias] });
  // A program is told all digits, a reader as many as the lab has.
  const significant = digits ?? (chosen.format === "json" ? undefined : 3);
  const rounding = significant === undefined ? {} : { significantDigits: significant };
  const explanation = madeOf(words.complaints.hugeNumbers, () => explain(neuron, { input, ...rounding }));
  printTold(chosen, explanation, `\n${words.neuron}\n\n`);
}
