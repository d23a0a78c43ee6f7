import type { CountOfAxes, Fits, Fitting, GivenBy, LastSize, Layer, Shape, TakenOf } from "@nn/core/component";
import type { SumOf } from "./sum-of-sizes.js";

/** Lists of layers that all take one input. */
export type Stacks = readonly (readonly Layer[])[];

/** What branches take, as far as the type of the first says that says anything. */
export type TakenByAll<Given extends Stacks> = First<{ [I in keyof Given]: TakenBy<Given[I]> }>;

type TakenBy<Layers extends readonly Layer[]> = Layers extends readonly [infer L extends Layer, ...(readonly Layer[])]
  ? TakenOf<L>
  : Shape;

/** What each of them gives. */
type Outputs<Given extends Stacks> = { [I in keyof Given]: GivenBy<Given[I], TakenByAll<Given>> };

/** The first shape of which something is known. */
type First<Shapes> = Shapes extends readonly [infer One extends Shape, ...infer Others]
  ? Shape extends One
    ? First<Others>
    : One
  : Shape;

/** What branches give together that have to give the same. */
export type Same<Given extends Stacks> = First<Outputs<Given>>;

/** What they give side by side along the last axis. */
export type SideBySide<Given extends Stacks> =
  Outputs<Given> extends readonly [infer One extends Shape, ...infer Others extends readonly Shape[]]
    ? Joined<One, Others>
    : Shape;

/** Of two, where one isn't known, nothing is. */
export type Joined<One extends Shape, Others extends readonly Shape[]> = Others extends readonly [
  infer Next extends Shape,
  ...infer Rest extends readonly Shape[],
]
  ? Shape extends Next
    ? Shape
    : One extends readonly [...infer Leading extends Shape, infer Size extends number]
      ? Joined<readonly [...Leading, SumOf<Size, LastSize<Next>>], Rest>
      : Shape
  : One;

/** Branches that fit, in themselves and together. A misfit has a sentence in the place of its type, which the compiler shows. */
export type MatchingStacks<Given extends Stacks, Together extends Shape> = {
  readonly [I in keyof Given]: Fitting<Given[I], Shape> &
    Matches<TakenBy<Given[I]>, TakenByAll<Given>, I, "takes"> &
    Matches<GivenBy<Given[I], TakenByAll<Given>>, Together, I, "gives">;
};

/** The same shape, whatever the size of its last axis is. */
export type OfAnyLast<S extends Shape> = S extends readonly [...infer Leading extends Shape, number]
  ? readonly [...Leading, number]
  : Shape;

type Matches<Own extends Shape, Others extends Shape, Branch, Verb extends string> =
  Fits<Own, Others> extends true
    ? unknown
    : `branch ${Branch & string} ${Verb} ${Difference<Own, Others>}, but another one ${Verb} ${Difference<Others, Own>}`;

/** What of a shape another one hasn't. */
type Difference<Own extends Shape, Other extends Shape> =
  Fits<CountedOnly<Own>, CountedOnly<Other>> extends true
    ? `${LastSize<Own>} along the last axis`
    : CountOfAxes<Own["length"]>;

/** A shape of as many axes of which nothing else is known. */
type CountedOnly<S extends Shape> = { readonly [I in keyof S]: number };
