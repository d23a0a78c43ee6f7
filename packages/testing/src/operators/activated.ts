import type { Activation, Arranged, FloatArray, Kernels } from "@nn/core/component";

/** What an activation gives, with the last dimension as a row. @param row - An array to compute in, of so many numbers. */
export function activated(
  kernels: Kernels,
  row: (length: number) => FloatArray,
  activation: Activation,
  { values, shape }: Arranged,
): Arranged {
  const size = shape.at(-1)!;
  const [z, a] = [row(values.length), row(values.length)];
  z.set(values);
  activation.forward(kernels, a, z, values.length / size, size);
  return { values: a.slice(0, values.length), shape };
}
