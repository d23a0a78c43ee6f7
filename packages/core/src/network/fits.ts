import type { Shape } from "@nn/numerics";
import type { Layer } from "../contracts/layer.js";

/**
 * What the compiler checks of a stack: layers whose sizes it knows must fit. A layer that doesn't fit has, in place of
 * its own type, a sentence that says so, and the compiler shows that sentence where the layer stands.
 */
export type Fitting<Layers extends readonly Layer[]> = number extends Layers["length"]
  ? readonly Layer[]
  : Readonly<Walk<Layers, number, 0, []>>;

/** Goes from the first layer to the last; `Given` is what layer `Giver` gives, or `number` where that isn't known. */
type Walk<
  Layers extends readonly Layer[],
  Given extends number,
  Giver extends number,
  Done extends readonly unknown[],
> = Layers extends readonly [infer First extends Layer, ...infer Rest extends readonly Layer[]]
  ? Walk<
      Rest,
      First extends { readonly keepsShape: true } ? Given : Gives<First>,
      Done["length"] & number,
      [
        ...Done,
        Fits<Takes<First>, Given> extends true ? First : Misfit<Done["length"] & number, Takes<First>, Giver, Given>,
      ]
    >
  : Done;

/** Two sizes fit if they are equal, or if one of them isn't known before the program runs. */
type Fits<Taken extends number, Given extends number> = number extends Taken
  ? true
  : number extends Given
    ? true
    : [Taken] extends [Given]
      ? true
      : false;

type Misfit<
  Index extends number,
  Taken extends number,
  Giver extends number,
  Given extends number,
> = `layer ${Index} takes ${Taken} ${Taken extends 1 ? "input" : "inputs"}, but layer ${Giver} gives ${Given}`;

type Takes<L extends Layer> = L extends { readonly inputShape: readonly [infer Size extends number] } ? Size : number;

type Gives<L extends Layer> = L extends { outputShape(input: Shape): readonly [infer Size extends number] }
  ? Size
  : number;
