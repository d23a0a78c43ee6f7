import { Sequential } from "@nn/core";
import type { Activation } from "@nn/core/component";
import { Dense } from "@nn/layers";

/** A layer of neurons as files have it that list each unit's weights. */
export interface DensePart {
  readonly activation: Activation;
  readonly biases: readonly number[];
  /** Those of a unit in one list, as many as the layer before has units. */
  readonly weights: readonly (readonly number[])[];
}

/** A network of dense layers, with its parameters. */
export function denseStack(
  parts: readonly DensePart[],
  options: ConstructorParameters<typeof Sequential>[1],
): Sequential {
  const layers = parts.map(
    ({ activation, biases, weights }) => new Dense(weights[0]!.length, biases.length, { activation }),
  );
  const network = new Sequential(layers, options);
  const parameters = parts.flatMap(({ biases, weights }, place) => [
    [`${place}.weight`, weights[0]!.flatMap((_, input) => weights.map((row) => row[input]!))] as const,
    [`${place}.bias`, biases] as const,
  ]);
  network.setParameters(Object.fromEntries(parameters));
  return network;
}
