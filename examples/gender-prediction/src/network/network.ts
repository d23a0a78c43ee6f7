import { Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import type { Arguments } from "../command/arguments.js";
import { Complaint } from "../command/complaint.js";
import type { Words } from "../languages/english.js";

/** Takes rows of two numbers, and gives one for each. */
export type LabNetwork = Sequential<readonly Dense<number, number>[]>;

/** Some hundred megabytes, where all are named. */
const MOST_PARAMETERS = 2_000_000;

/** How many weights layers of these sizes have. */
export function weightsIn(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, units, i) => sum + sizes[i] * units, 0);
}

/** The network, one layer behind the other, with its first weights. */
export function networkOf({ hidden, seed, start, weights, bias = 0, words }: Arguments): LabNetwork {
  const sizes = [2, ...hidden, 1];
  const count = weightsIn(sizes) + sizes.slice(1).reduce((sum, units) => sum + units, 0);
  if (count > MOST_PARAMETERS) throw new Complaint(words.complaints.manyUnits(count, MOST_PARAMETERS));
  const [weightInitializer, biasInitializer] = start;
  const layers = sizes
    .slice(1)
    .map((units, i) => new Dense<number, number>(sizes[i], units, { weightInitializer, biasInitializer }));
  const network = new Sequential(layers, { seed });
  if (weights !== undefined) setAlike(network, weights, bias, words);
  return network;
}

/** Gives every neuron the same weights, one for each of its inputs, and the same bias. */
function setAlike(network: LabNetwork, weights: readonly number[], bias: number, { complaints }: Words): void {
  const values = network.stack.places.flatMap(({ index, inputShape, outputShape }) => {
    const [inputs, units] = [inputShape[0], outputShape[0]];
    if (inputs !== weights.length) throw new Complaint(complaints.weightCount(weights.length, inputs));
    return [
      [`${index}.weight`, weights.flatMap((weight) => Array<number>(units).fill(weight))],
      [`${index}.bias`, Array<number>(units).fill(bias)],
    ];
  });
  network.setParameters(Object.fromEntries(values));
}
