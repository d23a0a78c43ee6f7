import type { Sequential } from "@nn/core";
import { formatTable } from "../printed/report.js";

/** The network as a table in French: a line for each layer, and the sum of their parameters. */
export function summaryInFrench({ stack: { places, parameterCount } }: Pick<Sequential, "stack">): string {
  const rows = places.map(({ index, inputShape, outputShape, parameters }) => [
    index === places.length - 1 ? "sortie" : "cachée",
    ...[...inputShape, ...outputShape, parameters.reduce((sum, { size }) => sum + size, 0)].map(String),
  ]);
  return formatTable([
    ["couche", "entrées", "sorties", "paramètres"],
    ...rows,
    ["total", "", "", String(parameterCount)],
  ]);
}
