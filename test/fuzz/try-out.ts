import type { Change } from "./change.js";
import type { Row } from "./row.js";
import { endingWith } from "./verdict.js";

/** What came of the wrong calls of one row. */
export interface Tried {
  /** One call of each kind of fault. */
  readonly faults: readonly string[];
  /** The milliseconds that the slowest call computed, and what it was given. */
  readonly slowest: number;
  readonly slowestCall: string;
  /** How many calls were made in a second. */
  readonly perSecond: number;
}

/** So many kinds of faults are enough to begin with. */
const MOST_KINDS = 20;

/** After a call that computed so many milliseconds, no other of its row is waited for. */
const LONGEST_WAIT = 10_000;

/** How many calls are made in a turn. */
const TURN = 50;

/** Makes the calls one after another, also after the first that ends wrongly. */
export async function tryOut(row: Row, calls: Iterable<readonly Change[]>): Promise<Tried> {
  const faults = new Map<string, string>();
  let slowest = 0;
  let slowestCall = "";
  let made = 0;
  const start = performance.now();
  // To look where an error was made takes longer than most calls.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  for (const changes of calls) {
    const { say, faults: own, time } = await endingWith(row, changes);
    made++;
    // Only in a turn of the event loop is told what was collected: else networks' memory is never given back.
    if (made % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    if (time > slowest) {
      slowest = time;
      slowestCall = say();
    }
    for (const fault of own) {
      const kind = kindOf(fault);
      if (!faults.has(kind)) faults.set(kind, `${say()}: ${fault}`);
    }
    if (faults.size >= MOST_KINDS || slowest > LONGEST_WAIT) break;
  }
  Error.stackTraceLimit = stackTraceLimit;
  return { faults: [...faults.values()], slowest, slowestCall, perSecond: (made * 1000) / (performance.now() - start) };
}

/** A fault without the values in it, which differ from call to call. */
function kindOf(fault: string): string {
  return fault.replace(/"[^"]*"|-?\d[\d.e+-]*/g, "…").slice(0, 80);
}
