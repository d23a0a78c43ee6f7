import { Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import type { Arguments } from "./arguments.js";

/** Takes rows of two numbers, and gives one for each. */
export type LabNetwork = Sequential<readonly Dense<number, number>[]>;

/** The network, one layer behind the other, with its first weights. */
export function networkOf({ hidden, seed, start }: Arguments): LabNetwork {
  const sizes = [2, ...hidden, 1];
  const [weightInitializer, biasInitializer] = start;
  const layers = sizes
    .slice(1)
    .map((units, i) => new Dense<number, number>(sizes[i]!, units, { weightInitializer, biasInitializer }));
  return new Sequential(layers, { seed });
}
