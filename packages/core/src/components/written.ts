import type { FloatArray } from "@nn/numerics";
import { OptionError } from "@nn/numerics";

/**
 * The mark of an element that no component has written yet: a NaN with bits of its own, which no calculation gives. Both
 * formats have it, as each word of it is a NaN of 32 bits, and two of them are one of 64.
 */
const UNWRITTEN = 0x7ff84e4e;

/** The bits of the first `length` numbers, in words of 32. */
function wordsOf(array: FloatArray, length: number): Uint32Array {
  return new Uint32Array(array.buffer, array.byteOffset, (length * array.BYTES_PER_ELEMENT) / 4);
}

/** Marks the first `length` elements of an array as not written. */
export function markUnwritten(array: FloatArray, length: number): void {
  wordsOf(array, length).fill(UNWRITTEN);
}

/** The first element from an index on, of the first `length`, that still has the mark; −1 if none has. */
function nextUnwritten(array: FloatArray, words: Uint32Array, from: number, length: number): number {
  const perNumber = array.BYTES_PER_ELEMENT / 4;
  for (let i = from; i < length; i++) {
    if (words[perNumber * i] === UNWRITTEN && words[perNumber * (i + 1) - 1] === UNWRITTEN) return i;
  }
  return -1;
}

/** Sets elements that still have the mark to 0, as if they had never been marked. @returns How many there were. */
export function clearUnwritten(array: FloatArray, length: number): number {
  const words = wordsOf(array, length);
  let unwritten = 0;
  for (let i = nextUnwritten(array, words, 0, length); i >= 0; i = nextUnwritten(array, words, i + 1, length)) {
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
  const at = nextUnwritten(array, wordsOf(array, length), 0, length);
  if (at < 0) return;
  throw new OptionError(`${where} hasn't written ${name}[${at}]. ${remedyFor(name)}${also}`);
}

/** How an array is written. */
export function remedyFor(name: string): string {
  return `Each number is to be written into the array that is given, as in ${name}[i] = …, instead of being returned.`;
}
