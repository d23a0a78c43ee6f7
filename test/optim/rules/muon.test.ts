import { defaultBackend, reference } from "@nn/core/backend";
import { frameFor } from "@nn/core/component";
import { Muon, SGD } from "@nn/optim";
import { type Matrix, matrix, multiply, norm, transpose } from "mathjs";
import { describe, expect, test } from "vitest";

const numbers = (x: Matrix): number[] => (x.toArray() as number[][]).flat();

/** The published algorithm, on matrices that have outputs as rows, so that what is learnt is transposed. */
function orthogonalized(u: Matrix): Matrix {
  const [rows, columns] = u.size() as [number, number];
  let x = multiply(u, 1 / ((norm(u, "fro") as number) + 1e-7)) as Matrix;
  if (rows > columns) x = transpose(x);
  for (let i = 0; i < 5; i++) {
    const a = multiply(x, transpose(x));
    const b = multiply(a, a).map((each: number, at: number[]) => 2.0315 * each - 4.775 * (a.get(at) as number));
    const product = multiply(b, x);
    x = x.map((each: number, at: number[]) => 3.4445 * each + (product.get(at) as number));
  }
  return rows > columns ? transpose(x) : x;
}

const asRows = (values: ArrayLike<number>, from: number, rows: number, columns: number): Matrix =>
  matrix(
    Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => values[from + r * columns + c]!)),
  );

describe.each([reference, defaultBackend()])("Muon on $name", (backend) => {
  test("goes as its algorithm does, and leaves what is no matrix to the other optimizer", () => {
    const optimizer = new Muon({ learningRate: 0.1, momentum: 0.8, others: new SGD({ learningRate: 0.5 }) });
    const frame = frameFor(
      optimizer,
      [
        { fullName: "0.weight", shape: [2, 3] },
        { fullName: "0.bias", shape: [3], role: "bias" },
        { fullName: "1.weight", shape: [2, 2, 2] },
      ],
      backend,
    );
    const start = Array.from({ length: 17 }, (_, i) => Math.cos(i));
    frame.value.set(start);
    let bias = start.slice(6, 9);
    let known = [
      { from: 0, w: asRows(start, 0, 2, 3), v: asRows(new Float64Array(6), 0, 2, 3) },
      { from: 9, w: asRows(start, 9, 4, 2), v: asRows(new Float64Array(8), 0, 4, 2) },
    ];
    for (let t = 1; t <= 10; t++) {
      const gradients = Array.from({ length: 17 }, (_, i) => Math.sin(3 * t + i * i));
      frame.gradient.set(gradients);
      frame.step = t;
      optimizer.update(frame);
      bias = bias.map((w, i) => w - 0.5 * gradients[6 + i]!);
      known = known.map(({ from, w, v }) => {
        const [rows, columns] = w.size() as [number, number];
        const g = asRows(gradients, from, rows, columns);
        const velocity = v.map((each: number, at: number[]) => 0.8 * each + 0.2 * (g.get(at) as number));
        const u = velocity.map((each: number, at: number[]) => 0.8 * each + 0.2 * (g.get(at) as number));
        const step = transpose(orthogonalized(transpose(u)));
        const rate = 0.1 * Math.sqrt(Math.max(1, columns / rows));
        return { from, w: w.map((each: number, at: number[]) => each - rate * (step.get(at) as number)), v: velocity };
      });
      const [first, last] = known.map(({ w }) => numbers(w));
      const expected = [...first!, ...bias, ...last!];
      for (const [i, w] of expected.entries()) expect(frame.value[i]).toBeCloseTo(w, 11);
    }
  });

  test("has steps that are about equally long in all directions", () => {
    const optimizer = new Muon({ learningRate: 1, momentum: 0 });
    const frame = frameFor(optimizer, [{ fullName: "0.weight", shape: [3, 3] }], backend);
    frame.gradient.set([1, 0.5, 0, 0, 0.3, 0.1, 0.1, 0, 0.2]);
    frame.step = 1;
    optimizer.update(frame);
    const x = asRows(frame.value, 0, 3, 3);
    for (const square of [0, 1, 2].map((i) => multiply(x, transpose(x)).get([i, i]) as number)) {
      expect(square).toBeGreaterThan(0.4);
      expect(square).toBeLessThan(1.6);
    }
  });
});

test("what makes no sense is refused", () => {
  expect(() => new Muon({ iterations: 0 })).toThrow("Muon: iterations must be a whole number of at least 1, but is 0.");
  expect(() => new Muon({ others: "adam" as never })).toThrow("Muon: others: optimizer must be an optimizer itself");
});
