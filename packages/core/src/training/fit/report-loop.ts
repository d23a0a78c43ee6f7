import { OptionError } from "@nn/numerics";
import { advice } from "../../advice/advice.js";
import { TurnWatch } from "./pacer.js";
import type { Run } from "./run.js";

/** A training that is driven by a `for await` loop, a report at a time. */
export class ReportLoop<Report extends object, History> implements AsyncIterableIterator<Report, void> {
  /** The history, which may be awaited beside the loop; missing until the loop has begun. */
  ended: Promise<History> | undefined = undefined;
  /** The promise of it, whose errors need not be handled as well once the loop has begun: they come out of the loop. */
  history: Promise<unknown> | undefined = undefined;
  readonly #run: Run<Report, History>;
  readonly #reports: AsyncGenerator<Report, void>;
  readonly #watch: TurnWatch = new TurnWatch();
  #settle: { resolve: (history: History) => void; reject: (error: unknown) => void } | undefined;
  /** The loop's body has a report, and no other one was asked for yet. */
  #stands = false;

  constructor(run: Run<Report, History>) {
    this.#run = run;
    this.#reports = this.#yieldReports();
  }

  /**
   * Whether what is going on at this moment is the loop's body, which has just been given a report. Only what happens
   * before the event loop's next turn is sure to be: later, others may have their reasons to await the history.
   */
  get waitsForItself(): boolean {
    return this.#stands && this.#watch.isSameTurn && !this.#run.isOver;
  }

  /** To be called when the history is awaited. The loop's body would wait for ever; other code may wait. */
  watch(): void {
    if (this.#stands && !this.#run.isOver) this.#run.notes?.awaited(() => this.#run.progress);
  }

  #goOn(): void {
    this.#stands = false;
    this.#run.notes?.wentOn();
  }

  next(): Promise<IteratorResult<Report, void>> {
    this.#take();
    this.#goOn();
    return this.#reports.next();
  }

  async return(): Promise<IteratorResult<Report, void>> {
    this.#goOn();
    if (this.ended !== undefined || !this.#run.begun) {
      this.#take();
      await this.#reports.return();
      this.#run.release();
      this.#settle?.resolve(this.#run.history());
    }
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(): void {
    if (this.ended !== undefined) return;
    if (this.#run.begun) {
      throw new OptionError(`This training has begun already.${advice.remedy?.("begun") ?? ""}`);
    }
    this.ended = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#run.occupancy.loosen(this.#run);
    this.history?.catch(() => {});
  }

  async *#yieldReports(): AsyncGenerator<Report, void> {
    try {
      yield* this.#untilEnd();
    } catch (error) {
      this.#settle?.reject(error);
      throw error;
    } finally {
      this.#settle?.resolve(this.#run.history());
    }
  }

  async *#untilEnd(): AsyncGenerator<Report, void> {
    try {
      for (const event of this.#run.events()) {
        if (typeof event === "function") await event();
        else {
          this.#watch.begin();
          this.#stands = true;
          yield event;
        }
      }
    } catch (error) {
      this.#run.companion?.failed();
      throw error;
    } finally {
      this.#stands = false;
      for (const pause of this.#run.ending()) await pause();
    }
  }
}
