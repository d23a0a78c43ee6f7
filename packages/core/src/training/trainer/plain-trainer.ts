import { checkOptions, DataError, positiveInteger, ShapeError, show } from "@nn/numerics";
import { advice } from "../../advice/advice.js";
import type { Dataset } from "../../contracts/dataset.js";
import { checkNetwork, type Network } from "../../contracts/network.js";
import { checkShapes } from "../../data/checked-dataset.js";
import { countPairs } from "../../data/dataset.js";
import { copyExamples, type Examples, type NumberArray } from "../../data/examples.js";
import { equipmentOf } from "../../equipment/equipment.js";
import { checkSignal, type StopSignal } from "../fit/signals.js";
import { checkMismatch } from "../measures/evaluate.js";
import { checkStill, type Occupancy, occupancyOf } from "../occupancy.js";
import { Steps } from "../steps.js";
import type { TrainerOptions } from "./trainer-options.js";

/**
 * One training of a network of `@nn/core/plain`, to be driven step by step: what {@link Trainer} of `@nn/core` does, but for its
 * gradients by themselves and its state.
 *
 * @example
 * const trainer = new PlainTrainer(new Sequential([new Dense(2, 1)]), {
 *   loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1,
 * });
 * trainer.step([-2, -1], [1]);
 * trainer.stepCount; // => 1
 */
export class PlainTrainer extends Steps {
  readonly #occupancy: Occupancy;

  /** @throws OptionError for an unknown option or a batch size that is not a whole number of at least 1. */
  constructor(network: Network, options: TrainerOptions) {
    checkOptions("A trainer", options, ["loss", "optimizer", "batchSize", "allowMismatch", "frozen", "penalties"]);
    positiveInteger("batchSize", options.batchSize);
    super(checkNetwork("A trainer", network), options);
    this.#occupancy = occupancyOf(network);
    checkMismatch(network, options);
  }

  /**
   * One update on a batch of at most `batchSize` examples.
   *
   * @param weights - What each example counts; as one unless given. Not with `@nn/core/plain`.
   * @returns The mean loss of the batch before the update.
   * @throws DataError or ShapeError for examples that don't fit the network, before anything moved;
   *   DivergenceError if the loss, a gradient or an updated parameter is not finite; ThreadError if a thread of the
   *   network's pool ended in the middle of an update. Whatever it throws, the network and the trainer are as they were before.
   */
  step(inputs: Examples, targets: Examples, weights?: readonly number[] | NumberArray): number {
    const batch = this.load(inputs, targets, weights);
    this.stepLoaded(batch);
    return this.update.loss;
  }

  /**
   * The same updates on the examples of a data set numbered `rows[from .. to)`, all of them at once unless a `batch` is
   * given; at most `batchSize`. `loss` then has the mean loss of the last one. What the data set reads is taken at its
   * word: pass it through `datasetFor` if it isn't sure to be finite.
   *
   * @param signal - Stops between two updates.
   * @throws ShapeError for a data set of another network's shapes or a batch that is none, DataError for a row that it
   *   doesn't have, and OptionError for what is no signal, before anything moved; DivergenceError as {@link PlainTrainer.step} does.
   */
  stepRows(
    data: Dataset,
    rows: Uint32Array,
    from: number,
    to: number,
    batch: number = lengthOf(from, to),
    signal?: StopSignal,
  ): void {
    checkExamples(data, rows, from, to);
    this.#checkBatch(batch);
    checkShapes(data, this.network.stack.inputShape, this.update.frame.targetShape);
    if (signal !== undefined) checkSignal(signal);
    this.run(data, rows, from, to, batch, signal);
  }

  /** How much of that loss are penalties. */
  get penalty(): number {
    return this.update.penalty;
  }

  /** Reads a batch into the workspace. @hidden */
  protected load(inputs: Examples, targets: Examples, weights: readonly number[] | NumberArray | undefined): number {
    const { pipeline, stack } = this.network;
    const { inputShape } = stack;
    const { target, targetShape } = this.update.frame;
    const batch = countPairs(inputs, targets, inputShape, targetShape);
    pipeline?.check?.(inputs);
    this.#checkBatch(batch);
    copyExamples(this.update.workspace.inputs, inputs, inputShape, "The inputs");
    copyExamples(target, targets, targetShape, "The targets");
    const checked = weights && equipmentOf(this.network)?.weightsOf({ weights }, batch);
    this.weigh(checked ?? weights);
    this.update.weights?.weights.set(checked!);
    return batch;
  }

  #checkBatch(batch: number): void {
    this.update.derivedAt = -1;
    if (this.#occupancy.waits) checkStill(this.#occupancy, "A trainer's step");
    const { capacity } = this.update.workspace;
    if (Number.isInteger(batch) && batch >= 1 && batch <= capacity) return;
    const takes = capacity === 1 ? "1 example" : `1 to ${capacity} examples`;
    throw new ShapeError(`This trainer takes ${takes} a step (its batchSize), but got ${show(batch)}.`);
  }
}

/** How far it is from one place to another; NaN where one of them is no number. */
function lengthOf(from: number, to: number): number {
  return typeof from === "number" && typeof to === "number" ? to - from : Number.NaN;
}

/** Without this check recorded steps would read memory beyond the data set, and train on it. */
function checkExamples(data: Dataset, rows: Uint32Array, from: number, to: number): void {
  const isList = Array.isArray(rows) || ArrayBuffer.isView(rows);
  let isRight =
    isList &&
    typeof data?.read === "function" &&
    Number.isInteger(data.size) &&
    Number.isInteger(from) &&
    Number.isInteger(to) &&
    from <= to;
  for (let i = from; isRight && i < to; i++)
    isRight = Number.isInteger(rows[i]) && rows[i]! >= 0 && rows[i]! < data.size;
  if (isRight) return;
  throw new DataError(
    advice.onRows?.(data, rows, from, to) ??
      "stepRows takes a Dataset, numbers of its examples, and where to begin and end.",
  );
}
