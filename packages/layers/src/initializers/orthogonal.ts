import { type FloatArray, type Initializer, normal } from "@nn/core/component";
import { eachMatrix } from "./matrices.js";

/** A row that is almost a sum of those before it would be made of rounding errors. */
const LEAST = 1e-6;

/**
 * Orthogonal matrices, [fanIn, fanOut], one behind the other where there are several: each leaves lengths and angles as they
 * are, so that numbers that go through it again and again neither fade nor explode. Where a matrix isn't square, its
 * shorter side is orthonormal.
 *
 * Source: A. Saxe, J. McClelland and S. Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear neural
 * networks" (2013). Rows are drawn from the normal distribution, and made orthonormal one by one (Gram and Schmidt).
 *
 * @example
 * new Sequential([new Dense(2, 2, { weightInitializer: orthogonal })]);
 */
export const orthogonal: Initializer = {
  kind: "orthogonal",
  name: "orthogonal",
  fill(values, fans, random) {
    eachMatrix(values, fans, (matrix, rows, columns) => {
      const short = orthonormal(Math.min(rows, columns), Math.max(rows, columns), () => normal(random));
      write(matrix, short, rows, columns);
    });
  },
};

/** So many orthonormal rows. */
function orthonormal(count: number, length: number, draw: () => number): Float64Array[] {
  const rows: Float64Array[] = [];
  while (rows.length < count) {
    const row = Float64Array.from({ length }, draw);
    const before = norm(row);
    // Twice, as the first time leaves what rounding has added.
    for (let time = 0; time < 2; time++) {
      for (const other of rows) {
        const share = dot(row, other);
        for (let i = 0; i < length; i++) row[i] = row[i] - share * other[i];
      }
    }
    const after = norm(row);
    if (after > LEAST * before) rows.push(row.map((value) => value / after));
  }
  return rows;
}

function write(values: FloatArray, matrix: readonly Float64Array[], rows: number, columns: number): void {
  const isWide = rows <= columns;
  for (let i = 0; i < values.length; i++) {
    const row = Math.floor(i / columns);
    const column = i % columns;
    values[i] = isWide ? matrix[row][column] : matrix[column][row];
  }
}

function norm(row: Float64Array): number {
  return Math.sqrt(dot(row, row));
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i] * other[i];
  return sum;
}
