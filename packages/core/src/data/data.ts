import type { Dataset } from "../contracts/dataset.js";
import type { Examples, NumberArray } from "./examples.js";

/** Examples and their targets as arrays; see {@link Examples} for the forms each may have. */
export interface ExamplePairs {
  /** What the network is given: one example or more. */
  readonly inputs: Examples;
  /** What it should answer: one target an example, in the order of the inputs. */
  readonly targets: Examples;
  /**
   * What each example counts, in their order: finite, at least 0, and not all 0. Means become Σwv / Σw. Without it, each counts
   * as one. Not with `@nn/core/plain`.
   */
  readonly weights?: readonly number[] | NumberArray | undefined;
}

/** What `fit` and `evaluate` take. */
export type Data = ExamplePairs | Dataset;

/**
 * What the examples of each class count: by the label of a network's pipeline, or by the class's number, `{ 0: 1, 1: 5 }`; or
 * `"balanced"`, with which all classes of the data count alike: n / (k·nᵢ), of n examples, k classes and nᵢ examples of this one.
 */
export type ClassWeights = "balanced" | Readonly<Record<string | number, number>>;
