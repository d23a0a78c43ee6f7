import { Sequential as Network, type SequentialOptions } from "@nn/core";
import type { Layer, Shape } from "@nn/core/component";

/** A network that is given all of its parameters: to draw others first, for large matrices, takes longer than to read a file. */
const Undrawn = class Sequential<P> extends Network<readonly Layer[], Shape, P> {
  protected override writeFirst(): void {}
};

/** A network of layers with all of their parameters. */
export function networkWith<P>(
  layers: readonly Layer[],
  options: SequentialOptions<Shape, P>,
  parameters: Readonly<Record<string, ArrayLike<number>>>,
): Network<readonly Layer[], Shape, P> {
  const network = new Undrawn<P>(layers, options);
  network.setParameters(parameters);
  return network;
}
