// The innermost loops of what weights gain. They read the image where it lies, as those of tiles.ts do.
import { sum } from "../lanes";

/**
 * What 4 weights by 2 vectors of filters gain at `rows` × `count` places: `step` bytes lie between what the weights meet at
 * one place and at the next, `derivativeStep` between what the filters are given.
 */
export function weights4<T extends number>(
  out: usize, outStep: usize, a0: usize, a1: usize, a2: usize, a3: usize, step: usize, skip: usize,
  derivative: usize, derivativeStep: usize, derivativeSkip: usize, rows: usize, count: usize,
): void {
  const out1 = out + outStep;
  const out2 = out1 + outStep;
  const out3 = out2 + outStep;
  let c00 = v128.load(out);
  let c01 = v128.load(out, 16);
  let c10 = v128.load(out1);
  let c11 = v128.load(out1, 16);
  let c20 = v128.load(out2);
  let c21 = v128.load(out2, 16);
  let c30 = v128.load(out3);
  let c31 = v128.load(out3, 16);
  for (; rows > 0; rows--) {
    for (let left = count; left > 0; left--) {
      const b0 = v128.load(derivative);
      const b1 = v128.load(derivative, 16);
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
      a0 += step;
      a1 += step;
      a2 += step;
      a3 += step;
      derivative += derivativeStep;
    }
    a0 += skip;
    a1 += skip;
    a2 += skip;
    a3 += skip;
    derivative += derivativeSkip;
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

/** The same of 4 weights that meet numbers side by side. */
export function weightsBeside4<T extends number>(
  out: usize, outStep: usize, a: usize, step: usize, skip: usize,
  derivative: usize, derivativeStep: usize, derivativeSkip: usize, rows: usize, count: usize,
): void {
  const size = sizeof<T>();
  const out1 = out + outStep;
  const out2 = out1 + outStep;
  const out3 = out2 + outStep;
  let c00 = v128.load(out);
  let c01 = v128.load(out, 16);
  let c10 = v128.load(out1);
  let c11 = v128.load(out1, 16);
  let c20 = v128.load(out2);
  let c21 = v128.load(out2, 16);
  let c30 = v128.load(out3);
  let c31 = v128.load(out3, 16);
  for (; rows > 0; rows--) {
    for (let left = count; left > 0; left--) {
      const b0 = v128.load(derivative);
      const b1 = v128.load(derivative, 16);
      const factor0 = v128.load_splat<T>(a);
      c00 = sum<T>(c00, factor0, b0);
      c01 = sum<T>(c01, factor0, b1);
      const factor1 = v128.load_splat<T>(a, sizeof<T>());
      c10 = sum<T>(c10, factor1, b0);
      c11 = sum<T>(c11, factor1, b1);
      const factor2 = v128.load_splat<T>(a, 2 * sizeof<T>());
      c20 = sum<T>(c20, factor2, b0);
      c21 = sum<T>(c21, factor2, b1);
      const factor3 = v128.load_splat<T>(a, 3 * sizeof<T>());
      c30 = sum<T>(c30, factor3, b0);
      c31 = sum<T>(c31, factor3, b1);
      a += step;
      derivative += derivativeStep;
    }
    a += skip;
    derivative += derivativeSkip;
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

/** The same of one weight. */
export function weights1<T extends number>(
  out: usize, a: usize, step: usize, skip: usize,
  derivative: usize, derivativeStep: usize, derivativeSkip: usize, rows: usize, count: usize,
): void {
  let c0 = v128.load(out);
  let c1 = v128.load(out, 16);
  for (; rows > 0; rows--) {
    for (let left = count; left > 0; left--) {
      const factor = v128.load_splat<T>(a);
      c0 = sum<T>(c0, factor, v128.load(derivative));
      c1 = sum<T>(c1, factor, v128.load(derivative, 16));
      a += step;
      derivative += derivativeStep;
    }
    a += skip;
    derivative += derivativeSkip;
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
}
