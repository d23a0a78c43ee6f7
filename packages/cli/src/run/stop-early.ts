import type { EpochReport } from "@nn/core";
import { type Callback, EarlyStopping, type EarlyStoppingOptions, type FitView } from "@nn/core/callbacks";

type State = ReturnType<EarlyStopping["state"]>;

/** Early stopping that remembers, in a checkpoint, that it has stopped: a run that is resumed after that trains no more. */
export class StopEarly implements Callback {
  readonly name: string = "the early end";
  readonly #inner: EarlyStopping;
  #stopped: string | undefined;

  constructor(options: EarlyStoppingOptions) {
    this.#inner = new EarlyStopping(options);
  }

  started(): string | undefined {
    if (this.#stopped === undefined) this.#inner.started();
    return this.#stopped;
  }

  reported(report: EpochReport, run: FitView): string | undefined {
    this.#stopped = this.#inner.reported(report, run);
    return this.#stopped;
  }

  ended(run: FitView): void {
    const { parameters } = this.#inner.state();
    if ((this.#stopped !== undefined || run.epoch === run.epochs) && parameters !== null) {
      run.network.setParameters(parameters);
    }
  }

  /** The epoch of the best report. */
  get bestEpoch(): number {
    return this.#inner.state().monitor.epoch;
  }

  state(): { readonly inner: State; readonly stopped: string | null } {
    return { inner: this.#inner.state(), stopped: this.#stopped ?? null };
  }

  restore(state: unknown): void {
    const { inner, stopped } = state as ReturnType<StopEarly["state"]>;
    this.#inner.restore(inner);
    this.#stopped = stopped ?? undefined;
  }
}
