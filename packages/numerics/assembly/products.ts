// The three matrix products. Each element of a result is one sum, taken in the order of the inner index, from the first
// to the last: so the bits don't depend on tiles, blocks or the number of workers, and are those of the plain loops.
//
// Large products go the way of K. Goto and R. van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008):
// both factors are packed, a block at a time, in the order in which a tile of 4 rows and 2 vectors reads them, so that
// the innermost loop runs in registers and through memory that is near.
import { lanes } from "./lanes";
import { packColumns, packRows } from "./packing";
import { INNER_BLOCK, scratch } from "./scratch";
import { direct, transposed } from "./small-products";
import { ROWS, tile } from "./tile";

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
