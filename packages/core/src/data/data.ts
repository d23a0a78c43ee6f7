import type { Dataset } from "../contracts/dataset.js";
import type { Examples } from "./examples.js";

/** Examples and their targets as arrays; see {@link Examples} for the forms each may have. */
export interface ExamplePairs {
  /** What the network is given: one example or more. */
  readonly inputs: Examples;
  /** What it should answer: one target an example, in the order of the inputs. */
  readonly targets: Examples;
}

/** What `fit` and `evaluate` take. */
export type Data = ExamplePairs | Dataset;
