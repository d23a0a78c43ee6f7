import type { Warning } from "./warning.js";

declare const setTimeout: (task: () => void, milliseconds: number) => unknown;
declare const clearTimeout: ((timer: unknown) => void) | undefined;

/** A body that takes longer with a report than this, while the history is awaited, may never go on. */
const LONG_MILLISECONDS = 1000;

/** Tells of a wait that has become long. */
export class LongWait {
  #timer: unknown;

  begin(tell: () => void): void {
    if (this.#timer !== undefined) return;
    try {
      if (typeof clearTimeout === "function") this.#timer = setTimeout(tell, LONG_MILLISECONDS);
    } catch {
      // Engines without timers, or that don't allow them just now, go without the warning.
    }
  }

  end(): void {
    if (this.#timer === undefined) return;
    clearTimeout!(this.#timer);
    this.#timer = undefined;
  }
}

/** A training that is awaited while the loop over its own reports stands still. */
export function describeAwaited(progress: string): Warning {
  const message =
    `A training has been awaited for a second while the for await loop over its reports stands ${progress}. ` +
    "If that await is in the body of the loop, neither will ever go on: await the training after the loop.";
  return { kind: "awaited in its loop", message };
}
