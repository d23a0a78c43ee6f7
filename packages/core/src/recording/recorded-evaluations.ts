import type { FloatArray, Program, Recorder } from "@nn/numerics";
import { sizeOf } from "@nn/numerics";
import { refusePromise } from "../components/promises.js";
import type { Dataset } from "../contracts/dataset.js";
import type { Loss, MetricFrame, Metrics } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import { ForgottenData } from "../data/forgotten-data.js";
import { RowsInMemory, readsRows } from "../data/rows-in-memory.js";
import { equipmentOf } from "../equipment/equipment.js";
import type { RecordableEvaluation, RecordedEvaluation, WholeEvaluation } from "../equipment/recorded.js";
import type { FigureFrame } from "../memory/frames/figure-frame.js";
import { homeOf, worksIn } from "../memory/home.js";
import { sumOf } from "../training/measures/evaluate.js";
import { lossOfZero } from "../training/measures/loss-of-zero.js";
import { Tallies } from "../training/measures/tallies.js";
import { fitsFigure } from "./fits-figure.js";
import { RowsPlace } from "./rows-place.js";
import { TracedPasses } from "./traced-passes.js";
import { figureOver, Tracing } from "./tracing.js";
import { watch } from "./watch/kernels-only.js";
import { LayersWatch } from "./watch/layers-watch.js";
import type { Watched } from "./watch/watched.js";

/** Recording costs about as much as so many evaluations of a batch. */
const WORTH_RECORDING = 8;

/** The recorded evaluations of a data set, by their batch: each for as long as layers and figures stay as they are. */
export class EvaluationRecording implements RecordedEvaluation {
  readonly #network: Network;
  #evaluation: RecordableEvaluation;
  /** Where the rows lie that were recorded. */
  #place: RowsPlace | undefined;
  readonly #programs: Map<number, Program | undefined> = new Map();
  #layers: LayersWatch;
  #figures: readonly (Watched | undefined)[];
  readonly #tallies: Tallies | undefined;
  #written: readonly FloatArray[] | undefined;
  /** How many evaluations are still to be made before one is recorded. */
  #left = WORTH_RECORDING;

  constructor(network: Network, evaluation: RecordableEvaluation) {
    this.#network = network;
    this.#evaluation = evaluation;
    this.#layers = layersOf(network);
    this.#figures = figuresOf(evaluation);
    const { metrics, data } = evaluation;
    this.#tallies = Tallies.of(metrics, data.size, network.stack.outputShape);
  }

  tally(frame: FigureFrame, batch: number, from: number, weights: ArrayLike<number> | undefined): void {
    this.#tallies?.add(frame, batch, from, weights);
  }

  report(means: Readonly<Record<string, number>>): Record<string, unknown> | undefined {
    return this.#tallies?.report(means);
  }

