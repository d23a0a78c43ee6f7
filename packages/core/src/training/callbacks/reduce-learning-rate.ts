import { checkOptions, finiteNumber, positiveInteger } from "@nn/numerics";
import type { EpochReport } from "../measures/reports.js";
import type { Callback, FitView } from "./callback.js";
import { MONITOR_OPTIONS, Monitor, type MonitorOptions, type MonitorState } from "./monitor.js";

/** The settings of {@link ReduceLearningRateOnPlateau}. */
export interface ReduceLearningRateOptions extends MonitorOptions {
  /** What the learning rate is multiplied by each time, above 0 and below 1; 0.5 unless given. */
  readonly factor?: number;
  /** For how many reports it waits for a better one; 5 unless given. */
  readonly patience?: number;
  /** The share of the learning rate that it doesn't go below; 0.001 unless given. */
  readonly least?: number;
}

/**
 * A callback of `fit` that makes steps smaller when its figure hasn't become better for some reports: the learning rate,
 * a number or a schedule, is multiplied from then on. A fit that is put away goes on with the same rate.
 *
 * @throws OptionError for settings that don't exist or that are none.
 *
 * @example
 * const network = new Sequential([new Dense(1, 1, { activation: identity })], { seed: "plateau" });
 * const rates: number[] = [];
 * await network.fit({ inputs: [0, 1], targets: [1, 3] }, {
 *   loss: meanSquaredError, optimizer: new SGD({ learningRate: 1.2 }), epochs: 8, batchSize: 2,
 *   callbacks: [new ReduceLearningRateOnPlateau({ patience: 2 }), { name: "rates", reported: (_, { rateScale }) => void rates.push(rateScale) }],
 * });
 * Math.min(...rates) < 1; // => true
 */
export class ReduceLearningRateOnPlateau implements Callback {
  /** What it is called. */
  readonly name: string = "ReduceLearningRateOnPlateau";
  readonly #monitor: Monitor;
  readonly #factor: number;
  readonly #patience: number;
  readonly #least: number;

  constructor(options: ReduceLearningRateOptions = {}) {
    const name = "ReduceLearningRateOnPlateau";
    checkOptions(name, options, [...MONITOR_OPTIONS, "factor", "patience", "least"]);
    const { factor = 0.5, patience = 5, least = 0.001 } = options;
    this.#monitor = new Monitor(name, options);
    this.#factor = finiteNumber(`${name}: factor`, factor, { above: 0, below: 1 });
    this.#patience = positiveInteger(`${name}: patience`, patience);
    this.#least = finiteNumber(`${name}: least`, least, { atLeast: 0 });
  }

  /** Begins anew, unless it was restored for this fit. */
  started(): void {
    this.#monitor.begin();
  }

  /** Looks at the figure, and makes steps smaller where it has waited long enough. */
  reported(report: EpochReport, run: FitView): void {
    const monitor = this.#monitor;
    if (monitor.see(report) || monitor.waited < this.#patience) return;
    monitor.waited = 0;
    run.rateScale = Math.max(run.rateScale * this.#factor, Math.min(run.rateScale, this.#least));
  }

  /** What it remembers. */
  state(): MonitorState {
    return this.#monitor.state();
  }

  /** @throws OptionError for what `state` didn't give. */
  restore(state: unknown): void {
    this.#monitor.restore("ReduceLearningRateOnPlateau", state);
  }
}
