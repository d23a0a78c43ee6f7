import { OptionError } from "@nn/numerics";
import { advice } from "../../advice/advice.js";
import { equipmentOf } from "../../equipment/equipment.js";
import { ReportLoop } from "./report-loop.js";
import type { Run } from "./run.js";

/** Drives a training: to its end, or by the loop over its reports. */
export function driven<Report extends object, History>(run: Run<Report, History>): Driven<Report, History> {
  const loop = new ReportLoop(run);
  // Training begins in the next microtask: by then a `for await` has taken it over, or never will.
  const history = new Driven<Report, History>((resolve) =>
    resolve(Promise.resolve().then(() => loop.ended ?? toTheEnd(run))),
  );
  history.loop = loop;
  equipmentOf(run.network)?.refuseEarly(Driven.prototype);
  loop.history = history;
  return history;
}

/** The history to come, which is also a list of reports. */
export class Driven<Report extends object, History> extends Promise<History> implements AsyncIterable<Report> {
  /** What `then` gives is a plain promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  loop: ReportLoop<Report, History> | undefined = undefined;

  // biome-ignore lint/suspicious/noThenProperty: awaiting a promise of another class calls it, and here it may be wrong.
  override then<A = History, B = never>(
    fulfilled?: ((history: History) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    if (this.loop?.waitsForItself) return Promise.reject(waitForItself()).then(null, rejected);
    this.loop?.watch();
    return super.then(fulfilled, rejected);
  }

  [Symbol.asyncIterator](): ReportLoop<Report, History> {
    return this.loop!;
  }
}

function waitForItself(): OptionError {
  return new OptionError(
    `A training is awaited in the body of the for await loop over its own reports${advice.remedy?.("awaited within") ?? "."}`,
  );
}

async function toTheEnd<Report extends object, History>(run: Run<Report, History>): Promise<History> {
  run.isAwaited = true;
  try {
    for (const event of run.events()) if (typeof event === "function") await event();
    return run.history();
  } catch (error) {
    run.companion?.failed();
    throw error;
  } finally {
    for (const pause of run.ending()) await pause();
  }
}
