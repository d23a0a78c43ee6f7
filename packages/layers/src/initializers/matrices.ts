import type { Fans, FloatArray } from "@nn/core/component";

/**
 * Goes through the matrices that a parameter is made of, [fanIn, fanOut], one behind the other where there are several, as those of gates.
 * What isn't made of such matrices, as the weights of a convolution, is one matrix of fanIn rows.
 */
export function eachMatrix(
  values: FloatArray,
  { fanIn, fanOut }: Fans,
  write: (matrix: FloatArray, rows: number, columns: number) => void,
): void {
  const isWhole = values.length % (fanIn * fanOut) === 0;
  const columns = isWhole ? fanOut : Math.ceil(values.length / fanIn);
  const size = fanIn * columns;
  for (let at = 0; at < values.length; at += size) write(values.subarray(at, at + size), fanIn, columns);
}
