import { reference } from "@nn/core/backend";
import type { FloatArray, Loss, Metric } from "@nn/core/component";

type Rows = readonly (readonly number[])[];
type Kind = typeof Float32Array | typeof Float64Array;

const flat = (rows: Rows, kind: Kind): FloatArray => kind.from(rows.flat());

/** What a loss or a metric gives each example: a row of predictions and a row of targets. */
export function valuesOf(figure: Metric, prediction: Rows, target: Rows, kind: Kind = Float64Array): number[] {
  const values = new kind(prediction.length).fill(Number.NaN);
  const size = prediction[0]!.length;
  const kernels = reference.kernels(kind === Float32Array ? "float32" : "float64");
  figure.value(kernels, values, flat(prediction, kind), flat(target, kind), prediction.length, size);
  return [...values];
}

/** A loss's gradient of the mean over the examples, output by output. */
export function gradientOf(loss: Loss, prediction: Rows, target: Rows): number[] {
  const gradient = flat(prediction, Float64Array).fill(Number.NaN);
  const [p, t] = [flat(prediction, Float64Array), flat(target, Float64Array)];
  loss.gradient(reference.kernels("float64"), gradient, p, t, prediction.length, prediction[0]!.length);
  return [...gradient];
}

/** Rows of `width` numbers: `table(2, 1, 0, 0, 1)` is [[1, 0], [0, 1]]. */
export function table(width: number, ...numbers: number[]): number[][] {
  return Array.from({ length: numbers.length / width }, (_, row) => numbers.slice(row * width, (row + 1) * width));
}

export const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export function softmax(row: readonly number[]): number[] {
  const sum = row.reduce((total, z) => total + Math.exp(z), 0);
  return row.map((z) => Math.exp(z) / sum);
}
