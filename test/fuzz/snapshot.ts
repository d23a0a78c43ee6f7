import { inspect } from "node:util";
import { thrownByCaller } from "./callers-own.js";

/** The bytes of an array of numbers, as they were. */
class Bytes {
  readonly copy: Buffer;

  constructor({ buffer, byteOffset, byteLength }: ArrayBufferView) {
    // Memory that went elsewhere can't be looked at.
    this.copy = Buffer.from(byteLength === 0 ? "" : Buffer.from(buffer, byteOffset, byteLength));
  }
}

/** What a caller would notice of values if they were changed, in the order of a walk through them. */
export type Snapshot = readonly unknown[];

/** How deep it is looked. */
const DEPTH = 4;

/** The numbers and names in values, which objects and functions they hold, and whether they are frozen. */
export function snapshotOf(values: readonly unknown[]): Snapshot {
  const seen: unknown[] = [];
  for (const value of values) look(value, DEPTH, seen);
  return seen;
}

function look(value: unknown, depth: number, seen: unknown[]): void {
  seen.push(value);
  if (typeof value !== "object" || value === null || depth === 0) return;
  try {
    lookInside(value, depth, seen);
  } catch (error) {
    if (!thrownByCaller(error)) throw error;
    seen.push("refuses to be read");
  }
}

function lookInside(value: object, depth: number, seen: unknown[]): void {
  if (ArrayBuffer.isView(value)) {
    seen.push(new Bytes(value));
    return;
  }
  seen.push(Object.isFrozen(value));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return;
  for (const name of Object.getOwnPropertyNames(value)) {
    seen.push(name);
    look(Object.getOwnPropertyDescriptor(value, name)?.value, depth - 1, seen);
  }
}

/** Where two snapshots first differ, as a sentence says it; `undefined` if they don't. */
export function differenceOf(before: Snapshot, after: Snapshot): string | undefined {
  for (let i = 0; i < Math.max(before.length, after.length); i++) {
    if (isSame(before[i], after[i])) continue;
    const [name, was, is] = [before[i - 1], before[i], after[i]].map((each) => inspect(each, { depth: 1 }));
    return `${was} into ${is}, after ${name}`;
  }
  return undefined;
}

const isSame = (a: unknown, b: unknown): boolean =>
  a instanceof Bytes && b instanceof Bytes ? a.copy.equals(b.copy) : Object.is(a, b);
