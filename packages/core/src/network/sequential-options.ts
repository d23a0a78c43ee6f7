import type { Backend, DType, Seed, Shape } from "@nn/numerics";
import type { NetworkPipeline } from "../contracts/pipeline.js";

/** What a network has beside its layers. All may be left out, but for the input shape where no layer knows it. */
export interface SequentialOptions<Input extends Shape = Shape, P = unknown> {
  /** Decides the first parameters and the order of the examples in `fit`; `0` unless given. */
  readonly seed?: Seed;
  /** The number format of parameters and activations; `"float64"` unless given. */
  readonly dtype?: DType;
  /** The shape of one input example, for a stack whose first layer doesn't know it. */
  readonly inputShape?: Input;
  /** What the network runs on; the fastest that there is unless given, and plain loops for that of `@nn/core/plain`. */
  readonly backend?: Backend;
  /** What turns rows of a table into inputs, and outputs into answers, as `Pipeline.fit` of `@nn/data` makes it. */
  readonly pipeline?: P & NetworkPipeline;
}
