import type { Shape } from "@nn/core/component";
import type { NumberArray } from "@nn/core/types";

/** Shapes by name, in the order in which the numbers lie side by side. */
export type NamedShapes = Readonly<Record<string, Shape>>;

/** Numbers nested as deep as a shape is long; one number is given as it is, too. */
export type GivenAs<S extends Shape> = Listed<S> | (S extends readonly [1] ? number : never) | NumberArray;

/** The same as it is answered. */
export type AnsweredAs<S extends Shape> = S extends readonly [number]
  ? number[]
  : S extends readonly [number, ...infer Inner extends Shape]
    ? AnsweredAs<Inner>[]
    : NestedList;

type Listed<S extends Shape> = S extends readonly [number]
  ? readonly number[]
  : S extends readonly [number, ...infer Inner extends Shape]
    ? readonly Listed<Inner>[]
    : readonly (number | NestedList)[];

/** Lists of numbers, nested to any depth. */
export type NestedList = (number | NestedList)[];

/** One example: what each input takes. */
export type NamedRow<Inputs extends NamedShapes> = { readonly [Name in keyof Inputs]: GivenAs<Inputs[Name]> };

/** What the network answers to it. */
export type NamedAnswer<Outputs extends NamedShapes> = { -readonly [Name in keyof Outputs]: AnsweredAs<Outputs[Name]> };

/** Many examples: by name, the inputs of all of them, and their targets. */
export interface NamedTable<Inputs extends NamedShapes = NamedShapes, Outputs extends NamedShapes = NamedShapes> {
  /** A list of examples for each input. */
  readonly inputs: { readonly [Name in keyof Inputs]: readonly GivenAs<Inputs[Name]>[] | NumberArray };
  /** A list of targets for each output, of its shape or, for a loss of class numbers, these. */
  readonly targets: { readonly [Name in keyof Outputs]: readonly (GivenAs<Outputs[Name]> | number)[] | NumberArray };
  /** What each example counts, in their order; each counts as one unless given. */
  readonly weights?: readonly number[] | NumberArray | undefined;
}
