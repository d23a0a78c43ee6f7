import { Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import type { Arguments } from "./arguments.js";
import { Complaint } from "./complaint.js";

/** Takes rows of two numbers, and gives one for each. */
export type LabNetwork = Sequential<readonly Dense<number, number>[]>;

/** Some hundred megabytes, where all are named. */
const MOST_PARAMETERS = 2_000_000;

/** How many weights layers of these sizes have. */
export function weightsIn(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, units, i) => sum + sizes[i]! * units, 0);
}

/** The network, one layer behind the other, with its first weights. */
export function networkOf({ hidden, seed, start, words }: Arguments): LabNetwork {
  const sizes = [2, ...hidden, 1];
  const count = weightsIn(sizes) + sizes.slice(1).reduce((sum, units) => sum + units, 0);
  if (count > MOST_PARAMETERS) throw new Complaint(words.complaints.manyUnits(count, MOST_PARAMETERS));
  const [weightInitializer, biasInitializer] = start;
  const layers = sizes
    .slice(1)
    .map((units, i) => new Dense<number, number>(sizes[i]!, units, { weightInitializer, biasInitializer }));
  return new Sequential(layers, { seed });
}
