// Products that are too small for tiles, or have too few rows, and the rows that are left of others: by whole rows of b, or vectors
// of the result.
import { lanes, sum } from "./lanes";
import { packColumns } from "./packing";
import { INNER_BLOCK, scratch } from "./scratch";

/** A small product whose b has its columns side by side: by vectors of the result, a row at a time. */
export function direct<T extends number>(
  out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize,
  rows: usize, inner: usize, columns: usize, add: bool,
): void {
  const size = sizeof<T>();
  const vector = lanes<T>();
  const inVectors = columns & ~(vector - 1);
  for (let r: usize = 0; r < rows; r++) {
    let i: usize = 0;
    if (columns >= 8 * vector) for (; i + 8 <= inner; i += 8) {
      eightTerms<T>(out, a + i * aInner, aInner, b + i * bInner, bInner, inVectors, add || i > 0);
    }
    let c: usize = 0;
    if (i < inner) {
      const restOfA = a + i * aInner;
      const restOfB = b + i * bInner;
      for (; c + 8 * vector <= columns; c += 8 * vector) {
        eightVectors<T>(out + c * size, restOfA, aInner, restOfB + c * size, bInner, inner - i, add || i > 0);
      }
      for (; c < inVectors; c += vector) {
        oneVector<T>(out + c * size, restOfA, aInner, restOfB + c * size, bInner, inner - i, add || i > 0);
      }
    }
    for (c = inVectors; c < columns; c++) {
      oneNumber<T>(out + c * size, a, aInner, b + c * size, bInner, inner, add);
    }
    out += outRow;
    a += aRow;
  }
}

/** A small product whose b has its columns apart, as bᵀ has: they are laid side by side before. */
export function transposed<T extends number>(
  out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, bColumn: usize,
  rows: usize, inner: usize, columns: usize, add: bool,
): void {
  const size = sizeof<T>();
  const width = 8 * lanes<T>();
  for (let i: usize = 0; i < inner; i += INNER_BLOCK) {
    const length = min(INNER_BLOCK, inner - i);
    for (let c: usize = 0; c < columns; c += width) {
      const count = min(width, columns - c);
      packColumns<T>(scratch, b + i * bInner + c * bColumn, bInner, bColumn, length, count, count);
      direct<T>(
        out + c * size, outRow, a + i * aInner, aRow, aInner, scratch, count * size, rows, length, count, add || i > 0,
      );
    }
  }
}

@inline
function oneNumber<T extends number>(
  out: usize, a: usize, aInner: usize, b: usize, bInner: usize, inner: usize, add: bool,
): void {
  let c = add ? load<T>(out) : <T>0;
  for (let i: usize = 0; i < inner; i++) c += load<T>(a + i * aInner) * load<T>(b + i * bInner);
  store<T>(out, c);
}

@inline
function oneVector<T extends number>(
  out: usize, a: usize, aInner: usize, b: usize, bInner: usize, inner: usize, add: bool,
): void {
  let c = add ? v128.load(out) : v128.splat<T>(<T>0);
  for (let i: usize = 0; i < inner; i++) {
    c = sum<T>(c, v128.load_splat<T>(a + i * aInner), v128.load(b + i * bInner));
  }
  v128.store(out, c);
}

/** out (+)= a₀·b₀ + … + a₇·b₇ for whole rows of b: what lies side by side is read side by side. */
function eightTerms<T extends number>(
  out: usize, a: usize, aInner: usize, b: usize, bInner: usize, columns: usize, add: bool,
): void {
  const a0 = v128.load_splat<T>(a);
  const a1 = v128.load_splat<T>(a + aInner);
  const a2 = v128.load_splat<T>(a + 2 * aInner);
  const a3 = v128.load_splat<T>(a + 3 * aInner);
  const a4 = v128.load_splat<T>(a + 4 * aInner);
  const a5 = v128.load_splat<T>(a + 5 * aInner);
  const a6 = v128.load_splat<T>(a + 6 * aInner);
  const a7 = v128.load_splat<T>(a + 7 * aInner);
  for (const end = out + columns * sizeof<T>(); out < end; out += 16) {
    let c = add ? v128.load(out) : v128.splat<T>(<T>0);
    c = sum<T>(c, a0, v128.load(b));
    c = sum<T>(c, a1, v128.load(b + bInner));
    c = sum<T>(c, a2, v128.load(b + 2 * bInner));
    c = sum<T>(c, a3, v128.load(b + 3 * bInner));
    c = sum<T>(c, a4, v128.load(b + 4 * bInner));
    c = sum<T>(c, a5, v128.load(b + 5 * bInner));
    c = sum<T>(c, a6, v128.load(b + 6 * bInner));
    c = sum<T>(c, a7, v128.load(b + 7 * bInner));
    v128.store(out, c);
    b += 16;
  }
}

/** The same by eight vectors of the result, for what is left of the terms and for rows that are short. */
function eightVectors<T extends number>(
  out: usize, a: usize, aInner: usize, b: usize, bInner: usize, inner: usize, add: bool,
): void {
  const zero = v128.splat<T>(<T>0);
  let c0 = add ? v128.load(out) : zero;
  let c1 = add ? v128.load(out, 16) : zero;
  let c2 = add ? v128.load(out, 32) : zero;
  let c3 = add ? v128.load(out, 48) : zero;
  let c4 = add ? v128.load(out, 64) : zero;
  let c5 = add ? v128.load(out, 80) : zero;
  let c6 = add ? v128.load(out, 96) : zero;
  let c7 = add ? v128.load(out, 112) : zero;
  for (; inner > 0; inner--) {
    const factor = v128.load_splat<T>(a);
    c0 = sum<T>(c0, factor, v128.load(b));
    c1 = sum<T>(c1, factor, v128.load(b, 16));
    c2 = sum<T>(c2, factor, v128.load(b, 32));
    c3 = sum<T>(c3, factor, v128.load(b, 48));
    c4 = sum<T>(c4, factor, v128.load(b, 64));
    c5 = sum<T>(c5, factor, v128.load(b, 80));
    c6 = sum<T>(c6, factor, v128.load(b, 96));
    c7 = sum<T>(c7, factor, v128.load(b, 112));
    a += aInner;
    b += bInner;
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  v128.store(out, c2, 32);
  v128.store(out, c3, 48);
  v128.store(out, c4, 64);
  v128.store(out, c5, 80);
  v128.store(out, c6, 96);
  v128.store(out, c7, 112);
}
