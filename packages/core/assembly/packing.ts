// Copies of the factors of a product, in the order in which the tiles read them. What is missing to whole tiles is zero.

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
  if (column == sizeof<T>() && count == width) {
    for (let i: usize = 0; i < inner; i++) {
      for (let v: usize = 0; v < bytes; v += 16) v128.store(to + v, v128.load(b + v));
      to += bytes;
      b += step;
    }
    return;
  }
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
