// What is neither a product nor a unit's formula: filling, copying, sums, and the looks that training takes at numbers.
import { lanes } from "./lanes";

export function fill<T extends number>(out: usize, value: f64, length: usize): void {
  const vector = lanes<T>();
  const splat = v128.splat<T>(<T>value);
  for (; length >= vector; length -= vector) {
    v128.store(out, splat);
    out += 16;
  }
  for (; length > 0; length--) {
    store<T>(out, <T>value);
    out += sizeof<T>();
  }
}

export function copy<T extends number>(out: usize, values: usize, length: usize): void {
  const vector = lanes<T>();
  for (; length >= vector; length -= vector) {
    v128.store(out, v128.load(values));
    out += 16;
    values += 16;
  }
  for (; length > 0; length--) {
    store<T>(out, load<T>(values));
    out += sizeof<T>();
    values += sizeof<T>();
  }
}

/** The examples whose numbers stand at `rows`, one after another. */
export function gather<T extends number>(out: usize, values: usize, rows: usize, count: usize, size: usize): void {
  const bytes = <usize>size * sizeof<T>();
  for (; count > 0; count--) {
    copy<T>(out, values + <usize>load<u32>(rows) * bytes, size);
    out += bytes;
    rows += 4;
  }
}

/** out += values */
export function add<T extends number>(out: usize, values: usize, length: usize): void {
  const vector = lanes<T>();
  for (; length >= vector; length -= vector) {
    v128.store(out, v128.add<T>(v128.load(out), v128.load(values)));
    out += 16;
    values += 16;
  }
  for (; length > 0; length--) {
    store<T>(out, load<T>(out) + load<T>(values));
    out += sizeof<T>();
    values += sizeof<T>();
  }
}

export function addRow<T extends number>(out: usize, row: usize, rows: usize, columns: usize): void {
  for (; rows > 0; rows--) {
    add<T>(out, row, columns);
    out += columns * sizeof<T>();
  }
}

/**
 * out[c] += Σ a[r, c], each column in the order of the rows: by 4 vectors of columns, as a sum that waits in a register is
 * ready sooner than one in memory. `row`: bytes from row to row.
 */
export function addColumnSums<T extends number>(out: usize, a: usize, rows: usize, columns: usize, row: usize): void {
  const vector = lanes<T>();
  for (; columns >= 4 * vector; columns -= 4 * vector) {
    let sum0 = v128.load(out);
    let sum1 = v128.load(out, 16);
    let sum2 = v128.load(out, 32);
    let sum3 = v128.load(out, 48);
    for (let r: usize = 0, at = a; r < rows; r++) {
      sum0 = v128.add<T>(sum0, v128.load(at));
      sum1 = v128.add<T>(sum1, v128.load(at, 16));
      sum2 = v128.add<T>(sum2, v128.load(at, 32));
      sum3 = v128.add<T>(sum3, v128.load(at, 48));
      at += row;
    }
    v128.store(out, sum0);
    v128.store(out, sum1, 16);
    v128.store(out, sum2, 32);
    v128.store(out, sum3, 48);
    out += 64;
    a += 64;
  }
  for (; columns >= vector; columns -= vector) {
    let sum = v128.load(out);
    for (let r: usize = 0, at = a; r < rows; r++) {
      sum = v128.add<T>(sum, v128.load(at));
      at += row;
    }
    v128.store(out, sum);
    out += 16;
    a += 16;
  }
  for (; columns > 0; columns--) {
    let sum = load<T>(out);
    for (let r: usize = 0, at = a; r < rows; r++) {
      sum += load<T>(at);
      at += row;
    }
    store<T>(out, sum);
    out += sizeof<T>();
    a += sizeof<T>();
  }
}

/** The mean, in double precision; says whether it is finite. */
export function mean<T extends number>(out: usize, values: usize, length: usize): bool {
  let sum: f64 = 0;
  for (let i: usize = 0; i < length; i++) sum += <f64>load<T>(values + i * sizeof<T>());
  const result = sum / length;
  store<f64>(out, result);
  return result - result == 0;
}

/** Copies the parameters, to return to, and says whether every gradient is finite. */
export function snapshot<T extends number>(before: usize, value: usize, gradient: usize, length: usize): bool {
  copy<T>(before, value, length);
  return allFinite<T>(gradient, length);
}

/** 0·x is 0 just for finite x, and NaN otherwise; so is their sum. */
export function allFinite<T extends number>(values: usize, length: usize): bool {
  const vector = lanes<T>();
  const zero = v128.splat<T>(<T>0);
  let sum = zero;
  // Four sums, as an addition is only ready when the next three have begun.
  let sum1 = zero;
  let sum2 = zero;
  let sum3 = zero;
  for (; length >= 4 * vector; length -= 4 * vector) {
    sum = v128.add<T>(sum, v128.mul<T>(zero, v128.load(values)));
    sum1 = v128.add<T>(sum1, v128.mul<T>(zero, v128.load(values, 16)));
    sum2 = v128.add<T>(sum2, v128.mul<T>(zero, v128.load(values, 32)));
    sum3 = v128.add<T>(sum3, v128.mul<T>(zero, v128.load(values, 48)));
    values += 64;
  }
  sum = v128.add<T>(v128.add<T>(sum, sum1), v128.add<T>(sum2, sum3));
  for (; length >= vector; length -= vector) {
    sum = v128.add<T>(sum, v128.mul<T>(zero, v128.load(values)));
    values += 16;
  }
  let left: T = <T>0;
  for (; length > 0; length--) {
    left += <T>0 * load<T>(values);
    values += sizeof<T>();
  }
  return left == <T>0 && isZero<T>(sum);
}

@inline
function isZero<T extends number>(sum: v128): bool {
  return sizeof<T>() == 8
    ? i64x2.all_true(f64x2.eq(sum, f64x2.splat(0)))
    : i32x4.all_true(f32x4.eq(sum, f32x4.splat(0)));
}
