import type { FloatArray, Kernels } from "@nn/numerics";
import { checkOptions, countUp, isRecord, OptionError, placed, show, sizeOf, trueOrFalse } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import { lackOf } from "../components/component.js";
import { checkPredictions } from "../components/mismatch.js";
import { refusePromise } from "../components/promises.js";
import type { WritingCheck } from "../components/writing-check.js";
import type { Dataset } from "../contracts/dataset.js";
import { checkLoss, type Loss, type Metric } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import { type Data, datasetFor } from "../data/dataset.js";
import { equipmentOf, type Observer, type RecordedEvaluation } from "../equipment/equipment.js";
import { allocationsOf, giveBack, homeOf, housed, release, worksIn } from "../memory/home.js";
import { orNoRoom } from "../memory/room.js";
import { Workspace } from "../memory/workspace.js";
import { outputDivergence, overflowIn } from "./divergence.js";
import type { DivergencePlace } from "./divergence-error.js";

/** Metrics under the names that their values are reported by. */
export type Metrics = Readonly<Record<string, Metric>>;

/** The loss, and each metric under the name the user gave it. */
export type Evaluation<M extends Metrics = Record<never, never>> = {
  /** The mean of the loss over the examples, in the loss's own unit. */
  readonly loss: number;
} & {
  readonly [Name in keyof M]: number;
};

/** What `evaluate` measures. */
export interface EvaluateOptions<M extends Metrics = Record<never, never>> {
  /** The figure that is reported as `loss`; it need not be the one that the network was trained with. */
  readonly loss: Loss;
  /** More figures, under names of your choice: `{ accuracy: binaryAccuracy }` comes back as `accuracy`. */
  readonly metrics?: M;
  /** Whether a loss and metrics may be measured that the last layer's outputs aren't made for; `false` unless given. */
  readonly allowMismatch?: boolean;
}

/**
 * How many examples go through the network at a time. It changes no result; it bounds the memory, and the time between
 * two turns of the event loop.
 */
const EVALUATION_BATCH = 32;

/** The means of a loss and of metrics over a whole data set. */
export function evaluate<M extends Metrics>(network: Network, data: Data, options: EvaluateOptions<M>): Evaluation<M> {
  equipmentOf(network)?.refuseApart("evaluate", options);
  checkOptions("evaluate", options, ["loss", "metrics", "allowMismatch"]);
  const dataset = datasetFor(network, data);
  const evaluator = housed(network, () => new Evaluator(network, dataset, options.loss, options.metrics));
  checkMismatch(network, options);
  try {
    while (evaluator.advance());
    if (evaluator.overflow !== undefined) throw outputDivergence(evaluator.overflow);
    return evaluator.result() as Evaluation<M>;
  } finally {
    giveBack(network, evaluator);
    if (dataset !== data) release(network, dataset);
  }
}

/** @throws OptionError for a loss or a metric that the last layer's outputs aren't made for. */
export function checkMismatch(
  network: Network,
  { loss, metrics = {}, allowMismatch = false }: EvaluateOptions<Metrics>,
): void {
  const isAllowed = trueOrFalse("allowMismatch", allowMismatch);
  checkPredictions(network.stack, [loss, ...Object.values(metrics)], isAllowed);
}

/** An evaluation that goes on a batch at a time, so that its caller can pause between two. */
export class Evaluator {
  readonly #kernels: Kernels;
  readonly #data: Dataset;
  readonly #workspace: Workspace;
  readonly #rows: Uint32Array;
  /** How many numbers a target has. */
  readonly #size: number;
  readonly #targets: FloatArray;
  readonly #values: FloatArray;
  readonly #figures: readonly (readonly [name: string, metric: Metric])[];
  readonly #sums: Float64Array;
  readonly #what: string;
  readonly #network: Network;
  #done = 0;
  /** Looks at the figures until each was seen to write its values for a batch. */
  #unseen: WritingCheck | undefined;
  #overflow: DivergencePlace | undefined;
  /** The evaluations that were recorded; `undefined` where none are. */
  readonly recorded: RecordedEvaluation | undefined;

