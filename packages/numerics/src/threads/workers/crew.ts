import type { WholeMemory } from "../../wasm/runtime/machine.js";
import { Thread } from "./thread.js";
import type { ThreadSource } from "./thread-source.js";

/** A thread of which nothing tells whether it has ended is given up after so much silence, */
const PATIENCE_MILLISECONDS = 60_000;
/** and after so much more for its work: a hundredth of what a machine does in that time. */
const OPERATIONS_PER_MILLISECOND = 100_000;

/** The threads of a pool besides the one that trains. */
export class Crew {
  readonly #threads: Thread[] = [];

  /** How many there are, ready or not. */
  get size(): number {
    return this.#threads.length;
  }

  /**
   * Starts them, and waits until all are ready.
   *
   * @throws Error for a reason why one of them will never be.
   */
  async start(source: ThreadSource | undefined, memory: WholeMemory, count: number): Promise<void> {
    const members = count + 1;
    const starting = Array.from({ length: count }, async (_, i) => {
      const thread = new Thread(source);
      this.#threads.push(thread);
      await thread.ready({ memory, member: i + 1, members });
    });
    await Promise.all(starting);
  }

  /**
   * Whether one of them will never reach a barrier.
   *
   * @param milliseconds - How long they have been waited for.
   * @param work - How many operations they may have had to do until then.
   */
  hasLost(milliseconds: number, work: number): boolean {
    let isSure = true;
    for (const thread of this.#threads) {
      const ended = thread.hasEnded();
      if (ended) return true;
      isSure &&= ended === false;
    }
    // All are there, however long they take: on a busy machine, or under a debugger.
    return !isSure && milliseconds > PATIENCE_MILLISECONDS + work / OPERATIONS_PER_MILLISECOND;
  }

  /** Ends all of them, and waits until they have ended. */
  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }
}
