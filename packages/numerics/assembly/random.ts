// Random numbers that have no state: Threefry-2x32 with 20 rounds, for four counters at a time; see src/random/threefry.ts.

import { scratch } from "./scratch";

const PARITY: i32 = 0x1bd11bda;

@inline
function rotated(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(x, bits), i32x4.shr_u(x, 32 - bits));
}

/** Writes the numbers from `from` to `to`, not included. For singles, `from` is even. */
export function uniform<T extends number>(out: usize, key0: i32, key1: i32, step: i32, from: usize, to: usize): void {
  const each: usize = sizeof<T>() == 4 ? 8 : 4;
  let i = from;
  for (; i + each <= to; i += each) draw<T>(out + i * sizeof<T>(), key0, key1, step, i);
  if (i == to) return;
  // Of the last ones there are fewer: they are drawn elsewhere.
  draw<T>(scratch, key0, key1, step, i);
  memory.copy(out + i * sizeof<T>(), scratch, (to - i) * sizeof<T>());
}

/** The numbers of four counters: four doubles, or eight singles. */
function draw<T extends number>(out: usize, key0: i32, key1: i32, step: i32, i: usize): void {
  let k0 = key0;
  let k1 = key1;
  let k2 = PARITY ^ key0 ^ key1;
  let x0 = i32x4.splat(step + k0);
  let x1 = i32x4.add(i32x4.splat(<i32>(sizeof<T>() == 4 ? i >> 1 : i) + k1), i32x4(0, 1, 2, 3));
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
  if (sizeof<T>() == 4) {
    const first = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(x0, 8)), f32x4.splat(5.9604644775390625e-8));
    const second = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(x1, 8)), f32x4.splat(5.9604644775390625e-8));
    v128.store(out, v128.shuffle<f32>(first, second, 0, 4, 1, 5));
    v128.store(out, v128.shuffle<f32>(first, second, 2, 6, 3, 7), 16);
  } else {
    v128.store(out, doubles(x0, x1));
    v128.store(out, doubles(v128.shuffle<i32>(x0, x0, 2, 3, 2, 3), v128.shuffle<i32>(x1, x1, 2, 3, 2, 3)), 16);
  }
}

/** Of the first two words of each: 53 bits, which is exact. */
@inline
function doubles(first: v128, second: v128): v128 {
  return f64x2.add(
    f64x2.mul(f64x2.convert_low_i32x4_u(first), f64x2.splat(2.3283064365386963e-10)),
    f64x2.mul(f64x2.convert_low_i32x4_u(i32x4.shr_u(second, 11)), f64x2.splat(1.1102230246251565e-16)),
  );
}
