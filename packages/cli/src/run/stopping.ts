import { EXIT } from "../program/errors/complaint.js";
import type { Task } from "../program/task.js";

/** What stops a training at Ctrl-C: the first one after the batch, the second one at once. */
export class Stopping {
  readonly #controller = new AbortController();
  readonly #leave: () => void;

  constructor(task: Task) {
    this.#leave = task.system.onInterrupt(() => {
      if (this.#controller.signal.aborted) task.system.exit(EXIT.interrupted);
      this.#controller.abort();
      task.tell({
        en: "\nStopping after this batch, and saving. Ctrl-C again ends at once.",
        fr: "\nArrêt après ce lot, puis sauvegarde. Un second Ctrl-C arrête tout de suite.",
      });
    });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Leaves signals to what else there is. */
  end(): void {
    this.#leave();
  }
}
