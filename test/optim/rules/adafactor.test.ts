import { defaultBackend, reference } from "@nn/core/backend";
import { frameFor } from "@nn/core/component";
import { Adafactor } from "@nn/optim";
import { expect, test } from "vitest";

type Matrix = readonly (readonly number[])[];

const rootMeanSquare = (values: readonly number[]): number => Math.hypot(...values) / Math.sqrt(values.length);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const transposed = (matrix: Matrix): number[][] => matrix[0]!.map((_, c) => matrix.map((row) => row[c]!));

/** Algorithms 4 and 5 of the paper, which has a matrix as means of rows and columns, and a vector as it is. */
function step(
  t: number,
  { w, g, r, c, isVector }: { w: Matrix; g: Matrix; r: readonly number[]; c: readonly number[]; isVector: boolean },
): { w: number[][]; r: number[]; c: number[] } {
  const beta = 1 - t ** -0.7;
  const squares = g.map((row) => row.map((each) => each * each + 1e-30));
  const rows = r.map((each, i) => beta * each + (1 - beta) * mean(squares[i]!));
  const columns = c.map((each, i) => beta * each + (1 - beta) * mean(transposed(squares)[i]!));
  const estimate = (i: number, j: number): number => (isVector ? rows[i]! : (rows[i]! * columns[j]!) / mean(rows));
  const u = g.map((row, i) => row.map((each, j) => each / Math.sqrt(estimate(i, j))));
  const rate = Math.min(0.05, 1 / Math.sqrt(t)) * Math.max(1e-2, rootMeanSquare(w.flat()));
  const shortened = rate / Math.max(1, rootMeanSquare(u.flat()) / 0.9);
  return { w: w.map((row, i) => row.map((each, j) => each - shortened * u[i]![j]!)), r: rows, c: columns };
}

test.each([reference, defaultBackend()])("Adafactor goes as its algorithms do on $name", (backend) => {
  const optimizer = new Adafactor({ learningRate: 0.05, decay: 0.7, leastSize: 1e-2, clip: 0.9 });
  const parameters = [
    { fullName: "0.weight", shape: [2, 3] },
    { fullName: "0.bias", shape: [3], role: "bias" },
    { fullName: "1.weight", shape: [2, 2, 2] },
  ] as const;
  const frame = frameFor(optimizer, parameters, backend);
  const start = Array.from({ length: 17 }, (_, i) => (i >= 6 && i < 9 ? 0 : Math.cos(i)));
  frame.value.set(start);
  const asMatrix = (values: ArrayLike<number>, from: number, rows: number, columns: number): number[][] =>
    Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => values[from + r * columns + c]!));
  const sizes = [
    { from: 0, rows: 2, columns: 3, isVector: false },
    { from: 6, rows: 3, columns: 1, isVector: true },
    { from: 9, rows: 4, columns: 2, isVector: false },
  ];
  let known = sizes.map(({ from, rows, columns }) => ({
    w: asMatrix(start, from, rows, columns),
    r: Array<number>(rows).fill(0),
    c: Array<number>(columns).fill(0),
  }));
  for (let t = 1; t <= 10; t++) {
    const gradients = Array.from({ length: 17 }, (_, i) => Math.sin(3 * t + i) * 10 ** ((i % 7) - 3));
    frame.gradient.set(gradients);
    frame.step = t;
    optimizer.update(frame);
    known = known.map((each, k) => {
      const { from, rows, columns, isVector } = sizes[k]!;
      return step(t, { ...each, g: asMatrix(gradients, from, rows, columns), isVector });
    });
    for (const [i, w] of known.flatMap((each) => each.w.flat()).entries()) expect(frame.value[i]).toBeCloseTo(w, 12);
  }
  expect(frame.slots.rows).toHaveLength(2 + 3 + 4);
  expect(frame.slots.columns).toHaveLength(3 + 1 + 2);
});
