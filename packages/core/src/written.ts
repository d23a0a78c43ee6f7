import type { FloatArray } from "./dtype.js";
import { OptionError } from "./errors.js";

/**
 * What stands in an array until a component writes it: a NaN with bits of its own, which no calculation gives. Both
 * formats have it, as each word of it is a NaN of 32 bits, and two of them are one of 64.
 */
const UNWRITTEN = 0x7ff84e4e;

/** The bits of `count` numbers from one on. */
function wordsOf(array: FloatArray, first: number, count: number): Uint32Array {
  const bytes = array.BYTES_PER_ELEMENT;
  return new Uint32Array(array.buffer, array.byteOffset + first * bytes, (count * bytes) / 4);
}

/** Makes the first `length` numbers of an array ones that nothing has written. */
export function markUnwritten(array: FloatArray, length: number): void {
  wordsOf(array, 0, length).fill(UNWRITTEN);
}

/** Whether nothing has written a number since it was marked. */
function isUnwritten(array: FloatArray, i: number): boolean {
  return Number.isNaN(array[i]) && wordsOf(array, i, 1).every((word) => word === UNWRITTEN);
}

/** Which of the first `length` numbers is the first that nothing has written since; −1 if all were. */
function firstUnwritten(array: FloatArray, length: number): number {
  for (let i = 0; i < length; i++) if (isUnwritten(array, i)) return i;
  return -1;
}

/** Puts a 0 where nothing has written, as if the array had never been marked. @returns How many there were. */
export function clearUnwritten(array: FloatArray): number {
  let unwritten = 0;
  for (let i = 0; i < array.length; i++) {
    if (!isUnwritten(array, i)) continue;
    array[i] = 0;
    unwritten++;
  }
  return unwritten;
}

/**
 * Refuses what a component was to write and didn't, because it returns its numbers, or stops too early.
 *
 * @param where - Whose method it is, as the message should name it: `"my metric: value"`.
 * @param name - The array's name in the contract.
 * @param also - What else to say.
 * @throws OptionError that says what to write.
 */
export function refuseUnwritten(array: FloatArray, length: number, where: string, name: string, also = ""): void {
  const at = firstUnwritten(array, length);
  if (at < 0) return;
  throw new OptionError(`${where} hasn't written ${name}[${at}]. ${remedyFor(name)}${also}`);
}

/** How an array is written. */
export function remedyFor(name: string): string {
  return `Each number is to be written into the array that is given, as in ${name}[i] = …, instead of being returned.`;
}
