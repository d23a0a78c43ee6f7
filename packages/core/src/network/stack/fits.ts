import type { Shape } from "@nn/numerics";
import type { Layer } from "../../contracts/layer.js";
import type { OtherAxes } from "../../contracts/mathematics/axes.js";
import type { Gives, IsNone, NoShape } from "./given-shapes.js";

/**
 * What the compiler checks of a stack: layers whose sizes it knows must fit. A layer that doesn't fit has, in place of
 * its own type, a sentence that says so, and the compiler shows that sentence where the layer stands.
 */
export type Fitting<Layers extends readonly Layer[], Input extends Shape> = number extends Layers["length"]
  ? unknown
  : Readonly<Walk<Layers, IsNone<Input> extends true ? NoShape : Shape, 0, unknown, []>>;

/**
 * Goes from the first layer to the last; `Given` is what layer `Giver` gives, as far as that is known, and `Other` what to
 * write for another number of axes.
 */
type Walk<
  Layers extends readonly Layer[],
  Given extends Shape,
  Giver extends number,
  Other,
  Done extends readonly unknown[],
> = Layers extends readonly [infer First extends Layer, ...infer Rest extends readonly Layer[]]
  ? Walk<
      Rest,
      Gives<First, Given>,
      Done["length"] & number,
      First extends { readonly keepsShape: true } ? Other : OtherWay<First>,
      [
        ...Done,
        Fits<TakenOf<First>, Given> extends true ? First : Misfit<Done["length"] & number, First, Giver, Given, Other>,
      ]
    >
  : Done;

/** Two shapes fit if they are equal, as far as both are known before the program runs. */
export type Fits<Taken extends Shape, Given extends Shape> =
  IsSame<Taken["length"], Given["length"]> extends true ? AxesFit<Taken, Given> : false;

type AxesFit<Taken extends Shape, Given extends Shape> = Taken extends readonly [
  ...infer Sizes extends Shape,
  infer Size extends number,
]
  ? Given extends readonly [...infer Others extends Shape, infer Other extends number]
    ? IsSame<Size, Other> extends true
      ? AxesFit<Sizes, Others>
      : false
    : true
  : true;

/** Whether two numbers may be equal: if they are, or if one of them isn't known. */
type IsSame<Taken extends number, Given extends number> = number extends Taken
  ? true
  : number extends Given
    ? true
    : [Taken] extends [Given]
      ? true
      : false;

type Misfit<Index extends number, Taker extends Layer, Giver extends number, Given extends Shape, Other> = MisfitOf<
  Index,
  Takes<Taker>,
  Giver,
  Given,
  Other,
  Taker extends KeepsLeadingAxes ? true : false
>;

type MisfitOf<Index extends number, Taken extends Shape, Giver extends number, Given extends Shape, Other, TakesLists> =
  IsSame<Taken["length"], Given["length"]> extends true
    ? Taken extends readonly [infer Size extends number]
      ? `layer ${Index} takes ${Size} ${Size extends 1 ? "input" : "inputs"}, but layer ${Giver} gives ${LastSize<Given>}`
      : `layer ${Index} takes ${LastSize<Taken>} along the last axis of its input, but layer ${Giver} gives ${LastSize<Given>}`
    : TakesLists extends true
      ? `layer ${Index} takes ${LastSize<Taken>} along the last axis of its input, but layer ${Giver} gives ${LastSize<Given>}${Remedy<Taken, Other>}`
      : `layer ${Index} takes ${CountOfAxes<Taken["length"]>}, but layer ${Giver} gives ${CountOfAxes<Given["length"]>}${Remedy<Taken, Other>}`;

/** What to do about another number of axes. */
type Remedy<Taken extends Shape, Other> = Taken["length"] extends 1
  ? [Other] extends [Way<1>]
    ? `: ${Other["write"]}, or put a Flatten between them`
    : ": put a Flatten between them"
  : [Other] extends [Way<Taken["length"]>]
    ? `: ${Other["write"]}`
    : "";

/** What gives so many axes. */
type Way<Count extends number> = OtherAxes & { readonly count: Count };

type OtherWay<L extends Layer> = L extends { readonly otherAxes: infer Way extends OtherAxes } ? Way : unknown;

/** The last size of a shape, as far as it is known. */
export type LastSize<S extends Shape> = S extends readonly [...Shape, infer Size extends number] ? Size : number;

/** Where there may be more than one of them, the sentence stays one. */
export type CountOfAxes<Count extends number> = [Count] extends [1]
  ? "1 axis"
  : 1 extends Count
    ? "1 axis or more"
    : `${Count} axes`;

/** The shape that a layer says by itself, or by the type of what its `outputShape` is given. */
type Takes<L extends Layer> = L extends { readonly inputShape: infer Own extends Shape }
  ? Own
  : L extends { outputShape(input: infer Asked extends Shape, branches: never): Shape }
    ? Asked
    : Shape;

/** What a layer takes, as far as its type says, with the axes that it may have in front. */
export type TakenOf<L extends Layer> = L extends KeepsLeadingAxes ? readonly [...Shape, ...Takes<L>] : Takes<L>;

interface KeepsLeadingAxes {
  readonly keepsLeadingAxes: true;
}
