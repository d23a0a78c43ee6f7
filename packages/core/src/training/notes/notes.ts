import type { FloatArray } from "@nn/numerics";
import type { NotedTraining, Notes } from "../../equipment/equipment.js";
import { homeOf } from "../../memory/home.js";
import { occupancyOf } from "../occupancy.js";
import { forgets, noteAgain } from "./again.js";
import { describeAwaited, LongWait } from "./awaited.js";
import { findBatchOfOne, findOtherExamples } from "./batches.js";
import { describeGrowth } from "./growth.js";
import { Observation } from "./observation.js";
import {
  findConstantOutput,
  findConstantTargets,
  findNarrowOutputs,
  findUnreachableTargets,
  refuseLabels,
} from "./outputs.js";
import { findSaturation, findWrongEnds } from "./saturation.js";
import { describeStillness, FirstParameters } from "./stillness.js";
import { printWarning, type Warning, type WarningKind } from "./warning.js";

/** With a loss that has fallen by less than this, nothing was learnt. */
const LEARNT = 0.99;
/** After so many reports without a change, a rule that changes from step to step isn't just starting slowly. */
const PATIENT = 8;

/**
 * The warnings of a training, each kind once. It looks at the evaluation before the first step, and at the
 * first, the second, the fourth, the eighth report and so on, and at the last: steps are left alone.
 */
export class TrainingNotes implements Notes {
  readonly warnings: Warning[] = [];
  readonly first: Observation;
  readonly #training: NotedTraining;
  readonly #tell: (warning: Warning) => void;
  /** Until they have been seen to change. */
  #still: FirstParameters | undefined;
  #firstLoss: number | undefined;
  /** What the next report's evaluation is shown. */
  #watched: Observation | undefined;
  #reports = 0;
  #wasSaturated = false;
  #sumOfWrongEnds = Number.NaN;
  readonly #wait: LongWait = new LongWait();

  constructor(training: NotedTraining, onWarning: (warning: Warning) => void = printWarning) {
    this.#training = training;
    this.#tell = onWarning;
    this.first = this.#newObservation();
  }

  /** @param isNew - Whether it is told as well, and not only kept for the history. */
  add(warning: Warning | undefined, isNew = true): void {
    if (warning === undefined || this.#has(warning.kind)) return;
    this.warnings.push(warning);
    if (isNew) this.#tell(warning);
  }

  begin(loss: number | undefined): void {
    const { network, optimizer, isShuffled } = this.#training;
    noteAgain(this, occupancyOf(network), optimizer, isShuffled);
    if (loss === undefined) return;
    const { first } = this;
    if (!this.#training.options.allowMismatch) refuseLabels(first);
    this.#firstLoss = loss;
    // A fit that goes on from another one was looked at when that began.
    if (this.#training.trainer.stepCount === 0) this.#still = new FirstParameters(this.#parameters);
    for (const warning of this.#ofRows()) this.add(warning, !warning.isNote);
    this.add(findBatchOfOne(this.#training));
    this.add(findOtherExamples(this.#training));
    this.add(findUnreachableTargets(first) ?? findNarrowOutputs(first));
    this.add(findConstantTargets(first));
    this.add(findConstantOutput(first) ?? findSaturation(first, undefined, true));
  }

  window(examples: number): void {
    this.add(findBatchOfOne(this.#training, examples));
  }

  watch(isLast: boolean): Observation | undefined {
    const isDue = isLast || isPowerOfTwo(this.#reports + 1);
    this.#watched = isDue && !this.#hasSaturation ? this.#newObservation() : undefined;
    return this.#watched;
  }

  report(epoch: number, isLast: boolean, loss: number): void {
    this.#reports++;
    // Without an evaluation before the first step there is nothing to compare with.
    if (this.#firstLoss === undefined) return;
    if (this.#watched !== undefined)
      this.#noteSaturation(this.#watched, epoch, isLast, loss < LEARNT * this.#firstLoss);
    if (this.#still !== undefined) this.#checkStillness(epoch, isLast, loss);
  }

  get quietReports(): number {
    if (this.#still !== undefined) return 0;
    let due = 1;
    while (due <= this.#reports) due *= 2;
    return due - this.#reports - 1;
  }

  skip(reports: number): void {
    this.#reports += reports;
  }

  growth(first: number, loss: number, epoch: number): void {
    this.add(describeGrowth(first, loss, epoch));
  }

  awaited(progress: () => string): void {
    this.#wait.begin(() => this.add(describeAwaited(progress())));
  }

  wentOn(): void {
    this.#wait.end();
  }

  /** What the pipeline sees in rows that it was given, and that numbers no longer show. */
  #ofRows(): readonly Warning[] {
    const { network, data, validation } = this.#training;
    const { pipeline } = network;
    if (!pipeline?.takes(data)) return [];
    return pipeline.warnings?.(data, pipeline.takes(validation) ? validation : undefined) ?? [];
  }

  #newObservation(): Observation {
    return new Observation(this.#training);
  }

  /** The answers to rare classes may be nearly 0 for a while, so the last layer has to be seen so twice. */
  #noteSaturation(observation: Observation, epoch: number, isLast: boolean, learns: boolean): void {
    const warning = findSaturation(observation, epoch, learns);
    // Such targets lead the last layer to an end of its range, whatever the learning rate.
    const isLed = this.#has("unreachable targets") || this.#has("constant targets");
    if (isLed && warning?.layer === observation.last.label) return;
    const wrong = isLed ? undefined : findWrongEnds(observation, epoch);
    if (this.#sumOfWrongEnds === observation.outputSum) this.add(wrong);
    this.#sumOfWrongEnds = wrong ? observation.outputSum : Number.NaN;
    const isFirstOfLastLayer = warning?.layer === observation.last.label && !this.#wasSaturated;
    this.#wasSaturated = warning !== undefined;
    if (isLast || !isFirstOfLastLayer) this.add(warning);
  }

  /** A rate may begin at 0 and rise, so the first reports alone tell nothing, unless one is the last. */
  #checkStillness(epoch: number, isLast: boolean, loss: number): void {
    if (!this.#still!.areKept(this.#parameters)) {
      this.#still = undefined;
    } else if (isLast || this.#reports >= (forgets(this.#training.optimizer) ? PATIENT : 2)) {
      this.#still = undefined;
      // A network that has learnt its data needs no step, and units at an end of their range have a warning of their own.
      if (loss === 0 || this.#hasSaturation) return;
      const { trainer, optimizer } = this.#training;
      const gradients = Object.values(trainer.gradients()).flat();
      this.add(describeStillness(gradients, trainer.stepCount, epoch + 1, optimizer.name));
    }
  }

  get #parameters(): FloatArray {
    return homeOf(this.#training.network).parameters.block;
  }

  /** Whether it was said that a layer gives one answer for all. */
  get #hasSaturation(): boolean {
    return this.#has("saturated") || this.#has("constant output");
  }

  #has(kind: WarningKind): boolean {
    return this.warnings.some((warning) => warning.kind === kind);
  }
}

function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0;
}
