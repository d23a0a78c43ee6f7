import type { Shape } from "@nn/numerics";
import type { Layer } from "../contracts/layer.js";
import type { NestedNumbers, NumberArray } from "../data/examples.js";

// What varies stands left of each `extends`: so the compiler sees that a network of some layers is a network of `Layer`s.

/** An example of a network in plain arrays: nested as deep as its shape is long, as far as the compiler knows that. */
export type ExampleOf<Layers extends readonly Layer[], Given extends Shape> = Nested<InputShape<Layers, Given>>;

/** A network's output for one example in plain arrays: nested as deep as its shape is long, as far as the compiler knows that. */
export type OutputOf<Layers extends readonly Layer[], Given extends Shape> = Output<OutputShape<Layers, Given>>;

/**
 * What comes of what is one example by its type. It may be a list all the same where nothing says how deep an example is,
 * and where an example is one number. A size that isn't known before the program runs counts as more than 1.
 */
export type OutputForExample<Layers extends readonly Layer[], Given extends Shape> = OutputForOne<
  InputShape<Layers, Given>,
  OutputShape<Layers, Given>
>;

/** What comes of plain arrays whose depth the compiler doesn't know. */
export type OutputForNested<Layers extends readonly Layer[], Given extends Shape> = OutputForAny<
  OutputShape<Layers, Given>
>;

/** A new array of the same format; of whole numbers, one in float64. */
export type NewArray<Kind extends NumberArray> = Kind extends Float32Array
  ? ReturnType<Float32ArrayConstructor["of"]>
  : ReturnType<Float64ArrayConstructor["of"]>;

/** That of the first layer that knows one, where all before it keep the shape, and otherwise the one that is given. */
type InputShape<Layers extends readonly Layer[], Given extends Shape> = Layers extends readonly [
  infer First extends Layer,
  ...infer Rest extends readonly Layer[],
]
  ? First extends { readonly inputShape: infer Own extends readonly [number, ...Shape] }
    ? Own
    : First extends { readonly keepsShape: true }
      ? InputShape<Rest, Given>
      : Given
  : Layers extends readonly []
    ? Given
    : OwnInput<Layers[number], Given>;

/** That of the last layer that doesn't just keep the shape. */
type OutputShape<Layers extends readonly Layer[], Given extends Shape> = Layers extends readonly [
  ...infer Before extends readonly Layer[],
  infer Last extends Layer,
]
  ? Last extends { readonly keepsShape: true }
    ? OutputShape<Before, InputShape<Layers, Given>>
    : Gives<Last, Shape>
  : Layers extends readonly []
    ? Given
    : Gives<Layers[number], InputShape<Layers, Given>>;

type OwnInput<L extends Layer, Otherwise extends Shape> = L extends {
  readonly inputShape: infer Own extends readonly [number, ...Shape];
}
  ? Own
  : Otherwise;

type Gives<L extends Layer, Kept extends Shape> = L extends { readonly keepsShape: true }
  ? Kept
  : L extends { outputShape(input: Shape): infer Own extends Shape }
    ? Own
    : Shape;

type Nested<S extends Shape> = S extends readonly [number]
  ? readonly number[]
  : S extends readonly [number, ...infer Inner extends Shape]
    ? readonly Nested<Inner>[]
    : NestedNumbers;

type Output<S extends Shape> = S extends readonly [number]
  ? number[]
  : S extends readonly [number, ...infer Inner extends Shape]
    ? Output<Inner>[]
    : NestedNumbers;

type OutputForOne<Input extends Shape, Out extends Shape> = [Input] extends [readonly [infer Size]]
  ? number extends Size
    ? Output<Out>
    : 1 extends Size
      ? Output<Out> | OutputForNumbers<Out>
      : Output<Out>
  : HasRank<Input> extends true
    ? Output<Out>
    : OutputForAny<Out>;

type OutputForAny<Out extends Shape> = Output<Out> | Output<Out>[] | OutputForNumbers<Out>;

/** What comes of a flat list of examples of one number each: another flat list, if an output is one number too. */
type OutputForNumbers<Out extends Shape> = Out extends readonly 1[]
  ? number[]
  : Out extends readonly (infer Size)[]
    ? 1 extends Size
      ? number[] | Output<Out>[]
      : Output<Out>[]
    : never;

/** Whether all that the shape may be has one rank. */
type HasRank<S extends Shape> = [S] extends [readonly [number]]
  ? true
  : [S] extends [readonly [number, ...infer Inner extends Shape]]
    ? HasRank<Inner>
    : false;