  /** @param what - How messages call the examples. */
  constructor(network: Network, data: Dataset, loss: Loss, metrics: Metrics = {}, what = "examples") {
    this.#network = network;
    const equipment = equipmentOf(network);
    const noRoom = equipment?.noRoom;
    this.#unseen = equipment?.writing;
    this.#what = what;
    const capacity = Math.min(EVALUATION_BATCH, data.size);
    const { backend, dtype, stack } = network;
    this.#kernels = backend.kernels(dtype);
    this.#data = data;
    this.#size = sizeOf(stack.outputShape);
    this.#workspace = new Workspace(network, capacity);
    this.#rows = orNoRoom(() => countUp(data.size), noRoom && (() => noRoom.order(data.size)));
    const [targets, values] = homeOf(network).store.allocate(dtype, [capacity * this.#size, capacity]);
    worksIn(this, ...allocationsOf(this.#workspace), [targets!]);
    this.#targets = targets!;
    this.#values = values!;
    this.#figures = [["loss", checkLoss(loss)], ...Object.entries(checkMetrics(metrics))];
    this.#sums = new Float64Array(this.#figures.length);
    const [figures, workspace] = [this.#figures, this.#workspace];
    this.recorded = equipment?.recordEvaluations(network, { owner: this, data, workspace, targets: targets!, figures });
  }

  /** Takes the next batch through the network, and says whether there is another one. @param observer - Is shown it. */
  advance(observer?: Observer): boolean {
    if (this.#done === this.#data.size) this.#restart();
    const end = Math.min(this.#done + this.#workspace.capacity, this.#data.size);
    const batch = end - this.#done;
    if (this.#unseen !== undefined || !this.recorded?.run(this.#done, batch, this.#sums)) {
      this.#data.read(this.#workspace.inputs, this.#targets, this.#rows, this.#done, end);
      this.#workspace.forward(batch);
      try {
        this.#measure(batch);
      } catch (error) {
        throw placed(`in the batch of ${this.#what} ${this.#done} to ${end - 1}`, error);
      }
    }
    observer?.see(this.#workspace, this.#targets, batch);
    this.#done = end;
    return end < this.#data.size;
  }

  #measure(batch: number): void {
    for (let f = 0; f < this.#figures.length; f++) {
      const [, metric] = this.#figures[f]!;
      this.#unseen?.mark(this.#values, batch);
      const returned: unknown = metric.value(
        this.#kernels,
        this.#values,
        this.#workspace.prediction,
        this.#targets,
        batch,
        this.#size,
      );
      if (returned !== undefined) refusePromise(`${metric.name}: value`, returned);
      this.#unseen?.refuse(this.#values, batch, `${metric.name}: value`, "values");
      for (let i = 0; i < batch; i++) this.#sums[f]! += this.#values[i]!;
      if (f === 0 && !Number.isFinite(this.#sums[0])) this.#overflow ??= this.#whatOverflowed(batch);
    }
    this.#unseen = undefined;
  }

  /** Where the loss left the finite numbers; `undefined` as long as it is finite. */
  get overflow(): DivergencePlace | undefined {
    return this.#overflow;
  }

  #whatOverflowed(batch: number): DivergencePlace {
    const at = this.#values.findIndex((value) => !Number.isFinite(value));
    return overflowIn(this.#network, this.#workspace.frames, batch, this.#done + Math.max(at, 0));
  }

  /** The means over the examples so far. */
  result(): Evaluation {
    // Without an array of entries: with a report each epoch, a tiny network's training would be a tenth slower.
    const figures: Record<string, number> = {};
    for (let f = 0; f < this.#figures.length; f++) figures[this.#figures[f]![0]] = this.#sums[f]! / this.#done;
    return figures as Evaluation;
  }

  /** The mean loss of the answer 0, of as many examples as tell its size; 0 where the loss has none. */
  lossOfZero(): number {
    const { capacity, prediction } = this.#workspace;
    const batch = Math.min(capacity, this.#data.size);
    const [, loss] = this.#figures[0]!;
    let sum = 0;
    let done = 0;
    try {
      for (; done < Math.min(this.#data.size, 1024); done += batch) {
        const to = Math.min(done + batch, this.#data.size);
        this.#data.read(this.#workspace.inputs, this.#targets, this.#rows, done, to);
        prediction.fill(0);
        loss.value(this.#kernels, this.#values, prediction, this.#targets, to - done, this.#size);
        for (let i = 0; i < to - done; i++) sum += Math.abs(this.#values[i]!);
      }
    } catch {
      return 0;
    }
    return sum / Math.min(done, this.#data.size);
  }

  #restart(): void {
    this.#done = 0;
    for (let f = 0; f < this.#sums.length; f++) this.#sums[f] = 0;
    this.#overflow = undefined;
  }
}

function checkMetrics(metrics: Metrics): Metrics {
  if (!isRecord(metrics) || typeof metrics.value === "function") {
    throw new OptionError(
      `metrics must hold metrics by name, as in { accuracy: binaryAccuracy }, but is ${show(metrics)}.${advice.onPromise?.(metrics) ?? ""}`,
    );
  }
  for (const [name, metric] of Object.entries(metrics)) {
    if (["loss", "epoch", "validation", "__proto__"].includes(name)) {
      throw new OptionError(`A metric can't be named "${name}": reports already use that name. Choose another one.`);
    }
    const lack = lackOf(metric, ["value"]);
    if (lack !== undefined) {
      throw new OptionError(
        `metrics must hold metrics by name, as in { accuracy: binaryAccuracy }, but ${show(name)} is ${lack}`,
      );
    }
  }
  return metrics;
}
