// Copies of the factors of a product, in the order in which the tiles read them. What is missing to whole tiles is zero.
import { lanes } from "./lanes";

/**
 * `count` rows of a, `inner` long, in bands of `height`: for each inner index the band's numbers stand side by side.
 * Element (r, i) lies at a + r·row + i·step.
 */
export function packRows<T extends number>(
  to: usize, a: usize, row: usize, step: usize, count: usize, inner: usize, height: usize,
): void {
  for (let r: usize = 0; r < count; r += height) {
    packColumns<T>(to, a + r * row, step, row, inner, min(height, count - r), height);
    to += height * inner * sizeof<T>();
  }
}

/** `count` columns of b, `inner` long, for each inner index side by side, `width` apart. Element (i, c) lies at b + i·step + c·column. */
export function packColumns<T extends number>(
  to: usize, b: usize, step: usize, column: usize, inner: usize, count: usize, width: usize,
): void {
  const bytes = width * sizeof<T>();
  if (count < width) memory.fill(to, 0, inner * bytes);
  if (column == sizeof<T>() && count == width) copyRows(to, b, step, inner, bytes);
  else if (step == sizeof<T>()) transpose<T>(to, b, column, inner, count, bytes);
  else scalars<T>(to, b, step, column, inner, count, bytes);
}

/** Where the numbers of an inner index stand side by side already. */
function copyRows(to: usize, b: usize, step: usize, inner: usize, bytes: usize): void {
  for (; inner > 0; inner--) {
    for (let v: usize = 0; v < bytes; v += 16) v128.store(to + v, v128.load(b + v));
    to += bytes;
    b += step;
  }
}

/** Where the numbers of a column do: by squares of as many columns as a vector has lanes. */
function transpose<T extends number>(to: usize, b: usize, column: usize, inner: usize, count: usize, bytes: usize): void {
  const vector = lanes<T>();
  const inSquares = inner & ~(vector - 1);
  let c: usize = 0;
  for (; c + vector <= count; c += vector) {
    for (let i: usize = 0; i < inSquares; i += vector) square<T>(to + i * bytes, bytes, b + i * sizeof<T>(), column);
    scalars<T>(to + inSquares * bytes, b + inSquares * sizeof<T>(), sizeof<T>(), column, inner - inSquares, vector, bytes);
    to += 16;
    b += vector * column;
  }
  scalars<T>(to, b, sizeof<T>(), column, inner, count - c, bytes);
}

/** The transpose of a square of a vector's width: rows of `column` bytes become rows of `bytes`. */
@inline
function square<T extends number>(to: usize, bytes: usize, b: usize, column: usize): void {
  const b1 = b + column;
  if (sizeof<T>() == 8) {
    const row0 = v128.load(b);
    const row1 = v128.load(b1);
    v128.store(to, v128.shuffle<f64>(row0, row1, 0, 2));
    v128.store(to + bytes, v128.shuffle<f64>(row0, row1, 1, 3));
  } else {
    const b2 = b1 + column;
    const b3 = b2 + column;
    const row0 = v128.load(b);
    const row1 = v128.load(b1);
    const row2 = v128.load(b2);
    const row3 = v128.load(b3);
    const low01 = v128.shuffle<f32>(row0, row1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(row0, row1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(row2, row3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(row2, row3, 2, 6, 3, 7);
    const to1 = to + bytes;
    const to2 = to1 + bytes;
    const to3 = to2 + bytes;
    v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
    v128.store(to1, v128.shuffle<f64>(low01, low23, 1, 3));
    v128.store(to2, v128.shuffle<f64>(high01, high23, 0, 2));
    v128.store(to3, v128.shuffle<f64>(high01, high23, 1, 3));
  }
}

/** Number by number. */
function scalars<T extends number>(
  to: usize, b: usize, step: usize, column: usize, inner: usize, count: usize, bytes: usize,
): void {
  for (let c: usize = 0; c < count; c++) {
    let target = to + c * sizeof<T>();
    let source = b + c * column;
    for (let i: usize = 0; i < inner; i++) {
      store<T>(target, load<T>(source));
      target += bytes;
      source += step;
    }
  }
}
