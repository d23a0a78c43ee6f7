import type { Kernels } from "./backend.js";
import { checkTargetCount, type Dataset } from "./dataset.js";
import { gradientDivergence, lossDivergence, parameterDivergence } from "./divergence.js";
import { allFinite, type FloatArray } from "./dtype.js";
import { type DivergenceError, ShapeError } from "./errors.js";
import { copyExamples, countExamples, type Examples } from "./examples.js";
import { checkLoss, type Loss } from "./loss.js";
import type { Network } from "./network.js";
import { checkOptimizer, type Optimizer } from "./optimizer.js";
import { checkOptions, positiveInteger } from "./options.js";
import { copyByName } from "./parameters.js";
import { sizeOf } from "./shape.js";
import { TrainingWorkspace } from "./workspace.js";

/** What a {@link Trainer} works with. */
export interface TrainerOptions {
  /** What to make small. */
  readonly loss: Loss;
  /** How parameters move. */
  readonly optimizer: Optimizer;
  /** The most examples that one step takes. */
  readonly batchSize: number;
}

/**
 * One training of a network: its loss, its optimizer and the memory of both. Each {@link Trainer.step} is one update:
 * forward, loss, backward, optimizer. `fit` is a loop over it.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
 * network.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
 * const trainer = network.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 });
 * trainer.step([-2, -1], [1]); // => 0.22686628719087137
 * trainer.gradients()["0.weight"][0]; // => 0.0214695352658111
 */
export class Trainer {
  readonly #network: Network;
  readonly #kernels: Kernels;
  readonly #outputSize: number;
  readonly #loss: Loss;
  readonly #optimizer: Optimizer;
  readonly #workspace: TrainingWorkspace;
  readonly #targets: FloatArray;
  readonly #losses: FloatArray;
  readonly #slots: readonly FloatArray[];
  /** The parameters before the last update, to return to if it leaves the finite numbers. */
  readonly #before: FloatArray;
  readonly #meanLoss: Float64Array = new Float64Array([Number.NaN]);
  #stepCount = 0;
  /** The update that was taken back, if the optimizer remembers it all the same. */
  #refused: DivergenceError | undefined;

  /** @throws OptionError for an unknown option or a batch size that is not a whole number of at least 1. */
  constructor(network: Network, options: TrainerOptions) {
    checkOptions("A trainer", options, ["loss", "optimizer", "batchSize"]);
    const capacity = positiveInteger("batchSize", options.batchSize);
    const { stack, backend, dtype, parameters } = network;
    const length = parameters.block.length;
    this.#network = network;
    this.#kernels = backend.kernels(dtype);
    this.#outputSize = sizeOf(stack.outputShape);
    this.#loss = checkLoss(options.loss);
    this.#optimizer = checkOptimizer(options.optimizer);
    this.#workspace = new TrainingWorkspace(network, capacity);
    const [targets, losses, before, ...slots] = backend.allocate(dtype, [
      capacity * this.#outputSize,
      capacity,
      length,
      ...this.#optimizer.slots.map(() => length),
    ]);
    this.#targets = targets!;
    this.#losses = losses!;
    this.#before = before!;
    this.#slots = slots;
  }

  /**
   * One update on a batch of at most `batchSize` examples.
   *
   * @returns The mean loss of the batch before the update.
   * @throws DataError or ShapeError for examples that don't fit the network, before anything moved;
   *   DivergenceError if the loss, a gradient or an updated parameter is not finite. A trainer whose optimizer has slots
   *   is of no use after an updated parameter was not finite, and throws that error again: make a new one.
   */
  step(inputs: Examples, targets: Examples): number {
    const batch = this.#load(inputs, targets);
    this.#update(batch);
    return this.#meanLoss[0]!;
  }

  /**
   * The same update on the examples of a data set numbered `rows[from .. to)`, at most `batchSize`; `loss` then has the
   * mean loss. The data set is taken at its word: pass it through `datasetOf` if it isn't sure to fit.
   */
  stepRows(data: Dataset, rows: Uint32Array, from: number, to: number): void {
    this.#checkBatch(to - from);
    data.read(this.#workspace.inputs, this.#targets, rows, from, to);
    this.#update(to - from);
  }

  /** The mean loss of the last batch, before its update; NaN before the first step. */
  get loss(): number {
    return this.#meanLoss[0]!;
  }

  /** How many updates were made. */
  get stepCount(): number {
    return this.#stepCount;
  }

  /** The gradients of the last step by the parameters' names: the derivatives of the batch's mean loss. */
  gradients(): Record<string, number[]> {
    return copyByName(this.#network.stack, this.#workspace.gradients);
  }

  #load(inputs: Examples, targets: Examples): number {
    const { inputShape, outputShape } = this.#network.stack;
    const batch = countExamples(inputs, inputShape, "The inputs");
    checkTargetCount(countExamples(targets, outputShape, "The targets"), batch);
    this.#checkBatch(batch);
    copyExamples(this.#workspace.inputs, inputs, inputShape, "The inputs");
    copyExamples(this.#targets, targets, outputShape, "The targets");
    return batch;
  }

  #checkBatch(batch: number): void {
    if (this.#refused !== undefined) throw this.#refused;
    const { capacity } = this.#workspace;
    if (batch >= 1 && batch <= capacity) return;
    throw new ShapeError(`This trainer takes 1 to ${capacity} examples a step (its batchSize), but got ${batch}.`);
  }

  #update(batch: number): void {
    const workspace = this.#workspace;
    const kernels = this.#kernels;
    const size = this.#outputSize;

    workspace.forward(batch);
    this.#loss.value(kernels, this.#losses, workspace.prediction, this.#targets, batch, size);
    writeMean(this.#meanLoss, this.#losses, batch);
    if (!allFinite(this.#meanLoss, 1)) throw lossDivergence(this.#network, workspace, batch, this.#stepCount);

    this.#loss.gradient(kernels, workspace.dprediction, workspace.prediction, this.#targets, batch, size);
    workspace.backward();
    this.#move();
  }

  /** The optimizer's update, taken back if it would leave the finite numbers. */
  #move(): void {
    const value = this.#network.parameters.block;
    const gradient = this.#workspace.gradients.block;
    if (!keep(this.#before, value, gradient)) {
      throw gradientDivergence(this.#network, gradient, this.#stepCount);
    }
    try {
      this.#optimizer.update(this.#kernels, value, gradient, this.#slots, this.#stepCount + 1);
    } catch (error) {
      value.set(this.#before);
      throw error;
    }
    if (!allFinite(value, value.length)) {
      const error = parameterDivergence(this.#network, this.#stepCount);
      value.set(this.#before);
      // What the optimizer remembers can't be taken back: nothing good would come of going on with it.
      if (this.#slots.length > 0) this.#refused = error;
      throw error;
    }
    this.#stepCount++;
  }
}

/** Written, not returned: a number that a function returns is put on the heap unless the engine inlines the function. */
function writeMean(out: Float64Array, values: FloatArray, count: number): void {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i]!;
  out[0] = sum / count;
}

/** Keeps the parameters to return to, and says whether every gradient is finite: one way through memory for both. */
function keep(before: FloatArray, value: FloatArray, gradient: FloatArray): boolean {
  let sum = 0;
  for (let i = 0; i < value.length; i++) {
    before[i] = value[i]!;
    sum += 0 * gradient[i]!;
  }
  return sum === 0;
}
