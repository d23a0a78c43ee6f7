import { DataError, DivergenceError, OptionError, ShapeError } from "@nn/core";
import { ContractError } from "@nn/core/gradients";
import { SECOND } from "../fixtures/computing.js";
import { type Change, changed } from "./change.js";
import type { Row } from "./row.js";

const OURS = [OptionError, ShapeError, DataError, DivergenceError, ContractError];

/** What a caller's own code throws comes out as it is. */
const CALLERS_OWN = /thrown by the caller|^Class constructor Foreign/;

/** What a message must not hold: objects as the engine prints them, and the engine's own sentences. */
const NOT_A_SENTENCE = /\[object |is not a function|is not iterable|Cannot (?:read|convert|mix)/;

/** How long a call may compute, and how long it may take with all that it waits for, in milliseconds. */
const LONGEST_COMPUTING = SECOND;
const LONGEST_CALL = 100 * SECOND;

/** How a wrong call ended. */
export interface Ending {
  /** What the call was given. */
  readonly said: string;
  /** What is wrong with how it ended, if anything is. */
  readonly faults: readonly string[];
  /** The milliseconds that it computed; on a busy machine a clock would count those of others. */
  readonly time: number;
}

/** Makes a wrong call, and says how it ended. */
export async function endingWith(row: Row, changes: readonly Change[]): Promise<Ending> {
  let given = [...row.right()];
  const said: string[] = [];
  for (const change of changes) {
    try {
      const next = changed(given, change);
      given = next.given;
      said.push(next.said);
    } catch (error) {
      // What refuses to be read can't be changed further.
      if (!(error instanceof Error && CALLERS_OWN.test(error.message))) throw error;
    }
  }
  const unwritten = given.map((value, place) => (row.writes?.includes(place) ? undefined : value));
  const before = unwritten.map((value) => fingerprint(value));
  const start = performance.now();
  const used = process.cpuUsage();
  const fault = await endingOf(row, given);
  const { user, system } = process.cpuUsage(used);
  const clock = performance.now() - start;
  // Threads that collect garbage compute beside the call.
  const time = Math.min((user + system) / 1000, clock);
  const after = unwritten.map((value) => fingerprint(value));
  const faults = [
    fault,
    time > LONGEST_COMPUTING || clock > LONGEST_CALL ? `takes ${Math.round(clock)} ms` : undefined,
    before.join() === after.join() ? undefined : `changes what it was given, from ${before.join()} to ${after.join()}`,
  ].filter((sentence) => sentence !== undefined);
  return { said: `${row.name} where ${said.join(" and ")}`, faults, time };
}

async function endingOf({ call }: Row, given: readonly unknown[]): Promise<string | undefined> {
  try {
    await call(...(given as never[]));
    return undefined;
  } catch (error) {
    if (!(error instanceof Error)) return `throws ${String(error)}`;
    if (CALLERS_OWN.test(error.message)) return undefined;
    if (!OURS.some((kind) => error instanceof kind)) return `throws ${error.name}: ${error.message}`;
    if (NOT_A_SENTENCE.test(error.message)) return `says ${JSON.stringify(error.message)}`;
    return /[.?]$/.test(error.message) ? undefined : `doesn't end its sentence: ${error.message}`;
  }
}

/** What a caller would notice of a value if it were changed: numbers, names, and whether it is frozen. */
function fingerprint(value: unknown, depth = 4): string {
  try {
    return readable(value, depth);
  } catch (error) {
    if (error instanceof Error && CALLERS_OWN.test(error.message)) return "refuses to be read";
    throw error;
  }
}

function readable(value: unknown, depth: number): string {
  if (typeof value === "function") return "function";
  if (typeof value !== "object" || value === null) return String(value).slice(0, 40);
  if (depth === 0) return "…";
  if (ArrayBuffer.isView(value)) {
    if (value instanceof DataView) return "view";
    const { length } = value as Uint8Array;
    // By index, which an array whose memory went elsewhere bears.
    return `[${Array.from({ length }, (_, i) => (value as Uint8Array)[i]).join()}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = Array.isArray(value) || prototype === Object.prototype || prototype === null;
  const inner = isPlain
    ? Object.entries(Object.getOwnPropertyDescriptors(value)).map(
        ([name, property]) => `${name}:${fingerprint((property as PropertyDescriptor).value, depth - 1)}`,
      )
    : [];
  return `{${Object.isFrozen(value) ? "frozen " : ""}${inner.join()}}`;
}

/** The names on the prototypes that everything shares. */
export function prototypes(): string {
  const shared = [Object, Array, Function, Promise, Map, Float64Array, Float32Array, Error, Number, String];
  return shared.map(({ name, prototype }) => `${name}: ${Reflect.ownKeys(prototype).map(String).join()}`).join("\n");
}
