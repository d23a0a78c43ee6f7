import type { History } from "@nn/core";
import type { Loss, Optimizer, Registrable } from "@nn/core/component";
import type { FitState, TrainerState } from "@nn/core/types";

/** What a network's file holds beside the network. All may be left out. */
export interface FileOptions {
  /** What its training was like: what `fit` gave. */
  readonly history?: History;
  /** What a training driven step by step has come to: `trainer.state()`. */
  readonly training?: TrainerState;
  /** What a `fit` has come to: `state()` of one that runs. */
  readonly fit?: FitState;
  /** The loss, so that it needn't be known where the training goes on. */
  readonly loss?: Loss;
  /** The optimizer, for the same. */
  readonly optimizer?: Optimizer;
}

/** The names of {@link FileOptions}. */
export const FILE_OPTIONS: readonly (keyof FileOptions)[] = ["history", "training", "fit", "loss", "optimizer"];

/** How a network's file is read. */
export interface ReadOptions {
  /** Components of your own, or what makes them: `[Scale, half]`. Those of `@nn` are known. */
  readonly kinds?: readonly Registrable[];
  /**
   * How many numbers a pass over one example may take, which a file of a few bytes could drive to any size; 2²⁴ unless
   * given.
   */
  readonly largestPass?: number;
}
