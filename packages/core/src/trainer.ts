import type { Kernels, StepsProgram } from "./backend.js";
import { checkTargetCount, type Dataset, RowsInMemory } from "./dataset.js";
import { gradientDivergence, lossDivergence, parameterDivergence } from "./divergence.js";
import type { FloatArray } from "./dtype.js";
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

/** What may stop a training from outside: an `AbortSignal`, as an `AbortController` has it. */
export interface StopSignal {
  /** Read before each batch: once it is `true`, the training ends there and keeps what it has learnt. */
  readonly aborted: boolean;
}

/** What a loss needs of a forward pass, and the backward pass that follows it. */
type Outputs = Pick<TrainingWorkspace, "prediction" | "dprediction" | "backward">;

const NO_ROWS: Uint32Array = /* @__PURE__ */ new Uint32Array(0);

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
  readonly #meanLoss: FloatArray;
  #stepCount = 0;
  /** The update that was taken back, if the optimizer remembers it all the same. */
  #refused: DivergenceError | undefined;
  /** Stops a run of steps. */
  #signal: StopSignal | undefined;
  /**
   * Recorded steps on the examples of a data set, or of this trainer's own workspace, by their batch; `undefined` for
   * those that can't be recorded.
   */
  readonly #programs: WeakMap<Dataset | Trainer, Map<number, StepsProgram | undefined>> = new WeakMap();

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
    this.#meanLoss = backend.allocate("float64", [1])[0]!.fill(Number.NaN);
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
    this.#stepLoaded(batch);
    return this.#meanLoss[0]!;
  }

  /**
   * The same updates on the examples of a data set numbered `rows[from .. to)`, all of them at once unless a `batch` is
   * given; at most `batchSize`. `loss` then has the mean loss of the last one. The data set is taken at its word: pass it
   * through `datasetOf` if it isn't sure to fit.
   *
   * @param signal - Stops between two updates.
   */
  stepRows(
    data: Dataset,
    rows: Uint32Array,
    from: number,
    to: number,
    batch: number = to - from,
    signal?: StopSignal,
  ): void {
    this.#checkBatch(batch);
    this.#signal = signal;
    for (let row = from; row < to && !signal?.aborted; ) {
      const size = Math.min(batch, to - row);
      const count = Math.floor((to - row) / size);
      const done = this.#replay(data, rows, row, size, count);
      row += size * done;
      if (done === count || signal?.aborted) continue;
      const end = Math.min(row + batch, to);
      data.read(this.#workspace.inputs, this.#targets, rows, row, end);
      this.#stepLoaded(end - row);
      row = end;
    }
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

  /** One update on what was read into the workspace. */
  #stepLoaded(batch: number): void {
    if (this.#replay(undefined, NO_ROWS, 0, batch, 1) === 0) this.#update(batch);
  }

  /**
   * Up to `count` updates in one call, on the examples of a data set or else on what was read into the workspace.
   *
   * @returns How many were made. What ends them early shows when the next one is made by itself.
   */
  #replay(data: Dataset | undefined, rows: Uint32Array, from: number, batch: number, count: number): number {
    const program = this.#programFor(data, batch);
    if (program === undefined) return 0;
    let done = 0;
    while (done < count) {
      const asked = Math.min(count - done, program.capacity);
      const finished = program.run(rows, from + done * batch, asked, this.#stepCount + 1);
      this.#stepCount += finished;
      done += finished;
      if (finished === asked) continue;
      if (!this.#kernels.allFinite(this.#value, this.#value.length)) this.#takeBack();
      break;
    }
    return done;
  }

  #programFor(data: Dataset | undefined, batch: number): StepsProgram | undefined {
    const key = data ?? this;
    let programs = this.#programs.get(key);
    if (programs === undefined) {
      programs = new Map();
      this.#programs.set(key, programs);
    }
    if (!programs.has(batch)) programs.set(batch, this.#record(data, batch));
    return programs.get(batch);
  }

  #record(data: Dataset | undefined, batch: number): StepsProgram | undefined {
    const { backend, dtype, stack } = this.#network;
    if (data !== undefined && !(data instanceof RowsInMemory)) return undefined;
    return backend.recordSteps?.(dtype, {
      batch,
      step: this.#stepCount + 1,
      pass: (recorder) => {
        if (data !== undefined) {
          recorder.gather(this.#workspace.inputs, data.inputs, batch, sizeOf(stack.inputShape));
          recorder.gather(this.#targets, data.targets, batch, this.#outputSize);
        }
        const passes = this.#workspace.standIn(recorder, batch);
        passes.forward();
        this.#derive(passes, recorder.standIn(this.#targets), recorder.standIn(this.#losses), batch);
      },
      steady: this.#optimizer.steady === true,
      before: () => {
        this.#keep();
      },
      update: ({ standIn }) => {
        const [value, gradient] = [standIn(this.#value), standIn(this.#gradient)];
        const slots = this.#slots.map(standIn);
        return (step) => {
          if (this.#signal?.aborted) throw new Error("stopped");
          this.#optimizer.update(this.#kernels, value, gradient, slots, step);
        };
      },
      after: () => {
        this.#kernels.allFinite(this.#value, this.#value.length);
      },
    });
  }

  /** One update, kernel by kernel. */
  #update(batch: number): void {
    const workspace = this.#workspace;
    workspace.forward(batch);
    if (!this.#derive(workspace, this.#targets, this.#losses, batch)) {
      throw lossDivergence(this.#network, workspace, batch, this.#stepCount);
    }
    if (!this.#keep()) throw gradientDivergence(this.#network, this.#gradient, this.#stepCount);
    try {
      this.#optimizer.update(this.#kernels, this.#value, this.#gradient, this.#slots, this.#stepCount + 1);
    } catch (error) {
      this.#value.set(this.#before);
      throw error;
    }
    if (!this.#kernels.allFinite(this.#value, this.#value.length)) this.#takeBack();
    this.#stepCount++;
  }

  /** The loss of what forward gave, and all gradients of it; `false` where the loss isn't finite. */
  #derive(passes: Outputs, targets: FloatArray, losses: FloatArray, batch: number): boolean {
    const kernels = this.#kernels;
    const size = this.#outputSize;
    this.#loss.value(kernels, losses, passes.prediction, targets, batch, size);
    if (!kernels.mean(this.#meanLoss, losses, batch)) return false;
    this.#loss.gradient(kernels, passes.dprediction, passes.prediction, targets, batch, size);
    passes.backward();
    return true;
  }

  /** Keeps the parameters to return to; `false` where a gradient isn't finite. */
  #keep(): boolean {
    return this.#kernels.keep(this.#before, this.#value, this.#gradient, this.#value.length);
  }

  /** Ends an update that left the finite numbers. */
  #takeBack(): never {
    const error = parameterDivergence(this.#network, this.#stepCount);
    this.#value.set(this.#before);
    // What the optimizer remembers can't be taken back: nothing good would come of going on with it.
    if (this.#slots.length > 0) this.#refused = error;
    throw error;
  }

  get #value(): FloatArray {
    return this.#network.parameters.block;
  }

  get #gradient(): FloatArray {
    return this.#workspace.gradients.block;
  }
}
