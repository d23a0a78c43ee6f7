// Training in single precision as one writes it by hand for vectors of 128 bits: relu, softmax with cross-entropy, batches
// of whole fours, rows padded to whole eights, nothing looked at that could be wrong.

/** The inner length of a packed block, and its rows. */
const INNER: usize = 256;
const ROWS: usize = 256;

/**
 * out[rows × columns] = a · b. Element (r, i) of a lies at a + r·aRow + i·aInner, and (i, c) of b at b + i·bInner + c·bColumn,
 * in bytes. Both are packed, a block of a and eight columns of b at a time, at `scratch`.
 */
export function product(
  out: usize,
  a: usize,
  aRow: usize,
  aInner: usize,
  b: usize,
  bInner: usize,
  bColumn: usize,
  rows: usize,
  inner: usize,
  columns: usize,
  scratch: usize,
): void {
  const panel = scratch;
  const block = panel + INNER * 32;
  for (let i: usize = 0; i < inner; i += INNER) {
    const length = min(INNER, inner - i);
    for (let r: usize = 0; r < rows; r += ROWS) {
      const height = min(ROWS, rows - r);
      for (let t: usize = 0; t < height; t += 4) {
        pack(block + t * length * 4, a + (r + t) * aRow + i * aInner, aInner, aRow, length, 16);
      }
      for (let c: usize = 0; c < columns; c += 8) {
        const from = b + i * bInner + c * bColumn;
        if (bColumn == 4) copyEights(panel, from, bInner, length);
        else {
          pack(panel, from, bInner, bColumn, length, 32);
          pack(panel + 16, from + 4 * bColumn, bInner, bColumn, length, 32);
        }
        for (let t: usize = 0; t < height; t += 4) {
          tile(out + ((r + t) * columns + c) * 4, columns * 4, block + t * length * 4, panel, length, i == 0);
        }
      }
    }
  }
}

function copyEights(to: usize, from: usize, step: usize, inner: usize): void {
  for (; inner > 0; inner--) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    to += 32;
    from += step;
  }
}

