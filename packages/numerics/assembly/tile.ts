// The innermost loop of a large product, where nearly all of its time goes.
import { sum } from "./lanes";

/** Rows of a tile. With 2 vectors a row that is 8 sums, 2 columns and 1 factor: what 16 registers hold without spilling. */
export const ROWS: usize = 4;

/**
 * 4 rows × 2 vectors of the result, from packed factors. Two inner indices a turn, as turning takes a fifth of the time of
 * one; and each has a stretch of code of its own, or engines would load for the second before the first is done, and run
 * out of registers.
 */
export function tile<T extends number>(out: usize, outRow: usize, a: usize, b: usize, inner: usize, fresh: bool): void {
  const size = sizeof<T>();
  const zero = v128.splat<T>(<T>0);
  const out1 = out + outRow;
  const out2 = out1 + outRow;
  const out3 = out2 + outRow;
  let c00 = fresh ? zero : v128.load(out);
  let c01 = fresh ? zero : v128.load(out, 16);
  let c10 = fresh ? zero : v128.load(out1);
  let c11 = fresh ? zero : v128.load(out1, 16);
  let c20 = fresh ? zero : v128.load(out2);
  let c21 = fresh ? zero : v128.load(out2, 16);
  let c30 = fresh ? zero : v128.load(out3);
  let c31 = fresh ? zero : v128.load(out3, 16);
  let a1 = a + size;
  let a2 = a + 2 * size;
  let a3 = a + 3 * size;
  for (; inner > 0; inner--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const factor0 = v128.load_splat<T>(a);
    c00 = sum<T>(c00, factor0, b0);
    c01 = sum<T>(c01, factor0, b1);
    const factor1 = v128.load_splat<T>(a1);
    c10 = sum<T>(c10, factor1, b0);
    c11 = sum<T>(c11, factor1, b1);
    const factor2 = v128.load_splat<T>(a2);
    c20 = sum<T>(c20, factor2, b0);
    c21 = sum<T>(c21, factor2, b1);
    const factor3 = v128.load_splat<T>(a3);
    c30 = sum<T>(c30, factor3, b0);
    c31 = sum<T>(c31, factor3, b1);
    if (inner == 1) break;
    inner--;
    const nextB0 = v128.load(b, 32);
    const nextB1 = v128.load(b, 48);
    const next0 = v128.load_splat<T>(a, ROWS * sizeof<T>());
    c00 = sum<T>(c00, next0, nextB0);
    c01 = sum<T>(c01, next0, nextB1);
    const next1 = v128.load_splat<T>(a1, ROWS * sizeof<T>());
    c10 = sum<T>(c10, next1, nextB0);
    c11 = sum<T>(c11, next1, nextB1);
    const next2 = v128.load_splat<T>(a2, ROWS * sizeof<T>());
    c20 = sum<T>(c20, next2, nextB0);
    c21 = sum<T>(c21, next2, nextB1);
    const next3 = v128.load_splat<T>(a3, ROWS * sizeof<T>());
    c30 = sum<T>(c30, next3, nextB0);
    c31 = sum<T>(c31, next3, nextB1);
    a += 2 * ROWS * size;
    a1 += 2 * ROWS * size;
    a2 += 2 * ROWS * size;
    a3 += 2 * ROWS * size;
    b += 64;
  }
  v128.store(out, c00);
  v128.store(out, c01, 16);
  v128.store(out1, c10);
  v128.store(out1, c11, 16);
  v128.store(out2, c20);
  v128.store(out2, c21, 16);
  v128.store(out3, c30);
  v128.store(out3, c31, 16);
}
