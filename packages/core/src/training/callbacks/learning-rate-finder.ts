import { checkOptions, exp, finiteNumber, log, OptionError, positiveInteger } from "@nn/numerics";
import type { Callback, FitView } from "./callback.js";

/** The settings of {@link LearningRateFinder}. */
export interface LearningRateFinderOptions {
  /** The rate of the first step; 1e-6 unless given. */
  readonly from?: number;
  /** The rate of the last step; 10 unless given. */
  readonly to?: number;
  /** In how many steps it goes from one to the other; 100 unless given. */
  readonly steps?: number;
}

/** A step of a {@link LearningRateFinder}. */
export interface TriedRate {
  /** The learning rate of the step. */
  readonly rate: number;
  /** The loss of the step's batch before it. */
  readonly loss: number;
  /** The mean of the losses so far, in which the last ten or so count. */
  readonly smoothed: number;
}

/**
 * A callback of `fit` that tries learning rates: each step has a larger one than the step before, by the same factor, until the
 * loss has grown fourfold. What the network was before is given back in the end. `suggested` is a tenth of the rate at which the smoothed loss
 * was smallest.
 *
 * The optimizer's own rate is multiplied by the rates, so it is to be 1; the epochs have to be enough for all the steps.
 *
 * Source: L. Smith, "Cyclical Learning Rates for Training Neural Networks" (2017), section 3.3.
 *
 * @throws OptionError for settings that don't exist or that are none, and for a `to` that isn't above `from`.
 *
 * @example
 * const network = new Sequential([new Dense(1, 1, { activation: identity })], { seed: 1 });
 * const finder = new LearningRateFinder({ from: 1e-3, steps: 50 });
 * await network.fit({ inputs: [-1, 0, 1], targets: [1, 3, 5] }, {
 *   loss: meanSquaredError, optimizer: new SGD({ learningRate: 1 }), epochs: 50, batchSize: 3, callbacks: [finder],
 * });
 * finder.tried.length; // => 49
 * finder.suggested; // => 0.569
 */
export class LearningRateFinder implements Callback {
  /** What it is called. */
  readonly name: string = "LearningRateFinder";
  readonly #from: number;
  /** The logarithm of what each rate is multiplied by. */
  readonly #rise: number;
  readonly #steps: number;
  #tried: TriedRate[] = [];
  #mean = 0;
  /** What the mean before the first step, which is 0, still counts. */
  #ofNothing = 1;
  #parameters: Record<string, number[]> | undefined;

  constructor(options: LearningRateFinderOptions = {}) {
    checkOptions("LearningRateFinder", options, ["from", "to", "steps"]);
    const { from = 1e-6, to = 10, steps = 100 } = options;
    this.#from = finiteNumber("LearningRateFinder: from", from, { above: 0 });
    finiteNumber("LearningRateFinder: to", to, { above: 0 });
    if (to <= from) throw new OptionError(`LearningRateFinder: to must be above from, which is ${from}, but is ${to}.`);
    this.#steps = positiveInteger("LearningRateFinder: steps", steps);
    this.#rise = log(to / from) / Math.max(1, steps - 1);
  }

  /** The steps of the last fit, in order. */
  get tried(): readonly TriedRate[] {
    return this.#tried;
  }

  /** A tenth of the rate at which the smoothed loss was smallest; NaN before a step. */
  get suggested(): number {
    let best: TriedRate | undefined;
    for (const each of this.#tried) if (best === undefined || each.smoothed < best.smoothed) best = each;
    return best === undefined ? Number.NaN : best.rate / 10;
  }

  /** Begins anew. */
  started(run: FitView): void {
    this.#tried = [];
    this.#mean = 0;
    this.#ofNothing = 1;
    this.#parameters = run.network.getParameters();
    run.rateScale = this.#from;
  }

  /** Notes down the loss, and makes the rate larger. */
  stepped(run: FitView): string | undefined {
    const count = this.#tried.length + 1;
    this.#ofNothing *= KEPT;
    this.#mean += (run.loss - this.#mean) * ((1 - KEPT) / (1 - this.#ofNothing));
    this.#tried.push({ rate: run.rateScale, loss: run.loss, smoothed: this.#mean });
    if (this.#mean > GROWN * Math.min(...this.#tried.map(({ smoothed }) => smoothed)))
      return "The loss has grown fourfold.";
    if (count === this.#steps) return `All ${count} learning rates were tried.`;
    run.rateScale = this.#from * exp(count * this.#rise);
    return undefined;
  }

  /** Gives the network what it was before. */
  ended({ network }: FitView): void {
    if (this.#parameters !== undefined) network.setParameters(this.#parameters);
  }
}

/** How much of the mean each further loss leaves. */
const KEPT = 0.9;
/** What the smoothed loss may be of the smallest one. */
const GROWN = 4;