/** Four columns side by side, `width` bytes from one inner index to the next: copied, or turned by squares. */
function pack(to: usize, from: usize, step: usize, column: usize, inner: usize, width: usize): void {
  if (column == 4) {
    for (; inner > 0; inner--) {
      v128.store(to, v128.load(from));
      to += width;
      from += step;
    }
    return;
  }
  for (; inner > 0; inner -= 4) {
    const row0 = v128.load(from);
    const row1 = v128.load(from + column);
    const row2 = v128.load(from + 2 * column);
    const row3 = v128.load(from + 3 * column);
    const low01 = v128.shuffle<f32>(row0, row1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(row0, row1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(row2, row3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(row2, row3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
    v128.store(to + width, v128.shuffle<f64>(low01, low23, 1, 3));
    v128.store(to + 2 * width, v128.shuffle<f64>(high01, high23, 0, 2));
    v128.store(to + 3 * width, v128.shuffle<f64>(high01, high23, 1, 3));
    to += 4 * width;
    from += 16;
  }
}

function tile(out: usize, row: usize, a: usize, b: usize, inner: usize, fresh: bool): void {
  const out1 = out + row;
  const out2 = out1 + row;
  const out3 = out2 + row;
  const zero = f32x4.splat(0);
  let c00 = fresh ? zero : v128.load(out);
  let c01 = fresh ? zero : v128.load(out, 16);
  let c10 = fresh ? zero : v128.load(out1);
  let c11 = fresh ? zero : v128.load(out1, 16);
  let c20 = fresh ? zero : v128.load(out2);
  let c21 = fresh ? zero : v128.load(out2, 16);
  let c30 = fresh ? zero : v128.load(out3);
  let c31 = fresh ? zero : v128.load(out3, 16);
  let a1 = a + 4;
  let a2 = a + 8;
  let a3 = a + 12;
  // Two inner indices a turn. The condition between them never holds: it keeps the engine from mixing their loads, for
  // which it hasn't the registers.
  for (; inner > 0; inner -= 2) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const f0 = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(f0, b0));
    c01 = f32x4.add(c01, f32x4.mul(f0, b1));
    const f1 = v128.load32_splat(a1);
    c10 = f32x4.add(c10, f32x4.mul(f1, b0));
    c11 = f32x4.add(c11, f32x4.mul(f1, b1));
    const f2 = v128.load32_splat(a2);
    c20 = f32x4.add(c20, f32x4.mul(f2, b0));
    c21 = f32x4.add(c21, f32x4.mul(f2, b1));
    const f3 = v128.load32_splat(a3);
    c30 = f32x4.add(c30, f32x4.mul(f3, b0));
    c31 = f32x4.add(c31, f32x4.mul(f3, b1));
    if (inner == 1) break;
    const d0 = v128.load(b, 32);
    const d1 = v128.load(b, 48);
    const g0 = v128.load32_splat(a, 16);
    c00 = f32x4.add(c00, f32x4.mul(g0, d0));
    c01 = f32x4.add(c01, f32x4.mul(g0, d1));
    const g1 = v128.load32_splat(a1, 16);
    c10 = f32x4.add(c10, f32x4.mul(g1, d0));
    c11 = f32x4.add(c11, f32x4.mul(g1, d1));
    const g2 = v128.load32_splat(a2, 16);
    c20 = f32x4.add(c20, f32x4.mul(g2, d0));
    c21 = f32x4.add(c21, f32x4.mul(g2, d1));
    const g3 = v128.load32_splat(a3, 16);
    c30 = f32x4.add(c30, f32x4.mul(g3, d0));
    c31 = f32x4.add(c31, f32x4.mul(g3, d1));
    a += 32;
    a1 += 32;
    a2 += 32;
    a3 += 32;
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

/** y = z + bias, and then relu. */
export function biasRelu(y: usize, bias: usize, rows: usize, columns: usize): void {
  const zero = f32x4.splat(0);
  for (let r: usize = 0; r < rows; r++) {
    for (let c: usize = 0; c < columns * 4; c += 16) {
      v128.store(y, f32x4.max(f32x4.add(v128.load(y), v128.load(bias + c)), zero));
      y += 16;
    }
  }
}

/** dz = (softmax(z + bias) − target) / rows; the columns behind the classes stay 0. */
export function softmaxError(
  dz: usize,
  z: usize,
  bias: usize,
  target: usize,
  rows: usize,
  columns: usize,
  classes: usize,
): void {
  for (let r: usize = 0; r < rows; r++) {
    let largest = -f32.MAX_VALUE;
    for (let c: usize = 0; c < classes; c++) {
      const sum = load<f32>(z + c * 4) + load<f32>(bias + c * 4);
      store<f32>(z + c * 4, sum);
      largest = max(largest, sum);
    }
    let total: f32 = 0;
    for (let c: usize = 0; c < classes; c++) {
      const power = Mathf.exp(load<f32>(z + c * 4) - largest);
      store<f32>(z + c * 4, power);
      total += power;
    }
    for (let c: usize = 0; c < classes; c++) {
      store<f32>(dz + c * 4, (load<f32>(z + c * 4) / total - load<f32>(target + c * 4)) / <f32>rows);
    }
    z += columns * 4;
    dz += columns * 4;
    target += classes * 4;
  }
}

/** Keeps dz where relu's output isn't 0. */
export function reluBackward(dz: usize, y: usize, length: usize): void {
  const zero = f32x4.splat(0);
  for (; length > 0; length -= 4) {
    v128.store(dz, v128.and(v128.load(dz), f32x4.gt(v128.load(y), zero)));
    dz += 16;
    y += 16;
  }
}

export function columnSums(out: usize, dz: usize, rows: usize, columns: usize): void {
  memory.fill(out, 0, columns * 4);
  for (let r: usize = 0; r < rows; r++) {
    for (let c: usize = 0; c < columns * 4; c += 16) {
      v128.store(out + c, f32x4.add(v128.load(out + c), v128.load(dz)));
      dz += 16;
    }
  }
}

export function sgd(value: usize, gradient: usize, length: usize, learningRate: f32): void {
  const rate = f32x4.splat(learningRate);
  for (; length > 0; length -= 4) {
    v128.store(value, f32x4.sub(v128.load(value), f32x4.mul(rate, v128.load(gradient))));
    value += 16;
    gradient += 16;
  }
}

/** With β₁ = 0.9, β₂ = 0.999 and ε = 1e-8; `rate` and `correction` have what depends on the step in them. */
export function adam(
  value: usize,
  gradient: usize,
  m: usize,
  v: usize,
  length: usize,
  rate: f32,
  correction: f32,
): void {
  for (; length > 0; length -= 4) {
    const g = v128.load(gradient);
    const mean = f32x4.add(f32x4.mul(f32x4.splat(0.9), v128.load(m)), f32x4.mul(f32x4.splat(0.1), g));
    const square = f32x4.add(
      f32x4.mul(f32x4.splat(0.999), v128.load(v)),
      f32x4.mul(f32x4.mul(f32x4.splat(0.001), g), g),
    );
    v128.store(m, mean);
    v128.store(v, square);
    const root = f32x4.add(f32x4.sqrt(f32x4.mul(square, f32x4.splat(correction))), f32x4.splat(1e-8));
    v128.store(value, f32x4.sub(v128.load(value), f32x4.div(f32x4.mul(f32x4.splat(rate), mean), root)));
    value += 16;
    gradient += 16;
    m += 16;
    v += 16;
  }
}
