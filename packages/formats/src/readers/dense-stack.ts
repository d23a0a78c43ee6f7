import type { Sequential } from "@nn/core";
import type { Activation, Layer, NetworkPipeline, Shape } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { networkWith } from "../network-with.js";

/** A layer of neurons as files have it that list each unit's weights. */
export interface DensePart {
  readonly activation: Activation;
  readonly biases: readonly number[];
  /** Those of a unit in one list, as many as the layer before has units. */
  readonly weights: readonly (readonly number[])[];
}

/** A network of dense layers, with its parameters, in float64 as those libraries compute. */
export function denseStack<P extends NetworkPipeline | undefined>(
  parts: readonly DensePart[],
  pipeline: P,
): Sequential<readonly Layer[], Shape, P> {
  const layers: readonly Layer[] = parts.map(
    ({ activation, biases, weights }) => new Dense(weights[0]!.length, biases.length, { activation }),
  );
  const parameters = parts.flatMap(({ biases, weights }, place) => [
    [`${place}.weight`, weights[0]!.flatMap((_, input) => weights.map((row) => row[input]!))] as const,
    [`${place}.bias`, biases] as const,
  ]);
  return networkWith<P>(layers, pipeline === undefined ? {} : { pipeline }, Object.fromEntries(parameters));
}
