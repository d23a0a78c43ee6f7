import { Sequential as Network, type SequentialOptions } from "@nn/core";
import type { Layer, Shape } from "@nn/core/component";

/** A network that is given all of its parameters, and all that it remembers: to draw others first took much of an explanation's time. */
const Undrawn = class Sequential extends Network<readonly Layer[], Shape> {
  protected override writeFirst(): void {}
};

/** A copy's network, with zeros for its parameters and for what it remembers, all of which are to be set. */
export function undrawn(layers: readonly Layer[], options: SequentialOptions<Shape>): Network<readonly Layer[], Shape> {
  return new Undrawn(layers, options);
}
