import type { FloatArray } from "../arrays/dtype.js";

/** By how many bits the words are rotated, round after round. */
const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
/** The parity constant of the key schedule. */
const PARITY = 0x1bd11bda;
/** Rounds of the published function that passes the statistical tests with a margin. */
const ROUNDS = 20;

/** Where the two words of a number are handed over, as a function could only return one. */
const drawn: Int32Array = /* @__PURE__ */ new Int32Array(2);

/**
 * Threefry-2×32 with 20 rounds: two words of 32 bits, from a key and a counter of two words each. What it gives is as good
 * as random, and it has no state.
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC11 (2011).
 *
 * @returns The same array at each call.
 */
export function threefry(key0: number, key1: number, counter0: number, counter1: number): Int32Array {
  let k0 = key0 | 0;
  let k1 = key1 | 0;
  let k2 = PARITY ^ k0 ^ k1;
  let x0 = (counter0 + k0) | 0;
  let x1 = (counter1 + k1) | 0;
  for (let round = 0; round < ROUNDS; round++) {
    const bits = ROTATIONS[round & 7]!;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << bits) | (x1 >>> (32 - bits))) ^ x0;
    if ((round & 3) !== 3) continue;
    const next = k0;
    k0 = k1;
    k1 = k2;
    k2 = next;
    x0 = (x0 + k0) | 0;
    x1 = (x1 + k1 + (round + 1) / 4) | 0;
  }
  drawn[0] = x0;
  drawn[1] = x1;
  return drawn;
}

/** What tells the counters of a double's last bits from those of its first ones. */
const FURTHER = 0x80000000;

/**
 * out[i] = a number of [0, 1). Its first bits are a word of the counter (step, i / 2), which gives two numbers: 24 of them in
 * single precision, and 32 in double precision, with 21 further ones of a counter of their own. So both formats draw what is
 * the same to the digits that they have.
 */
export function uniformLoop(out: FloatArray, key: ArrayLike<number>, step: ArrayLike<number>, length: number): void {
  const isDouble = out.BYTES_PER_ELEMENT === 8;
  // Whole numbers of 32 bits, which an engine hands over without an object.
  const key0 = key[0]! | 0;
  const key1 = key[1]! | 0;
  const number = step[0]! | 0;
  for (let i = 0; i < length; i++) {
    const counter = i >>> 1;
    if (isDouble) {
      threefry(key0, key1, number, counter);
      const first = drawn[i & 1]! >>> 0;
      threefry(key0, key1, number, counter | FURTHER);
      out[i] = (first * 2097152 + (drawn[i & 1]! >>> 11)) / 9007199254740992;
    } else {
      if ((i & 1) === 0) threefry(key0, key1, number, counter);
      out[i] = (drawn[i & 1]! >>> 8) / 16777216;
    }
  }
}
