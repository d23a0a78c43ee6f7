import { checkOptions, DataError, OptionError, positiveInteger, ShapeError, show } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type { Dataset } from "../contracts/dataset.js";
import type { Loss } from "../contracts/loss.js";
import { checkNetwork, type Network } from "../contracts/network.js";
import type { Optimizer, PartParameter } from "../contracts/optimizer.js";
import type { Penalty } from "../contracts/penalty.js";
import { checkShapes } from "../data/checked-dataset.js";
import { countPairs, noWeights } from "../data/dataset.js";
import { copyExamples, type Examples, type NumberArray } from "../data/examples.js";
import { equipmentOf } from "../equipment/equipment.js";
import type { RecordedSteps, WeightsOfBatch } from "../equipment/recorded.js";
import { allocationsOf, housed, worksIn } from "../memory/home.js";
import { copyByName, listParameters } from "../parameters/parameters.js";
import { checkMismatch } from "./evaluate.js";
import { checkSignal, type StopSignal } from "./fit/signals.js";
import { type Occupancy, occupancyOf } from "./occupancy.js";
import { Update } from "./update.js";

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

const NO_ROWS: Uint32Array = /* @__PURE__ */ new Uint32Array(0);

/**
 * One training of a network of `@nn/core/plain`: what {@link Trainer} of `@nn/core` does, but for its gradients by themselves
 * and its state.
 *
 * @example
 * const trainer = new Sequential([new Dense(2, 1)]).trainer({
 *   loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1,
 * });
 * trainer.step([-2, -1], [1]);
 * trainer.stepCount; // => 1
 */
export class PlainTrainer {
  /** @hidden */
  readonly network: Network;
  /** @hidden */
  readonly update: Update;
  readonly #occupancy: Occupancy;
  /**
   * The names of the parameters that it leaves as they are.
   *
   * @hidden
   */
  readonly frozen: ReadonlySet<string> | undefined;
  #weights: WeightsOfBatch | undefined;
  /**
   * The steps that were recorded; `undefined` where none are.
   *
   * @hidden
   */
  readonly recorded: RecordedSteps | undefined;

  /** @throws OptionError for an unknown option or a batch size that is not a whole number of at least 1. */
  constructor(network: Network, options: TrainerOptions) {
    checkOptions("A trainer", options, ["loss", "optimizer", "batchSize", "allowMismatch", "frozen", "penalties"]);
    const capacity = positiveInteger("batchSize", options.batchSize);
    this.network = checkNetwork("A trainer", network);
    this.#occupancy = occupancyOf(network);
    const { loss } = options;
    const equipment = equipmentOf(network);
    const frozen = equipment?.freezing.namesIn(network, options.frozen);
    const { penalties } = options;
    if (equipment === undefined && (options.frozen ?? penalties) !== undefined) {
      throw new OptionError("frozen and penalties need @nn/core.");
    }
    const optimizer = frozen ? equipment!.freezing.trained(options.optimizer, frozen) : options.optimizer;
    this.frozen = frozen;
    this.update = housed(network, () => new Update(network, loss, optimizer, capacity, { frozen, penalties }));
    this.recorded = equipment?.recordSteps(network, this.update, loss, optimizer);
    worksIn(this, ...allocationsOf(this.update));
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
    this.#stepLoaded(batch);
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
    const oneByOne = signal !== undefined && this.recorded?.mayBeAborted(signal);
    this.#weigh(data.weights);
    for (let row = from; row < to && !signal?.aborted; ) {
      const size = Math.min(batch, to - row);
      const count = oneByOne ? 1 : Math.floor((to - row) / size);
      const done = this.recorded?.run(data, rows, row, size, count) ?? 0;
      row += size * done;
      if (done > 0) continue;
      data.read(this.update.workspace.inputs, this.update.frame.target, rows, row, row + size);
      this.update.weights?.read(data.weights!, rows, row, row + size);
      try {
        this.#stepLoaded(size);
      } catch (error) {
        const first = row;
        throw advice.onExample?.(error, "the data", (example) => rows[first + example]!) ?? error;
      }
      row += size;
    }
  }

  /** The mean loss of the last batch, before its update; NaN before the first step. */
  get loss(): number {
    return this.update.loss;
  }

  /** How much of that loss are penalties. */
  get penalty(): number {
    return this.update.penalty;
  }

  /** How many updates were made. */
  get stepCount(): number {
    return this.update.count;
  }

  /**
   * The gradients of the last step by the parameters' names: the derivatives of the batch's mean loss. Frozen parameters have
   * none.
   */
  gradients(): Record<string, number[]> {
    const moved = listParameters(this.network.stack).filter(({ fullName }) => !this.frozen?.has(fullName));
    return copyByName(moved, this.update.workspace.gradients);
  }

  /** Reads a batch into the workspace. @hidden */
  protected load(inputs: Examples, targets: Examples, weights: readonly number[] | NumberArray | undefined): number {
    const { inputShape } = this.network.stack;
    const { target, targetShape } = this.update.frame;
    const batch = countPairs(inputs, targets, inputShape, targetShape);
    this.#checkBatch(batch);
    copyExamples(this.update.workspace.inputs, inputs, inputShape, "The inputs");
    copyExamples(target, targets, targetShape, "The targets");
    const checked = weights && equipmentOf(this.network)?.weightsOf({ weights }, batch);
    this.#weigh(checked ?? weights);
    this.update.weights?.weights.set(checked!);
    return batch;
  }

  /** Has the next steps weigh their examples, or not. */
  #weigh(weights: unknown): void {
    const { update } = this;
    const equipment = equipmentOf(this.network);
    if (weights !== undefined) this.#weights ??= equipment?.weigh(this.network, this) ?? noWeights({ weights });
    update.weights = weights === undefined ? undefined : this.#weights;
  }

  #checkBatch(batch: number): void {
    this.update.derivedAt = -1;
    if (this.#occupancy.waits) this.#occupancy.checkStill("A trainer's step");
    const { capacity } = this.update.workspace;
    if (Number.isInteger(batch) && batch >= 1 && batch <= capacity) return;
    const takes = capacity === 1 ? "1 example" : `1 to ${capacity} examples`;
    throw new ShapeError(`This trainer takes ${takes} a step (its batchSize), but got ${show(batch)}.`);
  }

  /** One update on what was read into the workspace. */
  #stepLoaded(batch: number): void {
    if (this.recorded?.run(undefined, NO_ROWS, 0, batch, 1)) return;
    this.update.derive(batch);
    this.update.apply();
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
