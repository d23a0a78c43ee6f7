import type { Shape } from "@nn/numerics";
import type { Layer } from "../contracts/layer.js";
import type { NestedNumbers, NumberArray } from "../data/examples.js";
import type { Gives, HasRank, IsNone, OwnInput } from "./stack/given-shapes.js";

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
  ? First extends { readonly inputShape: readonly [number, ...Shape] }
    ? FirstInput<First, Given>
    : First extends { readonly keepsShape: true }
      ? InputShape<Rest, Given>
      : Known<Given>
  : Layers extends readonly []
    ? Known<Given>
    : FirstInput<Layers[number], Given>;

/** A layer that takes lists as well is given what the network is given. */
type FirstInput<L extends Layer, Given extends Shape> = L extends { readonly keepsLeadingAxes: true }
  ? IsNone<Given> extends true
    ? OwnInput<L, Shape>
    : Given
  : OwnInput<L, Known<Given>>;

type Known<Given extends Shape> = IsNone<Given> extends true ? Shape : Given;

/** That of the last layer that doesn't just keep the shape. */
type OutputShape<Layers extends readonly Layer[], Given extends Shape> = Layers extends readonly [
  ...infer Before extends readonly Layer[],
  infer Last extends Layer,
]
  ? Last extends { readonly keepsShape: true }
    ? OutputShape<Before, InputShape<Layers, Given>>
    : Last extends { readonly keepsLeadingAxes: true }
      ? Gives<Last, OutputShape<Before, InputShape<Layers, Given>>>
      : Gives<Last, Shape>
  : Layers extends readonly []
    ? Given
    : Gives<Layers[number], InputShape<Layers, Given>>;

type Nested<S extends Shape> = HasRank<S> extends true ? NestedList<S> : NestedNumbers;

type NestedList<S extends Shape> = S extends readonly [number]
  ? readonly number[]
  : S extends readonly [number, ...infer Inner extends Shape]
    ? readonly NestedList<Inner>[]
    : NestedNumbers;

type Output<S extends Shape> = HasRank<S> extends true ? Listed<S> : NestedNumbers;

type Listed<S extends Shape> = S extends readonly [number]
  ? number[]
  : S extends readonly [number, ...infer Inner extends Shape]
    ? Listed<Inner>[]
    : NestedNumbers;

type OutputForOne<Input extends Shape, Out extends Shape> = [Input] extends [readonly [infer Size]]
  ? number extends Size
    ? Output<Out>
    : 1 extends Size
      ? Output<Out> | OutputForNumbers<Out>
      : Output<Out>
  : HasOneRank<Input> extends true
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
type HasOneRank<S extends Shape> = [S] extends [readonly [number]]
  ? true
  : [S] extends [readonly [number, ...infer Inner extends Shape]]
    ? HasOneRank<Inner>
    : false;
