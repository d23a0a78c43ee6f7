// The innermost loop of a large product, where nearly all of its time goes.
import { sum } from "./lanes";

/** Rows of a tile. With 2 vectors a row that is 8 sums, 2 columns and 1 factor: what 16 registers hold without spilling. */
export const ROWS: usize = 4;
export const TILE_VECTORS: usize = 2;

/** `rows` rows of 2 vectors, a multiple of those of a tile. In a, the rows of the next tile begin `aTile` bytes further. */
export function tiles<T extends number>(
  out: usize, outRow: usize, a: usize, aTile: usize, aRow: usize, aInner: usize, b: usize, bInner: usize,
  rows: usize, inner: usize, fresh: bool,
): void {
  for (; rows > 0; rows -= ROWS) {
    tile<T>(out, outRow, a, aRow, aInner, b, bInner, inner, fresh);
    out += ROWS * outRow;
    a += aTile;
  }
}

/**
 * 4 rows × 2 vectors of the result: `inner` terms, `aInner` apart in each row of a, and `bInner` in b. Two inner indices a
 * turn, as turning takes a fifth of the time of one; and each has a stretch of code of its own, or engines would load for the
 * second before the first is done, and run out of registers.
 */
@inline
export function tile<T extends number>(
  out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, inner: usize, fresh: bool,
): void {
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
  let a1 = a + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
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
    a += aInner;
    a1 += aInner;
    a2 += aInner;
    a3 += aInner;
    b += bInner;
    if (inner == 1) break;
    inner--;
    const nextB0 = v128.load(b);
    const nextB1 = v128.load(b, 16);
    const nextFactor0 = v128.load_splat<T>(a);
    c00 = sum<T>(c00, nextFactor0, nextB0);
    c01 = sum<T>(c01, nextFactor0, nextB1);
    const nextFactor1 = v128.load_splat<T>(a1);
    c10 = sum<T>(c10, nextFactor1, nextB0);
    c11 = sum<T>(c11, nextFactor1, nextB1);
    const nextFactor2 = v128.load_splat<T>(a2);
    c20 = sum<T>(c20, nextFactor2, nextB0);
    c21 = sum<T>(c21, nextFactor2, nextB1);
    const nextFactor3 = v128.load_splat<T>(a3);
    c30 = sum<T>(c30, nextFactor3, nextB0);
    c31 = sum<T>(c31, nextFactor3, nextB1);
    a += aInner;
    a1 += aInner;
    a2 += aInner;
    a3 += aInner;
    b += bInner;
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
