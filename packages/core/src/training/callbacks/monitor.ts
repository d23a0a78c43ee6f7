import { finiteNumber, isRecord, OptionError, show } from "@nn/numerics";
import type { EpochReport } from "../measures/reports.js";

/** Which figure of the reports is looked at, and what counts as better. */
export interface MonitorOptions {
  /**
   * A figure's name, `"loss"`, `"accuracy"`, `"validation.loss"`. Unless given, the loss of the validation data, or where there
   * is none, the loss.
   */
  readonly monitor?: string;
  /** Whether less is better, or more; less unless given. */
  readonly better?: "less" | "more";
  /** By how much a figure has to be better to count, 0 unless given. */
  readonly minDelta?: number;
}

/** What a `Monitor` remembers. */
export interface MonitorState {
  /** The best figure; `null` before the first report. */
  readonly best: number | null;
  /** The epoch of its report. */
  readonly epoch: number;
  /** How many reports came since. */
  readonly waited: number;
}

/** The names of {@link MonitorOptions}. */
export const MONITOR_OPTIONS: readonly string[] = ["monitor", "better", "minDelta"];

/** Looks at one figure of the reports: what was best, and how long ago. */
export class Monitor {
  best: number | undefined = undefined;
  epoch = -1;
  waited = 0;
  readonly #figure: string | undefined;
  readonly #sign: number;
  readonly #minDelta: number;
  #isRestored = false;

  /** @throws OptionError for settings that are none. */
  constructor(where: string, { monitor, better = "less", minDelta = 0 }: MonitorOptions) {
    if (monitor !== undefined && typeof monitor !== "string") {
      throw new OptionError(
        `${where}: monitor must be the name of a figure, as "validation.loss", but is ${show(monitor)}.`,
      );
    }
    if (better !== "less" && better !== "more") {
      throw new OptionError(`${where}: better must be "less" or "more", but is ${show(better)}.`);
    }
    this.#figure = monitor;
    this.#sign = better === "less" ? -1 : 1;
    this.#minDelta = finiteNumber(`${where}: minDelta`, minDelta, { atLeast: 0 });
  }

  /** To be called when a fit begins. @returns Whether it begins anew, as it wasn't restored for it. */
  begin(): boolean {
    const isNew = !this.#isRestored;
    this.#isRestored = false;
    if (isNew) Object.assign(this, { best: undefined, epoch: -1, waited: 0 });
    return isNew;
  }

  /** Takes a report. @returns Whether it is the best so far. */
  see(report: EpochReport): boolean {
    const value = figureOf(report, this.nameIn(report));
    if (!this.#isBetter(value)) {
      this.waited++;
      return false;
    }
    this.best = value;
    this.epoch = report.epoch;
    this.waited = 0;
    return true;
  }

  /** Any number is better than NaN. */
  #isBetter(value: number): boolean {
    const { best } = this;
    if (best === undefined) return true;
    return Number.isNaN(best) ? !Number.isNaN(value) : this.#sign * (value - best) > this.#minDelta;
  }

  /** The name of the figure in reports of this kind. */
  nameIn(report: EpochReport): string {
    return this.#figure ?? (report.validation !== undefined ? "validation.loss" : "loss");
  }

  state(): MonitorState {
    return { best: this.best ?? null, epoch: this.epoch, waited: this.waited };
  }

  /** @throws OptionError for what `state` didn't give. */
  restore(where: string, state: unknown): void {
    const { best = 0, epoch, waited } = isRecord(state) ? state : {};
    if ((best !== null && typeof best !== "number") || typeof epoch !== "number" || typeof waited !== "number") {
      throw new OptionError(`${where}: restore takes what its state gave, but got ${show(state)}.`);
    }
    Object.assign(this, { best: best ?? undefined, epoch, waited });
    this.#isRestored = true;
  }
}

/** @throws OptionError for a figure that the reports don't have. */
function figureOf(report: EpochReport, name: string): number {
  const { validation, epoch: _, ...figures } = report;
  const known: Record<string, unknown> = { ...figures };
  for (const [own, value] of Object.entries(validation ?? {})) known[`validation.${own}`] = value;
  const value = Object.hasOwn(known, name) ? known[name] : undefined;
  if (typeof value === "number") return value;
  throw new OptionError(
    `The reports have no number ${show(name)} to monitor. They have ${Object.keys(known).map(show).join(", ")}.`,
  );
}
