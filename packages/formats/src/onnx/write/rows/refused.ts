import type { GraphWriter } from "../graph-writer.js";

/** Which rows have no answer, [examples, 1], for several reasons. */
export function either(writer: GraphWriter, place: string, [first, ...others]: readonly string[]): string {
  return others.reduce((one, other) => writer.node(place, "Or", [one, other]), first!);
}

/** Whether some number of a row isn't finite. */
export function notFinite(writer: GraphWriter, place: string, rows: string): string {
  const zeros = writer.node(place, "Sub", [rows, rows]);
  return writer.node(place, "IsNaN", [writer.node(place, "ReduceSum", [zeros, writer.integers([-1])])]);
}

/** Whether some number of a row isn't a whole one from 0 to count − 1; of none that is infinite or NaN. */
export function notIndices(writer: GraphWriter, place: string, rows: string, count: number): string {
  return differ(writer, place, rows, within(writer, place, writer.node(place, "Floor", [rows]), count - 1));
}

/** Whether the numbers of a row are no probabilities; of none that is infinite or NaN. */
export function notProbabilities(writer: GraphWriter, place: string, rows: string, size: number): string {
  const outside = differ(writer, place, rows, within(writer, place, rows, 1));
  if (size === 1) return outside;
  const sum = writer.node(place, "ReduceSum", [rows, writer.integers([-1])]);
  const off = writer.node(place, "Abs", [writer.node(place, "Sub", [sum, writer.scalar(1)])]);
  // How far from 1 the sum may be for `predict`.
  return either(writer, place, [outside, writer.node(place, "GreaterOrEqual", [off, writer.scalar(1e-3)])]);
}

function within(writer: GraphWriter, place: string, rows: string, most: number): string {
  return writer.node(place, "Clip", [rows, writer.scalar(0), writer.scalar(most)]);
}

/** Whether rows of the same size differ somewhere. */
function differ(writer: GraphWriter, place: string, rows: string, others: string): string {
  const distances = writer.node(place, "Abs", [writer.node(place, "Sub", [rows, others])]);
  const sum = writer.node(place, "ReduceSum", [distances, writer.integers([-1])]);
  return writer.node(place, "Greater", [sum, writer.scalar(0)]);
}
