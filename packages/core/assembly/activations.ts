// The activations of @nn/layers, forward and backward. The formulas and their sources stand there, beside the plain loops.
import { exp, expPair, sigmoidPair, tanhPair } from "./elementary";
import { lanes, load1, load2, store1, store2 } from "./lanes";

export function relu<T extends number>(a: usize, z: usize, length: usize): void {
  const vector = lanes<T>();
  const zero = v128.splat<T>(<T>0);
  for (; length >= vector; length -= vector) {
    v128.store(a, v128.max<T>(zero, v128.load(z)));
    a += 16;
    z += 16;
  }
  for (; length > 0; length--) {
    store<T>(a, max<T>(<T>0, load<T>(z)));
    a += sizeof<T>();
    z += sizeof<T>();
  }
}

export function reluBackward<T extends number>(dz: usize, da: usize, z: usize, length: usize): void {
  const vector = lanes<T>();
  const zero = v128.splat<T>(<T>0);
  for (; length >= vector; length -= vector) {
    v128.store(dz, v128.and(v128.load(da), v128.gt<T>(v128.load(z), zero)));
    dz += 16;
    da += 16;
    z += 16;
  }
  for (; length > 0; length--) {
    store<T>(dz, load<T>(z) > <T>0 ? load<T>(da) : <T>0);
    dz += sizeof<T>();
    da += sizeof<T>();
    z += sizeof<T>();
  }
}

export function sigmoid<T extends number>(a: usize, z: usize, length: usize): void {
  for (; length >= 2; length -= 2) {
    store2<T>(a, sigmoidPair(load2<T>(z)));
    a += 2 * sizeof<T>();
    z += 2 * sizeof<T>();
  }
  if (length > 0) store<T>(a, <T>(1 / (1 + exp(-(<f64>load<T>(z))))));
}

export function sigmoidBackward<T extends number>(dz: usize, da: usize, a: usize, length: usize): void {
  for (; length >= 2; length -= 2) {
    store2<T>(dz, sigmoidSlope(load2<T>(da), load2<T>(a)));
    dz += 2 * sizeof<T>();
    da += 2 * sizeof<T>();
    a += 2 * sizeof<T>();
  }
  if (length > 0) store1<T>(dz, sigmoidSlope(load1<T>(da), load1<T>(a)));
}

/** da·a·(1 − a) */
@inline
function sigmoidSlope(da: v128, a: v128): v128 {
  return f64x2.mul(f64x2.mul(da, a), f64x2.sub(f64x2.splat(1), a));
}

export function tanh<T extends number>(a: usize, z: usize, length: usize): void {
  for (; length >= 2; length -= 2) {
    store2<T>(a, tanhPair(load2<T>(z)));
    a += 2 * sizeof<T>();
    z += 2 * sizeof<T>();
  }
  if (length > 0) store1<T>(a, tanhPair(load1<T>(z)));
}

export function tanhBackward<T extends number>(dz: usize, da: usize, a: usize, length: usize): void {
  for (; length >= 2; length -= 2) {
    store2<T>(dz, tanhSlope(load2<T>(da), load2<T>(a)));
    dz += 2 * sizeof<T>();
    da += 2 * sizeof<T>();
    a += 2 * sizeof<T>();
  }
  if (length > 0) store1<T>(dz, tanhSlope(load1<T>(da), load1<T>(a)));
}

/** da·(1 − a²) */
@inline
function tanhSlope(da: v128, a: v128): v128 {
  return f64x2.mul(da, f64x2.sub(f64x2.splat(1), f64x2.mul(a, a)));
}

export function softmax<T extends number>(a: usize, z: usize, rows: usize, columns: usize): void {
  const bytes = <usize>columns * sizeof<T>();
  for (; rows > 0; rows--) {
    const largest = f64x2.splat(largestOf<T>(z, columns));
    let i = columns;
    let to = a;
    for (let from = z; i >= 2; i -= 2) {
      store2<T>(to, expPair(f64x2.sub(load2<T>(from), largest)));
      to += 2 * sizeof<T>();
      from += 2 * sizeof<T>();
    }
    if (i > 0) store1<T>(to, expPair(f64x2.sub(load1<T>(z + bytes - sizeof<T>()), largest)));
    let sum: f64 = 0;
    for (let at = a; at < a + bytes; at += sizeof<T>()) sum += <f64>load<T>(at);
    for (let at = a; at < a + bytes; at += sizeof<T>()) store<T>(at, <T>(<f64>load<T>(at) / sum));
    a += bytes;
    z += bytes;
  }
}

export function softmaxBackward<T extends number>(dz: usize, da: usize, a: usize, rows: usize, columns: usize): void {
  const bytes = <usize>columns * sizeof<T>();
  for (; rows > 0; rows--) {
    let weighted: f64 = 0;
    for (let at: usize = 0; at < bytes; at += sizeof<T>()) weighted += <f64>load<T>(a + at) * <f64>load<T>(da + at);
    for (let at: usize = 0; at < bytes; at += sizeof<T>()) {
      store<T>(dz + at, <T>(<f64>load<T>(a + at) * (<f64>load<T>(da + at) - weighted)));
    }
    dz += bytes;
    da += bytes;
    a += bytes;
  }
}

/** NaN if one of them is. */
export function largestOf<T extends number>(values: usize, length: usize): f64 {
  let largest = load<T>(values);
  for (let i: usize = 1; i < length; i++) largest = max<T>(largest, load<T>(values + i * sizeof<T>()));
  return <f64>largest;
}
