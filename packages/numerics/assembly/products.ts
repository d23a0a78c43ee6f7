// The three matrix products. Each element of a result is one sum, taken in the order of the inner index, from the first
// to the last: so the bits don't depend on tiles, blocks or the number of workers, and are those of the plain loops.
//
// Large products go the way of K. Goto and R. van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008):
// both factors are packed, a block at a time, in the order in which a tile of 4 rows and 2 vectors reads them, so that
// the innermost loop runs in registers and through memory that is near. A factor that is near anyway, or that few tiles read,
// is read as it lies.
import { lanes } from "./lanes";
import { packColumns, packRows } from "./packing";
import { INNER_BLOCK, scratch } from "./scratch";
import { direct, transposed } from "./small-products";
import { ROWS, tile, TILE_VECTORS, tiles } from "./tiles";

/** The rows of a block: with the inner length, up to half a megabyte, which stays in the second cache. */
const ROW_BLOCK: usize = 256;
/** Below this many multiplications, tiles cost more than they save. */
const WORTH_TILES: u64 = 1 << 14;
/** The rows of a aren't worth a copy that so few tiles read, */
const FEW_READ_A: usize = 4;
/** nor those of so short an inner length. */
const SHORT: usize = 32;
/** Nor are the columns of b that so few tiles read, */
const FEW_READ_B: usize = 4;
/** fewer where they lie so many bytes apart, which all have the same few places in the nearest cache, */
const FEWER_READ_B: usize = 2;
const SAME_PLACE: usize = 4096;
/** or that lie in so many bytes, half of that cache. */
const NEAR: usize = 1 << 14;

/**
 * out[rows × columns] (+)= a · b, where element (r, i) of a lies at a + r·aRow + i·aInner, and element (i, c) of b at
 * b + i·bInner + c·bColumn; strides in bytes. `out` has rows of `outRow` bytes.
 */
export function product<T extends number>(
  out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, bColumn: usize,
  rows: usize, inner: usize, columns: usize, add: bool,
): void {
  if (rows < ROWS || <u64>rows * inner * columns < WORTH_TILES) {
    small<T>(out, outRow, a, aRow, aInner, b, bInner, bColumn, rows, inner, columns, add);
  } else if (columns <= FEW_READ_A * TILE_VECTORS * lanes<T>() || inner <= SHORT) {
    const whole = rows & ~(ROWS - 1);
    tiled<T>(out, outRow, a, aRow, aInner, b, bInner, bColumn, whole, inner, columns, add, false);
    const rest = rows - whole;
    if (rest == 0) return;
    small<T>(out + whole * outRow, outRow, a + whole * aRow, aRow, aInner, b, bInner, bColumn, rest, inner, columns, add);
  } else tiled<T>(out, outRow, a, aRow, aInner, b, bInner, bColumn, rows, inner, columns, add, true);
}

/** Row by row. */
function small<T extends number>(
  out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, bColumn: usize,
  rows: usize, inner: usize, columns: usize, add: bool,
): void {
  if (bColumn == sizeof<T>()) direct<T>(out, outRow, a, aRow, aInner, b, bInner, rows, inner, columns, add);
  else transposed<T>(out, outRow, a, aRow, aInner, b, bInner, bColumn, rows, inner, columns, add);
}

/** By tiles. @param packsA - Whether they read a copy of a; otherwise they take up all rows. */
function tiled<T extends number>(
  out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, bColumn: usize,
  rows: usize, inner: usize, columns: usize, add: bool, packsA: bool,
): void {
  const size = sizeof<T>();
  const width = TILE_VECTORS * lanes<T>();
  const fewReadB = bInner % SAME_PLACE == 0 ? FEWER_READ_B : FEW_READ_B;
  const panel = scratch;
  const corner = panel + INNER_BLOCK * 32;
  const block = corner + ROWS * 32;
  for (let i: usize = 0; i < inner; i += INNER_BLOCK) {
    const length = min(INNER_BLOCK, inner - i);
    const fresh = i == 0 && !add;
    const packsB = bColumn != size || (length * bInner > NEAR && rows > fewReadB * ROWS);
    for (let r: usize = 0; r < rows; r += ROW_BLOCK) {
      const height = min(ROW_BLOCK, rows - r);
      let from = a + r * aRow + i * aInner;
      let row = aRow;
      let step = aInner;
      let tileStep = ROWS * aRow;
      if (packsA) {
        packRows<T>(block, from, aRow, aInner, height, length, ROWS);
        from = block;
        row = size;
        step = ROWS * size;
        tileStep = ROWS * length * size;
      }
      for (let c: usize = 0; c < columns; c += width) {
        const count = min(width, columns - c);
        let columnsOfB = b + i * bInner + c * bColumn;
        let stepOfB = bInner;
        if (packsB || count < width) {
          packColumns<T>(panel, columnsOfB, bInner, bColumn, length, count, width);
          columnsOfB = panel;
          stepOfB = 32;
        }
        const to = out + r * outRow + c * size;
        const whole = count == width ? height & ~(ROWS - 1) : 0;
        if (packsA && packsB) {
          // Strides that the compiler knows make the fastest loop.
          for (let t: usize = 0; t < whole; t += ROWS) {
            tile<T>(to + t * outRow, outRow, block + t * length * size, size, ROWS * size, panel, 32, length, fresh);
          }
        } else tiles<T>(to, outRow, from, tileStep, row, step, columnsOfB, stepOfB, whole, length, fresh);
        for (let t = whole; t < height; t += ROWS) {
          edge<T>(
            corner, to + t * outRow, outRow, from + (t / ROWS) * tileStep, row, step, columnsOfB, stepOfB, length, fresh,
            min(ROWS, height - t), count,
          );
        }
      }
    }
  }
}

/**
 * A tile at the edge of the result, by way of a whole one: what is packed ends in zeros there. It calls `tiles`, so that the
 * loop isn't compiled once more.
 */
function edge<T extends number>(
  corner: usize, out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize,
  inner: usize, fresh: bool, rows: usize, columns: usize,
): void {
  if (!fresh) copy<T>(corner, 32, out, outRow, rows, columns);
  tiles<T>(corner, 32, a, 0, aRow, aInner, b, bInner, ROWS, inner, fresh);
  copy<T>(out, outRow, corner, 32, rows, columns);
}

/** Number by number: there are so few of them that a call to copy them would take longer. */
function copy<T extends number>(to: usize, toRow: usize, from: usize, fromRow: usize, rows: usize, columns: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    for (let c: usize = 0; c < columns * sizeof<T>(); c += sizeof<T>()) store<T>(to + c, load<T>(from + c));
    to += toRow;
    from += fromRow;
  }
}
