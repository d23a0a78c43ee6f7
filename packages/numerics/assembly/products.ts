// The three matrix products. Each element of a result is one sum, taken in the order of the inner index, from the first
// to the last: so the bits don't depend on tiles, blocks or the number of workers, and are those of the plain loops.
//
// Large products go the way of K. Goto and R. van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008):
// both factors are packed, a block at a time, in the order in which a tile of 4 rows and 2 vectors reads them, so that
// the innermost loop runs in registers and through memory that is near. Where few tiles would read what is packed, they read
// the factors as they lie.
import { lanes } from "./lanes";
import { packColumns, packRows } from "./packing";
import { INNER_BLOCK, scratch } from "./scratch";
import { direct, transposed } from "./small-products";
import { ROWS, tile, TILE_VECTORS, tiles } from "./tiles";

/** The rows of a packed block: with the inner length, up to half a megabyte, which stays in the second cache. */
const ROW_BLOCK: usize = 256;
/** Below this many multiplications, tiles cost more than they save. */
const WORTH_TILES: u64 = 1 << 14;
/** A factor that so few tiles read isn't worth a copy, */
const FEW_TILES: usize = 4;
/** nor are those of so short an inner length. */
const SHORT: usize = 32;

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
  } else if (isNotWorthPacking<T>(rows, inner, columns, bColumn)) {
    const inTiles = rows & ~(ROWS - 1);
    unpacked<T>(out, outRow, a, aRow, aInner, b, bInner, bColumn, inTiles, inner, columns, add);
    small<T>(
      out + inTiles * outRow, outRow, a + inTiles * aRow, aRow, aInner, b, bInner, bColumn, rows - inTiles, inner, columns, add,
    );
  } else packed<T>(out, outRow, a, aRow, aInner, b, bInner, bColumn, rows, inner, columns, add);
}

/** Whether to pack costs more than it saves: one decision for both factors. */
@inline
function isNotWorthPacking<T extends number>(rows: usize, inner: usize, columns: usize, bColumn: usize): bool {
  const fewReadA = columns <= FEW_TILES * TILE_VECTORS * lanes<T>();
  const fewReadB = rows <= FEW_TILES * ROWS && bColumn == sizeof<T>();
  return fewReadA || fewReadB || inner <= SHORT;
}

/** Row by row. */
function small<T extends number>(
  out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, bColumn: usize,
  rows: usize, inner: usize, columns: usize, add: bool,
): void {
  if (rows == 0) return;
  if (bColumn == sizeof<T>()) direct<T>(out, outRow, a, aRow, aInner, b, bInner, rows, inner, columns, add);
  else transposed<T>(out, outRow, a, aRow, aInner, b, bInner, bColumn, rows, inner, columns, add);
}

/** By tiles that read a as it lies, and b as well where its columns stand side by side and fill a tile. */
function unpacked<T extends number>(
  out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, bColumn: usize,
  rows: usize, inner: usize, columns: usize, add: bool,
): void {
  const size = sizeof<T>();
  const width = TILE_VECTORS * lanes<T>();
  const corner = scratch + INNER_BLOCK * 32;
  for (let i: usize = 0; i < inner; i += INNER_BLOCK) {
    const length = min(INNER_BLOCK, inner - i);
    const fresh = i == 0 && !add;
    for (let c: usize = 0; c < columns; c += width) {
      const count = min(width, columns - c);
      let panel = b + i * bInner + c * bColumn;
      let step = bInner;
      if (bColumn != size || count < width) {
        packColumns<T>(scratch, panel, bInner, bColumn, length, count, width);
        panel = scratch;
        step = width * size;
      }
      const from = a + i * aInner;
      const to = out + c * size;
      if (count == width) tiles<T>(to, outRow, from, ROWS * aRow, aRow, aInner, panel, step, rows, length, fresh);
      else for (let r: usize = 0; r < rows; r += ROWS) {
        edge<T>(corner, to + r * outRow, outRow, from + r * aRow, aRow, aInner, panel, length, fresh, ROWS, count);
      }
    }
  }
}

/** By tiles that read packed copies of blocks of both factors. */
function packed<T extends number>(
  out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, bInner: usize, bColumn: usize,
  rows: usize, inner: usize, columns: usize, add: bool,
): void {
  const size = sizeof<T>();
  const width = TILE_VECTORS * lanes<T>();
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
        const to = out + r * outRow + c * size;
        const whole = c + width <= columns ? height & ~(ROWS - 1) : 0;
        for (let t: usize = 0; t < whole; t += ROWS) {
          tile<T>(to + t * outRow, outRow, block + t * length * size, size, ROWS * size, panel, width * size, length, fresh);
        }
        for (let t = whole; t < height; t += ROWS) {
          const from = block + t * length * size;
          edge<T>(
            corner, to + t * outRow, outRow, from, size, ROWS * size, panel, length, fresh,
            min(ROWS, height - t), min(width, columns - c),
          );
        }
      }
    }
  }
}

/** A tile at the edge of the result, by way of a whole one: what is packed ends in zeros there. It calls `tiles`, as that has the one copy of the loop. */
function edge<T extends number>(
  corner: usize, out: usize, outRow: usize, a: usize, aRow: usize, aInner: usize, b: usize, inner: usize, fresh: bool,
  rows: usize, columns: usize,
): void {
  if (!fresh) copy<T>(corner, 32, out, outRow, rows, columns);
  tiles<T>(corner, 32, a, 0, aRow, aInner, b, 32, ROWS, inner, fresh);
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
