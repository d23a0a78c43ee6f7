import type { Shape } from "@nn/numerics";
import type { Layer } from "../../contracts/layer.js";
import type { Gives } from "./given-shapes.js";

/**
 * The shape that a stack of layers gives for what it is given, as far as their types say: for the types of layers that have
 * stacks within them.
 */
export type GivenBy<Layers extends readonly Layer[], Given extends Shape> = number extends Layers["length"]
  ? Shape
  : Layers extends readonly [infer First extends Layer, ...infer Rest extends readonly Layer[]]
    ? GivenBy<Rest, Gives<First, Given>>
    : Given;
