import { appendFileSync } from "node:fs";
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
}

/** So many kinds of faults are enough to begin with. */
const MOST_KINDS = 20;

/** Makes the calls one after another, also after the first that ends wrongly. */
export async function tryOut(row: Row, calls: readonly (readonly Change[])[]): Promise<Tried> {
  const faults = new Map<string, string>();
  let slowest = 0;
  let slowestCall = "";
  for (const changes of calls) {
    const { said, faults: own, time } = await endingWith(row, changes);
    if (time > slowest) {
      slowest = time;
      slowestCall = said;
    }
    for (const fault of own) {
      const kind = kindOf(fault);
      if (!faults.has(kind)) faults.set(kind, `${said}: ${fault}`);
    }
    if (faults.size >= MOST_KINDS) break;
  }
  return { faults: [...faults.values()], slowest, slowestCall };
}

/** A fault without the values in it, which differ from call to call. */
function kindOf(fault: string): string {
  return fault.replace(/"[^"]*"|-?\d[\d.e+-]*/g, "…").slice(0, 80);
}

/** Writes what a long run found down, for `run.mjs` to print. */
export function note({ of, name }: Row, cases: number, { faults, slowest, slowestCall }: Tried): void {
  const file = process.env.FUZZ_RECORD;
  if (file === undefined) return;
  const line = `${of} ${name}: ${cases} calls, the slowest ${slowest.toFixed(0)} ms (${slowestCall.slice(0, 160)}), ${faults.length} kinds of faults`;
  appendFileSync(file, [line, ...faults.map((fault) => `  ${fault}`), ""].join("\n"));
}
