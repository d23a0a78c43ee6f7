// Random numbers that have no state: Threefry-2x32 with 20 rounds, for four counters at a time; see src/random/threefry.ts.

const PARITY: i32 = 0x1bd11bda;

@inline
function rotated(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(x, bits), i32x4.shr_u(x, 32 - bits));
}

/** Writes the numbers of the counters (step, from) to (step, to), not included. */
export function uniform<T extends number>(out: usize, key0: i32, key1: i32, step: i32, from: usize, to: usize): void {
  let i = from;
  for (; i + 4 <= to; i += 4) four<T>(out + i * sizeof<T>(), key0, key1, step, <i32>i, 4);
  if (i == to) return;
  // The last ones once more, if there are four.
  if (to - from >= 4) four<T>(out + (to - 4) * sizeof<T>(), key0, key1, step, <i32>to - 4, 4);
  else four<T>(out + i * sizeof<T>(), key0, key1, step, <i32>i, <i32>(to - i));
}

function four<T extends number>(out: usize, key0: i32, key1: i32, step: i32, i: i32, count: i32): void {
  let k0 = key0;
  let k1 = key1;
  let k2 = PARITY ^ key0 ^ key1;
  let x0 = i32x4.splat(step + k0);
  let x1 = i32x4.add(i32x4.splat(i + k1), i32x4(0, 1, 2, 3));
  for (let group = 1; group <= 5; group++) {
    const isOdd = group & 1;
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotated(x1, isOdd ? 13 : 17), x0);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotated(x1, isOdd ? 15 : 29), x0);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotated(x1, isOdd ? 26 : 16), x0);
    x0 = i32x4.add(x0, x1);
    x1 = v128.xor(rotated(x1, isOdd ? 6 : 24), x0);
    const next = k0;
    k0 = k1;
    k1 = k2;
    k2 = next;
    x0 = i32x4.add(x0, i32x4.splat(k0));
    x1 = i32x4.add(x1, i32x4.splat(k1 + group));
  }
  if (sizeof<T>() == 4) {
    const numbers = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(x0, 8)), f32x4.splat(5.9604644775390625e-8));
    if (count == 4) return v128.store(out, numbers);
    v128.store_lane<f32>(out, numbers, 0);
    if (count > 1) v128.store_lane<f32>(out, numbers, 1, 4);
    if (count > 2) v128.store_lane<f32>(out, numbers, 2, 8);
    return;
  }
  const low = doubles(x0, x1);
  if (count == 1) return v128.store_lane<f64>(out, low, 0);
  v128.store(out, low);
  if (count == 2) return;
  const high = doubles(v128.shuffle<i32>(x0, x0, 2, 3, 2, 3), v128.shuffle<i32>(x1, x1, 2, 3, 2, 3));
  if (count == 3) v128.store_lane<f64>(out, high, 0, 16);
  else v128.store(out, high, 16);
}

/** Of the first two words of each: 53 bits, which is exact. */
@inline
function doubles(first: v128, second: v128): v128 {
  return f64x2.add(
    f64x2.mul(f64x2.convert_low_i32x4_u(first), f64x2.splat(2.3283064365386963e-10)),
    f64x2.mul(f64x2.convert_low_i32x4_u(i32x4.shr_u(second, 11)), f64x2.splat(1.1102230246251565e-16)),
  );
}
