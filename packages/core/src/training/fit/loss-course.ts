import type { RecordedEvaluation } from "../../equipment/recorded.js";
import { growthDivergence } from "../divergence.js";
import type { LossGrowth } from "../divergence-error.js";

/** What has evaluated the examples of a training. */
interface Evaluated {
  readonly recorded: RecordedEvaluation | undefined;
}

/** A loss that many times as large as at first, report after report, is worth a warning. */
const FAR = 1e3;
/** So many times as large at the last report, and rising: the training has diverged. */
const FAR_AT_LAST = 1e9;
/**
 * So many times as large, nothing is left to come back to: of a square, that is an error 10¹⁵ times as large as at first,
 * and beside such numbers, doubles have no digit left of what was learnt. With less, a falling learning rate may mend it.
 */
const LOST = 1e30;
/** For so many reports in a row, since healthy trainings have spikes. */
const REPORTS = 3;

/**
 * Follows the loss of the reports, and tells one that explodes from one with spikes: it stays far beyond its first value,
 * and beyond what answering 0 would cost, since a network that was trained before may begin at almost 0.
 */
export class LossCourse {
  readonly first: number;
  readonly #evaluator: () => Evaluated | undefined;
  #scale: number | undefined;
  #previous: number;
  #reportsFar = 0;
  #reportsLost = 0;

  /** @param evaluator - Knows the loss of the answer 0, and is asked for it once a loss has grown. */
  constructor(first: number, evaluator: () => Evaluated | undefined) {
    this.first = first;
    this.#previous = first;
    this.#evaluator = evaluator;
  }

  /**
   * Takes the loss of a report, and notes one that is far off.
   *
   * @throws DivergenceError for one that is lost.
   */
  check(
    { step, epoch, batch }: { readonly step: number; readonly epoch: number; readonly batch: number },
    loss: number,
    isLast: boolean,
    notes: { growth(first: number, loss: number, epoch: number): void } | undefined,
  ): void {
    const growth = this.follow(loss, isLast);
    if (growth) throw growthDivergence(step, epoch, batch, growth);
    if (this.#isFar(isLast)) notes?.growth(this.first, loss, epoch);
  }

  /** Takes the loss of a report. Gives the growth of one that is lost. */
  follow(loss: number, isLast: boolean): LossGrowth | undefined {
    return !this.isOrdinary(loss) && this.#isLost(loss, isLast) ? { from: this.first, to: loss } : undefined;
  }

  /** Takes the loss of a report, and says whether it is unsuspicious, as nearly all are. */
  isOrdinary(loss: number): boolean {
    if (loss > FAR * Math.abs(this.first)) return false;
    this.#previous = loss;
    this.#reportsFar = 0;
    this.#reportsLost = 0;
    return true;
  }

  /** Takes another loss in, and says whether the training is lost. @param isLast - No other report follows. */
  #isLost(loss: number, isLast: boolean): boolean {
    const isRising = loss >= this.#previous;
    this.#previous = loss;
    this.#reportsFar = this.#isBeyond(loss, FAR) ? this.#reportsFar + 1 : 0;
    this.#reportsLost = isRising && this.#isBeyond(loss, LOST) ? this.#reportsLost + 1 : 0;
    return this.#reportsLost >= REPORTS || (isLast && isRising && this.#isBeyond(loss, FAR_AT_LAST));
  }

  /** Whether the loss has been far beyond its first value for some reports, or is at the last. */
  #isFar(isLast: boolean): boolean {
    return this.#reportsFar >= (isLast ? 1 : 3 * REPORTS);
  }

  #isBeyond(loss: number, factor: number): boolean {
    this.#scale ??= Math.max(Math.abs(this.first), this.#evaluator()?.recorded?.lossOfZero() ?? 0);
    return this.#scale > 0 && loss > factor * this.#scale;
  }
}
