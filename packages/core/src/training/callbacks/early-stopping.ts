import { checkOptions, isRecord, positiveInteger, trueOrFalse } from "@nn/numerics";
import { shortNumber } from "../../advice/short-number.js";
import type { EpochReport } from "../measures/reports.js";
import type { Callback, FitView } from "./callback.js";
import { MONITOR_OPTIONS, Monitor, type MonitorOptions, type MonitorState } from "./monitor.js";

/** The settings of {@link EarlyStopping}. */
export interface EarlyStoppingOptions extends MonitorOptions {
  /** For how many reports it waits for a better one; 10 unless given. */
  readonly patience?: number;
  /** Whether the network is given the parameters of the best report in the end; `true` unless given. */
  readonly restoreBest?: boolean;
}

type Parameters = Readonly<Record<string, number[]>>;

/** What {@link EarlyStopping} remembers. */
interface EarlyStoppingState {
  readonly monitor: MonitorState;
  /** Those of the best report. */
  readonly parameters: Parameters | null;
}

/**
 * A callback of `fit` that ends the training when its figure hasn't become better for some reports, and gives the network
 * the parameters of the best one. Where something else ends the training before its last epoch, as a signal, these are left
 * alone, so that it can be gone on with.
 *
 * @throws OptionError for settings that don't exist or that are none.
 *
 * @example
 * const network = new Sequential([new Dense(1, 1, { activation: identity })], { seed: "early" });
 * const { stopped, epochs } = await network.fit({ inputs: [0, 1], targets: [1, 3] }, {
 *   loss: meanSquaredError, optimizer: new SGD({ learningRate: 1.2 }), epochs: 100, batchSize: 2,
 *   callbacks: [new EarlyStopping({ patience: 3 })],
 * });
 * epochs < 100; // => true
 */
export class EarlyStopping implements Callback {
  /** What it is called. */
  readonly name: string = "EarlyStopping";
  readonly #monitor: Monitor;
  readonly #patience: number;
  readonly #restoresBest: boolean;
  #parameters: Parameters | undefined;
  #hasStopped = false;

  constructor(options: EarlyStoppingOptions = {}) {
    checkOptions("EarlyStopping", options, [...MONITOR_OPTIONS, "patience", "restoreBest"]);
    const { patience = 10, restoreBest = true } = options;
    this.#monitor = new Monitor("EarlyStopping", options);
    this.#patience = positiveInteger("EarlyStopping: patience", patience);
    this.#restoresBest = trueOrFalse("EarlyStopping: restoreBest", restoreBest);
  }

  /** Begins anew, unless it was restored for this fit. */
  started(): void {
    this.#hasStopped = false;
    if (this.#monitor.begin()) this.#parameters = undefined;
  }

  /** Looks at the figure, and keeps the parameters if it is the best so far. */
  reported(report: EpochReport, { network }: FitView): string | undefined {
    const monitor = this.#monitor;
    if (monitor.see(report)) {
      if (this.#restoresBest) this.#parameters = network.getParameters();
      return undefined;
    }
    if (monitor.waited < this.#patience) return undefined;
    this.#hasStopped = true;
    const reports = `${this.#patience} report${this.#patience === 1 ? "" : "s"}`;
    return `No better ${monitor.nameIn(report)} for ${reports}: ${shortNumber(monitor.best!)} after epoch ${monitor.epoch} was the best.`;
  }

  /** Gives the network the best parameters, where the training came to its end. */
  ended({ network, epoch, epochs }: FitView): void {
    if (!(this.#hasStopped || epoch === epochs) || this.#parameters === undefined) return;
    network.setParameters(this.#parameters);
  }

  /** What it remembers. */
  state(): EarlyStoppingState {
    return { monitor: this.#monitor.state(), parameters: this.#parameters ?? null };
  }

  /** @throws OptionError for what `state` didn't give. */
  restore(state: unknown): void {
    const { monitor, parameters } = (isRecord(state) ? state : {}) as Partial<EarlyStoppingState>;
    this.#monitor.restore("EarlyStopping", monitor);
    this.#parameters = parameters ?? undefined;
  }
}
