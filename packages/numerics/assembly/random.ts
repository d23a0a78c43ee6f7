// Random numbers that have no state: Threefry-2x32 with 20 rounds, for four counters at a time; see src/random/threefry.ts.
import { scratch } from "./scratch";

const PARITY: i32 = 0x1bd11bda;
/** What tells the counters of a double's last bits from those of its first ones. */
const FURTHER: i32 = 0x80000000;
/** Four counters give so many words. */
const WORDS: usize = 8;

@inline
function rotated(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(x, bits), i32x4.shr_u(x, 32 - bits));
}

/** Writes the numbers from `from` to `to`, not included. `from` is even. */
export function uniform<T extends number>(out: usize, key0: i32, key1: i32, step: i32, from: usize, to: usize): void {
  for (let i = from; i < to; i += WORDS) {
    words(scratch, key0, key1, step, <i32>(i >> 1));
    if (sizeof<T>() == 8) words(scratch + 4 * WORDS, key0, key1, step, <i32>(i >> 1) | FURTHER);
    const at = out + i * sizeof<T>();
    if (i + WORDS <= to) numbers<T>(at);
    else {
      // Of the last ones there are fewer: they are written elsewhere first.
      numbers<T>(scratch + 8 * WORDS);
      memory.copy(at, scratch + 8 * WORDS, (to - i) * sizeof<T>());
    }
  }
}

/** Makes numbers of the words. */
@inline
function numbers<T extends number>(out: usize): void {
  if (sizeof<T>() == 4) {
    v128.store(out, singles(v128.load(scratch)));
    v128.store(out, singles(v128.load(scratch, 16)), 16);
    return;
  }
  for (let pair: usize = 0; pair < 4; pair++) {
    const first = v128.load64_zero(scratch + 8 * pair);
    const further = v128.load64_zero(scratch + 4 * WORDS + 8 * pair);
    v128.store(out + 16 * pair, doubles(first, further));
  }
}

/** 24 bits of each. */
@inline
function singles(words: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(words, 8)), f32x4.splat(5.9604644775390625e-8));
}

/** 32 bits and 21 further ones, which is exact. */
@inline
function doubles(first: v128, further: v128): v128 {
  return f64x2.add(
    f64x2.mul(f64x2.convert_low_i32x4_u(first), f64x2.splat(2.3283064365386963e-10)),
    f64x2.mul(f64x2.convert_low_i32x4_u(i32x4.shr_u(further, 11)), f64x2.splat(1.1102230246251565e-16)),
  );
}

/** The words of four counters, those of each beside each other. */
function words(out: usize, key0: i32, key1: i32, step: i32, counter: i32): void {
  let k0 = key0;
  let k1 = key1;
  let k2 = PARITY ^ key0 ^ key1;
  let x0 = i32x4.splat(step + k0);
  let x1 = i32x4.add(i32x4.splat(counter + k1), i32x4(0, 1, 2, 3));
  for (let group = 1; group <= 5; group += 2) {
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotated(x1, 13), x0);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotated(x1, 15), x0);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotated(x1, 26), x0);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotated(x1, 6), x0);
    x0 = i32x4.add(x0, i32x4.splat(k1));
    x1 = i32x4.add(x1, i32x4.splat(k2 + group));
    if (group == 5) break;
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotated(x1, 17), x0);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotated(x1, 29), x0);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotated(x1, 16), x0);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotated(x1, 24), x0);
    x0 = i32x4.add(x0, i32x4.splat(k2));
    x1 = i32x4.add(x1, i32x4.splat(k0 + group + 1));
    const next = k0;
    k0 = k2;
    k2 = k1;
    k1 = next;
  }
  v128.store(out, v128.shuffle<i32>(x0, x1, 0, 4, 1, 5));
  v128.store(out, v128.shuffle<i32>(x0, x1, 2, 6, 3, 7), 16);
}
