import type { Sequential } from "@nn/core";
import { formatTable } from "../printed/table.js";

/** What a summary calls its columns and its lines. */
export interface SummaryTexts {
  readonly columns: readonly [layer: string, inputs: string, outputs: string, parameters: string];
  readonly hidden: string;
  readonly last: string;
  readonly total: string;
}

/** The network as a table: a line for each layer, and the sum of their parameters. */
export function summaryIn(
  { columns, hidden, last, total }: SummaryTexts,
  { stack: { places, parameterCount } }: Pick<Sequential, "stack">,
): string {
  const rows = places.map(({ index, inputShape, outputShape, parameters }) => [
    index === places.length - 1 ? last : hidden,
    ...[...inputShape, ...outputShape, parameters.reduce((sum, { size }) => sum + size, 0)].map(String),
  ]);
  return formatTable([[...columns], ...rows, [total, "", "", String(parameterCount)]]);
}
