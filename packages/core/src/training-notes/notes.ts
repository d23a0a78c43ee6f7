import { homeOf } from "../home.js";
import type { Network } from "../network.js";
import type { Optimizer } from "../optimizer.js";
import type { Trainer } from "../trainer.js";
import { forgets } from "./again.js";
import { LossCourse } from "./growth.js";
import { Observation } from "./observation.js";
import { findConstantOutput, findConstantTargets, findUnreachableTargets } from "./outputs.js";
import { findSaturation } from "./saturation.js";
import { describeStillness, FirstParameters } from "./stillness.js";
import type { Warning, WarningKind } from "./warning.js";

/** A loss that has fallen by less than this hasn't been learnt from. */
const LEARNT = 0.99;
/** So many reports without a change are no slow beginning of a rule that changes from step to step. */
const PATIENT = 8;

/**
 * What a training should be warned of, each kind once. It looks at the evaluation before the first step, and at the
 * first, the second, the fourth, the eighth report and so on, and at the last: steps are left alone.
 */
export class TrainingNotes {
  readonly warnings: Warning[] = [];
  readonly #network: Network;
  readonly #examples: number;
  readonly #trainer: Trainer;
  readonly #optimizer: Optimizer;
  readonly #tell: (warning: Warning) => void;
  /** Until they have been seen to change. */
  #still: FirstParameters | undefined;
  #growth: LossCourse | undefined;
  #reports = 0;
  #wasSaturated = false;

  constructor(
    network: Network,
    examples: number,
    trainer: Trainer,
    optimizer: Optimizer,
    tell: (warning: Warning) => void,
  ) {
    this.#network = network;
    this.#examples = examples;
    this.#trainer = trainer;
    this.#optimizer = optimizer;
    this.#tell = tell;
  }

  /** @param isNew - Whether it is told as well, and not only kept for the history. */
  add(warning: Warning | undefined, isNew = true): void {
    if (warning === undefined || this.#has(warning.kind)) return;
    this.warnings.push(warning);
    if (isNew) this.#tell(warning);
  }

  newObservation(): Observation {
    return new Observation(this.#network, this.#examples);
  }

  /** What the evaluation of all examples before the first step has shown. */
  begin(observation: Observation, loss: number, ofZero: () => number): void {
    this.#growth = new LossCourse(loss, ofZero);
    this.#still = new FirstParameters(homeOf(this.#network).parameters.block);
    this.add(findUnreachableTargets(observation));
    this.add(findConstantTargets(observation));
    this.add(findConstantOutput(observation) ?? findSaturation(observation, undefined, true));
  }

  /** What is to be shown the evaluation of the next report, if anything is. */
  watch(isLast: boolean): Observation | undefined {
    if (!isLast && !isPowerOfTwo(this.#reports + 1)) return undefined;
    return this.#has("saturated") || this.#has("constant output") ? undefined : this.newObservation();
  }

  /** A report, with what was shown its evaluation. @returns Whether the loss has grown beyond return. */
  report(observation: Observation | undefined, epoch: number, isLast: boolean, loss: number): boolean {
    this.#reports++;
    const growth = this.#growth;
    // Without an evaluation before the first step there is nothing to compare with.
    if (growth === undefined) return false;
    if (observation !== undefined) this.#noteSaturation(observation, epoch, isLast, loss < LEARNT * growth.first);
    if (this.#still !== undefined) this.#checkStillness(epoch, isLast, loss);
    if (growth.isOrdinary(loss)) return false;
    if (growth.isLost(loss, isLast)) return true;
    this.add(growth.note(epoch, isLast));
    return false;
  }

  /** The loss before the first step. */
  get firstLoss(): number {
    return this.#growth!.first;
  }

  /** The answers to rare classes may be nearly 0 for a while, so the last layer has to be seen so twice. */
  #noteSaturation(observation: Observation, epoch: number, isLast: boolean, learns: boolean): void {
    const warning = findSaturation(observation, epoch, learns);
    // Such targets lead the last layer to an end of its range, whatever the learning rate.
    const isLed = this.#has("unreachable targets") || this.#has("constant targets");
    if (isLed && warning?.layer === observation.last.label) return;
    const isFirstOfLastLayer = warning?.layer === observation.last.label && !this.#wasSaturated;
    this.#wasSaturated = warning !== undefined;
    if (isLast || !isFirstOfLastLayer) this.add(warning);
  }

  /** A rate may begin at 0 and rise, so the first reports alone tell nothing, unless one is the last. */
  #checkStillness(epoch: number, isLast: boolean, loss: number): void {
    if (!this.#still!.areKept(homeOf(this.#network).parameters.block)) {
      this.#still = undefined;
    } else if (isLast || this.#reports >= (forgets(this.#optimizer) ? PATIENT : 2)) {
      this.#still = undefined;
      // What is learnt already needs no step, and what is at its end was told why.
      if (loss === 0 || this.#has("saturated") || this.#has("constant output")) return;
      const gradients = Object.values(this.#trainer.gradients()).flat();
      this.add(describeStillness(gradients, this.#trainer.stepCount, epoch + 1, this.#optimizer.name));
    }
  }

  #has(kind: WarningKind): boolean {
    return this.warnings.some((warning) => warning.kind === kind);
  }
}

function isPowerOfTwo(count: number): boolean {
  return (count & (count - 1)) === 0;
}
