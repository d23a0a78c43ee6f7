import { DataError, DivergenceError, OptionError, ShapeError } from "@nn/core";
import { ContractError } from "@nn/core/gradients";
import { SECOND } from "../fixtures/computing.js";
import { thrownByCaller } from "./callers-own.js";
import { type Change, changed } from "./change.js";
import type { Row } from "./row.js";
import { differenceOf, snapshotOf } from "./snapshot.js";
import { stopwatch } from "./stopwatch.js";

const OURS = [OptionError, ShapeError, DataError, DivergenceError, ContractError];

/** What a message must not hold: objects as the engine prints them, and the engine's own sentences. */
const NOT_A_SENTENCE = /\[object |is not a function|is not iterable|Cannot (?:read|convert|mix)/;

/** How long a call may compute, and how long it may take with all that it waits for, in milliseconds. */
const LONGEST_COMPUTING = SECOND;
const LONGEST_CALL = 100 * SECOND;

/** How a wrong call ended. */
export interface Ending {
  /** Says what the call was given. */
  readonly say: () => string;
  /** What is wrong with how it ended, if anything is. */
  readonly faults: readonly string[];
  /** The milliseconds that it computed. */
  readonly time: number;
}

/** Makes a wrong call, and says how it ended. */
export async function endingWith(row: Row, changes: readonly Change[]): Promise<Ending> {
  let given = [...row.right()];
  const parts: (() => string)[] = [];
  for (const change of changes) {
    try {
      const next = changed(given, change);
      given = next.given;
      parts.push(next.say);
    } catch (error) {
      // What refuses to be read can't be changed further.
      if (!thrownByCaller(error)) throw error;
    }
  }
  const { writes } = row;
  const unwritten = writes === undefined ? given : given.filter((_, place) => !writes.includes(place));
  const before = snapshotOf(unwritten);
  const stop = stopwatch();
  const fault = await endingOf(row, given);
  const { time, clock } = stop();
  const difference = differenceOf(before, snapshotOf(unwritten));
  const faults: string[] = [];
  if (fault !== undefined) faults.push(fault);
  if (time > LONGEST_COMPUTING || clock > LONGEST_CALL) faults.push(`takes ${Math.round(clock)} ms`);
  if (difference !== undefined) faults.push(`changes what it was given, ${difference}`);
  return { say: () => `${row.name} where ${parts.map((say) => say()).join(" and ")}`, faults, time };
}

async function endingOf({ call }: Row, given: readonly unknown[]): Promise<string | undefined> {
  try {
    await call(...(given as never[]));
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) return `throws ${String(error)}`;
    if (thrownByCaller(error)) return undefined;
    if (!OURS.some((kind) => error instanceof kind)) return `throws ${error.name}: ${error.message}`;
    if (NOT_A_SENTENCE.test(error.message)) return `says ${JSON.stringify(error.message)}`;
    return /[.?]$/.test(error.message) ? undefined : `doesn't end its sentence: ${error.message}`;
  }
}

/** The names on the prototypes that everything shares. */
export function prototypes(): string {
  const shared = [Object, Array, Function, Promise, Map, Float64Array, Float32Array, Error, Number, String];
  return shared.map(({ name, prototype }) => `${name}: ${Reflect.ownKeys(prototype).map(String).join()}`).join("\n");
}
