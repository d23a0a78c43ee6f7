import type { GraphWriter } from "../graph-writer.js";

/** Whether some number of a row isn't finite, [examples, 1]. */
export function notFinite(writer: GraphWriter, place: string, rows: string): string {
  const zeros = writer.node(place, "Sub", [rows, rows]);
  return writer.node(place, "IsNaN", [writer.node(place, "ReduceSum", [zeros, writer.integers([-1])])]);
}
