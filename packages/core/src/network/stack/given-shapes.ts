import type { Shape } from "@nn/numerics";
import type { Layer } from "../../contracts/layer.js";

/** Stands for an `inputShape` that isn't given. Each given shape is assignable to it, so each network is a `Sequential`. */
export interface NoShape extends ReadonlyArray<number> {
  /** Never there: it tells this type from the shapes that are given. */
  readonly none?: true;
}

/** Whether no shape is given. */
export type IsNone<Given extends Shape> = Given extends { readonly none?: true } ? true : false;

/** The shape that a layer takes where nothing else is said of it. */
export type OwnInput<L extends Layer, Otherwise extends Shape> = L extends {
  readonly inputShape: infer Own extends readonly [number, ...Shape];
}
  ? Own
  : Otherwise;

/** What a layer gives for this shape, as far as its type says. */
export type Gives<L extends Layer, Given extends Shape> = L extends { readonly keepsShape: true }
  ? Given
  : L extends { outputShape(input: never, branches: never): infer Own extends Shape }
    ? L extends { readonly keepsLeadingAxes: true; readonly inputShape: infer Taken extends Shape }
      ? readonly [...Leading<Given, Taken>, ...Behind<Own>]
      : Own
    : Shape;

/** Whether it is known how many axes there are. */
export type HasRank<S extends Shape> = S extends readonly []
  ? true
  : S extends readonly [...infer Before extends Shape, number]
    ? HasRank<Before>
    : false;

/** The axes in front of those that are taken. */
type Leading<Given extends Shape, Taken extends Shape> =
  IsNone<Given> extends true
    ? []
    : Taken extends readonly [number, ...infer Others extends Shape]
      ? Given extends readonly [...infer Before extends Shape, number]
        ? Leading<Before, Others>
        : Given
      : Given;

/** The axes at the end whose number is known. */
type Behind<Own extends Shape> = Own extends readonly [...infer Before extends Shape, infer Last extends number]
  ? [...Behind<Before>, Last]
  : [];
