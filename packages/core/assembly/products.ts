// The three matrix products. Each element of a result is one sum, taken in the order of the inner index, from the first
// to the last: so the bits don't depend on tiles, blocks or the number of workers, and are those of the plain loops.
//
// Large products go the way of K. Goto and R. van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008):
// both factors are packed, a block at a time, in the order in which a tile of 4 rows and 2 vectors reads them, so that
// the innermost loop runs in registers and through memory that is near.
import { lanes } from "./lanes";
import { scratch } from "./scratch";
import { packColumns, packRows } from "./packing";

/** Rows of a tile. With 2 vectors a row that is 8 sums, 2 columns and 1 factor: what 16 registers hold without spilling. */
const ROWS: usize = 4;
/** The inner length of a packed block: a panel of it, 8 KB, stays in the nearest cache. */
const INNER_BLOCK: usize = 256;
/** The rows of a packed block: with the inner length, up to half a megabyte, which stays in the second cache. */
const ROW_BLOCK: usize = 256;
/** Below this many multiplications, packing costs more than it saves. */
const WORTH_PACKING: usize = 1 << 14;

/**
 * out[rows × columns] (+)= a · b, where element (r, i) of a lies at a + r·aRow + i·aInner, and element (i, c) of b at
 * b + i·bInner + c·bColumn; strides in bytes. `out` has rows of `outRow` bytes.
 */
export function product<T extends number>(
  out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, bColumn: usize,
  rows: usize, inner: usize, columns: usize, add: bool,
): void {
  if (rows >= ROWS && rows * inner * columns >= WORTH_PACKING) {
    packed<T>(out, outRow, a, aRow, aInner, b, bInner, bColumn, rows, inner, columns, add);
  } else if (bColumn == sizeof<T>()) {
    direct<T>(out, outRow, a, aRow, aInner, b, bInner, rows, inner, columns, add);
  } else {
    transposed<T>(out, outRow, a, aRow, aInner, b, bInner, bColumn, rows, inner, columns, add);
  }
}

function packed<T extends number>(
  out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, bColumn: usize,
  rows: usize, inner: usize, columns: usize, add: bool,
): void {
  const size = sizeof<T>();
  const width: usize = 2 * lanes<T>();
  const panel = scratch;
  const corner = panel + INNER_BLOCK * 32;
  const block = corner + ROWS * 32;
  for (let i: usize = 0; i < inner; i += INNER_BLOCK) {
    const length = min(INNER_BLOCK, inner - i);
    const fresh = i == 0 && !add;
    for (let r: usize = 0; r < rows; r += ROW_BLOCK) {
      const height = min(ROW_BLOCK, rows - r);
      packRows<T>(block, a + r * aRow + i * aInner, aRow, aInner, height, length, ROWS);
      for (let c: usize = 0; c < columns; c += width) {
        packColumns<T>(panel, b + i * bInner + c * bColumn, bInner, bColumn, length, min(width, columns - c), width);
        for (let t: usize = 0; t < height; t += ROWS) {
          const from = block + t * length * size;
          const to = out + (r + t) * outRow + c * size;
          if (t + ROWS <= height && c + width <= columns) tile<T>(to, outRow, from, panel, length, fresh);
          else edge<T>(corner, to, outRow, from, panel, length, fresh, min(ROWS, height - t), min(width, columns - c));
        }
      }
    }
  }
}

/** A tile at the edge of the result, by way of a whole one: the packed factors end in zeros there. */
function edge<T extends number>(
  corner: usize, out: usize, outRow: usize, a: usize, b: usize, inner: usize, fresh: bool, rows: usize, columns: usize,
): void {
  const bytes = columns * sizeof<T>();
  if (!fresh) for (let r: usize = 0; r < rows; r++) memory.copy(corner + r * 32, out + r * outRow, bytes);
  tile<T>(corner, 32, a, b, inner, fresh);
  for (let r: usize = 0; r < rows; r++) memory.copy(out + r * outRow, corner + r * 32, bytes);
}

/**
 * 4 rows × 2 vectors of the result, from packed factors. Two inner indices a turn, as turning takes a fifth of the time of
 * one; and each has a stretch of code of its own, or engines would load for the second before the first is done, and run
 * out of registers.
 */
function tile<T extends number>(out: usize, outRow: usize, a: usize, b: usize, inner: usize, fresh: bool): void {
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

/** c + a·b, rounded twice, as everywhere. */
@inline
function sum<T extends number>(c: v128, a: v128, b: v128): v128 {
  return v128.add<T>(c, v128.mul<T>(a, b));
}

/** A small product whose b has its columns side by side: by vectors of the result, a row at a time. */
function direct<T extends number>(
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
function transposed<T extends number>(
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
  let sum = add ? load<T>(out) : <T>0;
  for (let i: usize = 0; i < inner; i++) sum += load<T>(a + i * aInner) * load<T>(b + i * bInner);
  store<T>(out, sum);
}

@inline
function oneVector<T extends number>(
  out: usize, a: usize, aInner: usize, b: usize, bInner: usize, inner: usize, add: bool,
): void {
  let sum = add ? v128.load(out) : v128.splat<T>(<T>0);
  for (let i: usize = 0; i < inner; i++) {
    sum = v128.add<T>(sum, v128.mul<T>(v128.load_splat<T>(a + i * aInner), v128.load(b + i * bInner)));
  }
  v128.store(out, sum);
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
    c0 = v128.add<T>(c0, v128.mul<T>(factor, v128.load(b)));
    c1 = v128.add<T>(c1, v128.mul<T>(factor, v128.load(b, 16)));
    c2 = v128.add<T>(c2, v128.mul<T>(factor, v128.load(b, 32)));
    c3 = v128.add<T>(c3, v128.mul<T>(factor, v128.load(b, 48)));
    c4 = v128.add<T>(c4, v128.mul<T>(factor, v128.load(b, 64)));
    c5 = v128.add<T>(c5, v128.mul<T>(factor, v128.load(b, 80)));
    c6 = v128.add<T>(c6, v128.mul<T>(factor, v128.load(b, 96)));
    c7 = v128.add<T>(c7, v128.mul<T>(factor, v128.load(b, 112)));
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
