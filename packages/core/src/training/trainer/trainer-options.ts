import type { Loss } from "../../contracts/loss.js";
import type { Optimizer, PartParameter } from "../../contracts/optimizer.js";
import type { Penalty } from "../../contracts/penalty.js";

/** What a trainer works with. */
export interface TrainerOptions {
  /** What to minimise. */
  readonly loss: Loss;
  /** How parameters move. */
  readonly optimizer: Optimizer;
  /** The most examples that one step takes. */
  readonly batchSize: number;
  /** Whether the loss may be one that the last layer's outputs aren't made for; `false` unless given. */
  readonly allowMismatch?: boolean;
  /**
   * Which parameters the training leaves as they are, beside those whose layer says so: none unless given. Their gradients
   * aren't computed. A layer that remembers something from step to step, as batch normalization does, does what it does in a
   * prediction where all its parameters are left, so that it stays as it is as well. Not with `@nn/core/plain`.
   */
  readonly frozen?: (parameter: PartParameter) => boolean;
  /** What parameters cost beside the loss: their sum is minimised, and reported. Not with `@nn/core/plain`. */
  readonly penalties?: readonly Penalty[];
}
