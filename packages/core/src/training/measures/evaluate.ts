import { checkOptions, countUp, type FloatArray, placed, trueOrFalse } from "@nn/numerics";
import { advice } from "../../advice/advice.js";
import { refusePromise } from "../../components/promises.js";
import type { WritingCheck } from "../../components/writing-check.js";
import type { Dataset } from "../../contracts/dataset.js";
import type { DatasetMetric, Loss, Metric, Metrics } from "../../contracts/loss.js";
import type { Network } from "../../contracts/network.js";
import type { Data } from "../../data/data.js";
import { datasetFor } from "../../data/dataset.js";
import { equipmentOf, type Observer } from "../../equipment/equipment.js";
import type { RecordedEvaluation } from "../../equipment/recorded.js";
import { type Figure, framesOn } from "../../memory/frames/figure-frame.js";
import { allocationsOf, giveBack, housed, release, worksIn } from "../../memory/home.js";
import { orNoRoom } from "../../memory/room.js";
import { Workspace } from "../../memory/workspace.js";
import { outputDivergence, overflowIn } from "../divergence.js";
import type { DivergencePlace } from "../divergence-error.js";
import type { Evaluation } from "./reports.js";

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
  const dataset = datasetFor(network, data, options.loss);
  const evaluator = housed(network, () => new Evaluator(network, dataset, options.loss, options.metrics));
  checkMismatch(network, options);
  try {
    while (evaluator.advance());
    if (evaluator.overflow !== undefined) throw outputDivergence(evaluator.overflow, "The loss");
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
  if (!isAllowed) advice.onOutputs?.(network.stack, [loss, ...Object.values(metrics)]);
}

/** An evaluation that goes on a batch at a time, so that its caller can pause between two. */
export class Evaluator {
  /**
   * What is evaluated.
   *
   * @hidden
   */
  data: Dataset;
  readonly #workspace: Workspace;
  readonly #rows: Uint32Array;
  /** The loss, and then the metrics of examples. */
  readonly #figures: readonly Figure[];
  readonly #sums: Float64Array;
  readonly #what: string;
  readonly #network: Network;
  #done = 0;
  /** How much the examples count that were evaluated. */
  #weight = 0;
  /**
   * Looks at the figures until each was seen to write its values for a batch.
   *
   * @hidden
   */
  unseen: WritingCheck | undefined;
  #overflow: DivergencePlace | undefined;
  /** The evaluations that were recorded; `undefined` where none are. */
  readonly recorded: RecordedEvaluation | undefined;

  /** @param what - What the data is called in messages: `"validation "`. */
  constructor(network: Network, data: Dataset, loss: Loss, metrics: Metrics = {}, what = "") {
    this.#network = network;
    const equipment = equipmentOf(network);
    this.unseen = equipment?.writing;
    this.#what = what;
    const capacity = Math.min(EVALUATION_BATCH, data.size);
    const { stack } = network;
    this.data = data;
    this.#workspace = new Workspace(network, capacity);
    this.#rows = orNoRoom(
      () => countUp(data.size),
      () => equipment?.noRoom.order(data.size),
    );
    worksIn(this, ...allocationsOf(this.#workspace));
    advice.onMetrics?.(loss, metrics, stack.outputShape);
    const named = Object.entries<Metric | DatasetMetric<unknown>>({ loss, ...metrics }).filter(
      ([, metric]) => !(equipment && "begin" in metric),
    ) as [string, Metric][];
    const frames = framesOn(this, network, this.#workspace, named.map(([, metric]) => metric) as [Loss]);
    const figures = named.map(([name, metric], i) => ({ name, metric, frame: frames[i]! }));
    this.#figures = figures;
    this.#sums = new Float64Array(figures.length);
    const evaluation = { owner: this, data, workspace: this.#workspace, figures, metrics };
    this.recorded = equipment?.recordEvaluations(network, evaluation);
  }

  /** Takes the next batch through the network, and says whether there is another one. @param observer - Is shown it. */
  advance(observer?: Observer): boolean {
    if (this.#done === this.data.size) this.#restart();
    const end = Math.min(this.#done + this.#workspace.capacity, this.data.size);
    const batch = end - this.#done;
    const { weights } = this.data;
    const isDone = !this.unseen && this.recorded?.run(this.#done, batch, this.#sums, weights);
    if (!isDone) this.data.read(this.#workspace.inputs, this.#frame.target, this.#rows, this.#done, end);
    try {
      if (!isDone) {
        this.#workspace.forward(batch);
        this.#measure(batch);
      }
      this.recorded?.tally(this.#frame, batch, this.#done, weights);
    } catch (error) {
      const from = this.#done;
      const told = advice.onExample?.(error, `the ${this.#what}data`, (example) => from + example);
      throw told ?? placed(`in the batch of ${this.#what}examples ${from} to ${end - 1}`, error);
    }
    observer?.see(this.#workspace, this.#frame.target, batch);
    this.#done = end;
    if (weights === undefined) this.#weight = end;
    else for (let i = end - batch; i < end; i++) this.#weight += weights[i]!;
    return end < this.data.size;
  }

  #measure(batch: number): void {
    for (let f = 0; f < this.#figures.length; f++) {
      const { metric, frame } = this.#figures[f]!;
      const { values } = frame;
      frame.batch = batch;
      this.unseen?.mark(values, batch);
      const returned: unknown = metric.value(frame);
      if (returned !== undefined) refusePromise(`${metric.name}: value`, returned);
      this.unseen?.refuse(values, batch, `${metric.name}: value`, "values");
      this.#sums[f] = sumOf(values, batch, this.#sums[f]!, this.data.weights, this.#done);
      if (f === 0 && !Number.isFinite(this.#sums[0])) this.#overflow ??= this.#whatOverflowed(batch);
    }
    this.unseen = undefined;
  }

  /** What the loss is given. */
  get #frame(): Figure["frame"] {
    return this.#figures[0]!.frame;
  }

  /** Where the loss left the finite numbers; `undefined` as long as it is finite. */
  get overflow(): DivergencePlace | undefined {
    return this.#overflow;
  }

  #whatOverflowed(batch: number): DivergencePlace {
    const at = this.#frame.values.findIndex((value) => !Number.isFinite(value));
    return overflowIn(this.#network, this.#workspace.frames, batch, this.#done + Math.max(at, 0));
  }

  /** The means over the examples so far, weighted where there are weights. */
  result(): Evaluation {
    // Without an array of entries: with a report each epoch, a tiny network's training would be a tenth slower.
    const figures: Record<string, number> = {};
    for (let f = 0; f < this.#figures.length; f++) figures[this.#figures[f]!.name] = this.#sums[f]! / this.#weight;
    return (this.recorded?.report(figures) ?? figures) as Evaluation;
  }

  #restart(): void {
    this.#done = 0;
    this.#weight = 0;
    for (let f = 0; f < this.#sums.length; f++) this.#sums[f] = 0;
    this.#overflow = undefined;
  }
}

/** Adds the figures of examples to a sum, one after another, each times its weight. @param from - The number of the first. */
export function sumOf(
  values: FloatArray,
  length: number,
  first: number,
  weights: ArrayLike<number> | undefined,
  from: number,
): number {
  let sum = first;
  if (weights === undefined) for (let i = 0; i < length; i++) sum += values[i]!;
  else for (let i = 0; i < length; i++) sum += weights[from + i]! * values[i]!;
  return sum;
}