  lossOfZero(): number {
    return lossOfZero(this.#evaluation);
  }

  serves(size: number, loss: Loss, metrics: Metrics): boolean {
    const { data, figures, workspace } = this.#evaluation;
    const asked = [["loss", loss] as const, ...Object.entries(metrics)];
    if (size !== data.size || asked.length !== figures.length) return false;
    return figures.every(
      (figure, i) =>
        figure.name === asked[i]![0] && figure.metric === asked[i]![1] && fitsFigure(figure, workspace.capacity),
    );
  }

  rest(): void {
    const { owner, data } = this.#evaluation;
    owner.data = new ForgottenData(data.size);
    this.#evaluation = { ...this.#evaluation, data: owner.data };
  }

  renew(data: Dataset): void {
    this.#evaluation = { ...this.#evaluation, data };
    const { owner, workspace } = this.#evaluation;
    owner.data = data;
    owner.unseen = equipmentOf(this.#network)?.writing;
    workspace.unseen = owner.unseen;
    if (this.#place === undefined || (readsRows(data) && this.#place.isOf(data))) return;
    this.#place = undefined;
    this.#programs.clear();
    this.#left = WORTH_RECORDING;
  }

  run(from: number, batch: number, sums: Float64Array, weights: ArrayLike<number> | undefined): boolean {
    if (this.#left > 0 && !this.#programs.has(batch)) {
      this.#left--;
      return false;
    }
    const program = this.programFor(batch);
    if (program === undefined) return false;
    for (let i = 0; i < batch; i++) program.rows[i] = from + i;
    if (program.run(1) < 1) return false;
    const values = this.#values;
    if (!Number.isFinite(sumOf(values[0]!, batch, sums[0]!, weights, from))) return false;
    for (let f = 0; f < values.length; f++) sums[f] = sumOf(values[f]!, batch, sums[f]!, weights, from);
    return true;
  }

  /** Where each figure is written, by the example. */
  get #values(): readonly FloatArray[] {
    if (this.#written === undefined) {
      const { owner, workspace, figures } = this.#evaluation;
      const { dtype } = this.#network;
      const lengths = figures.map(() => workspace.capacity);
      this.#written = homeOf(this.#network).store.allocate(dtype, lengths);
      worksIn(owner, this.#written);
    }
    return this.#written;
  }

  get whole(): WholeEvaluation | undefined {
    const { data, workspace, figures } = this.#evaluation;
    const { size } = data;
    if (size > workspace.capacity || this.#tallies !== undefined) return undefined;
    return { recorded: this, size, values: () => this.#values, names: figures.map(({ name }) => name) };
  }

  get callsNothing(): boolean {
    return this.#layers.isTraceable && this.#figures.every((figure) => figure !== undefined);
  }

  programFor(batch: number): Program | undefined {
    if (!readsRows(this.#evaluation.data) || !this.#hold()) return undefined;
    if (!this.#programs.has(batch)) this.#programs.set(batch, this.#record(this.#evaluation.data, batch));
    return this.#programs.get(batch);
  }

  /** Whether what was recorded is what layers and figures do now; otherwise all begins anew. */
  #hold(): boolean {
    if (this.#layers.forwardsHold() && this.#figures.every((figure) => figure?.hold() ?? true)) return true;
    this.#layers = layersOf(this.#network);
    this.#figures = figuresOf(this.#evaluation);
    this.#programs.clear();
    this.#left = WORTH_RECORDING;
    return false;
  }

  #record(data: RowsInMemory, batch: number): Program | undefined {
    const { backend, dtype } = this.#network;
    if (!this.#layers.isWorthRecording) return undefined;
    return backend.record?.(dtype, (recorder) => this.#trace(recorder, data, batch));
  }

  #trace(recorder: Recorder, data: RowsInMemory, batch: number): void {
    const { stack, backend, dtype } = this.#network;
    const { workspace, figures } = this.#evaluation;
    const values = this.#values;
    const { inputs, tracedPasses: passes } = workspace;
    const rows = RowsInMemory.arraysOf(data);
    this.#place = new RowsPlace(data);
    const { target, targetSize } = figures[0]!.frame;
    const kernels = backend.kernels(dtype);
    const tracing = new Tracing(recorder, kernels);
    recorder.gather(inputs, rows.inputs, batch, sizeOf(stack.inputShape));
    recorder.gather(target, rows.targets, batch, targetSize);
    const traced = new TracedPasses(passes, { recorder, tracing, watched: this.#layers, batch });
    traced.forward();
    for (const [f, { metric, frame }] of figures.entries()) {
      const evaluate = (given: MetricFrame): void => {
        const returned: unknown = metric.value(given);
        if (returned !== undefined) refusePromise(`${metric.name}: value`, returned);
      };
      const plain = figureOver(frame, batch, { ...frame, values: values[f]! });
      const attempt = (): void => evaluate(tracing.figure(plain));
      recorder.component(this.#figures[f] && attempt, () => evaluate(plain));
    }
  }
}

function layersOf({ stack }: Network): LayersWatch {
  return new LayersWatch(stack);
}

function figuresOf({ figures }: RecordableEvaluation): (Watched | undefined)[] {
  return figures.map(({ metric }) => watch(metric, ["value"]));
}
