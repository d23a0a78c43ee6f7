// The innermost loops of sums over windows. They read the image where it lies: along a row of the image, channels last, the
// numbers under one row of the kernel stand side by side.
import { sum } from "../lanes";

/** How many sums a tile has side by side, in bytes: two vectors. */
export const WIDTH: usize = 32;

/**
 * Sums of 4 windows by 2 vectors of filters, and then the biases, if there are any. A window is `segments` rows of `length` numbers, `skip` bytes apart; `filters`
 * has a panel of 2 vectors for each of these numbers.
 */
export function windows4<T extends number>(
  out: usize, outStep: usize, image: usize, imageStep: usize, filters: usize,
  segments: usize, length: usize, skip: usize, filterSkip: usize, fresh: bool, bias: usize,
): void {
  const size = sizeof<T>();
  const zero = v128.splat<T>(<T>0);
  const out1 = out + outStep;
  const out2 = out1 + outStep;
  const out3 = out2 + outStep;
  let c00 = fresh ? zero : v128.load(out);
  let c01 = fresh ? zero : v128.load(out, 16);
  let c10 = fresh ? zero : v128.load(out1);
  let c11 = fresh ? zero : v128.load(out1, 16);
  let c20 = fresh ? zero : v128.load(out2);
  let c21 = fresh ? zero : v128.load(out2, 16);
  let c30 = fresh ? zero : v128.load(out3);
  let c31 = fresh ? zero : v128.load(out3, 16);
  let a0 = image;
  let a1 = a0 + imageStep;
  let a2 = a1 + imageStep;
  let a3 = a2 + imageStep;
  let b = filters;
  for (; segments > 0; segments--) {
    for (let left = length; left > 0; left--) {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const factor0 = v128.load_splat<T>(a0);
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
      a0 += size;
      a1 += size;
      a2 += size;
      a3 += size;
      b += WIDTH;
      if (left == 1) break;
      left--;
      const nextB0 = v128.load(b);
      const nextB1 = v128.load(b, 16);
      const next0 = v128.load_splat<T>(a0);
      c00 = sum<T>(c00, next0, nextB0);
      c01 = sum<T>(c01, next0, nextB1);
      const next1 = v128.load_splat<T>(a1);
      c10 = sum<T>(c10, next1, nextB0);
      c11 = sum<T>(c11, next1, nextB1);
      const next2 = v128.load_splat<T>(a2);
      c20 = sum<T>(c20, next2, nextB0);
      c21 = sum<T>(c21, next2, nextB1);
      const next3 = v128.load_splat<T>(a3);
      c30 = sum<T>(c30, next3, nextB0);
      c31 = sum<T>(c31, next3, nextB1);
      a0 += size;
      a1 += size;
      a2 += size;
      a3 += size;
      b += WIDTH;
    }
    a0 += skip;
    a1 += skip;
    a2 += skip;
    a3 += skip;
    b += filterSkip;
  }
  if (bias != 0) {
    const b0 = v128.load(bias);
    const b1 = v128.load(bias, 16);
    c00 = v128.add<T>(c00, b0);
    c01 = v128.add<T>(c01, b1);
    c10 = v128.add<T>(c10, b0);
    c11 = v128.add<T>(c11, b1);
    c20 = v128.add<T>(c20, b0);
    c21 = v128.add<T>(c21, b1);
    c30 = v128.add<T>(c30, b0);
    c31 = v128.add<T>(c31, b1);
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

/** The same of one window. */
export function windows1<T extends number>(
  out: usize, image: usize, filters: usize, segments: usize, length: usize, skip: usize, filterSkip: usize, fresh: bool,
  bias: usize,
): void {
  const zero = v128.splat<T>(<T>0);
  let c0 = fresh ? zero : v128.load(out);
  let c1 = fresh ? zero : v128.load(out, 16);
  for (; segments > 0; segments--) {
    for (let left = length; left > 0; left--) {
      const factor = v128.load_splat<T>(image);
      c0 = sum<T>(c0, factor, v128.load(filters));
      c1 = sum<T>(c1, factor, v128.load(filters, 16));
      image += sizeof<T>();
      filters += WIDTH;
    }
    image += skip;
    filters += filterSkip;
  }
  if (bias != 0) {
    c0 = v128.add<T>(c0, v128.load(bias));
    c1 = v128.add<T>(c1, v128.load(bias, 16));
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
}
