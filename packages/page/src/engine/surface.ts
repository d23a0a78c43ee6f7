import type { OutputRange } from "@nn/core/component";
import { rangeOf } from "./range.js";

/** The output of a network over a grid of two features, or along a single one. */
export interface Surface {
  /** The features that are drawn, across and upwards; null for a single one. */
  readonly across: Axis;
  readonly upwards: Axis | null;
  /** Row by row from below. */
  readonly outputs: readonly number[];
  /** How far each is on the way from class 0 to class 1. */
  readonly shares: readonly number[];
  /** Between which numbers the last layer keeps them. */
  readonly range: OutputRange | undefined;
}

/** The middles of the cells along a feature. */
export interface Axis {
  readonly feature: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** What a network answers to rows as they were measured. */
type Answer = (rows: number[][]) => Pick<Surface, "outputs" | "shares" | "range">;

/** So many cells on each side. */
const CELLS = 36;
/** So many points of a line. */
const POINTS = 120;

/** Around the rows that there are, over two features; or over one, where there is no second one. */
export function surfaceAround(
  rows: readonly (readonly number[])[],
  [first, second]: readonly [number, number],
  row: readonly number[],
  answer: Answer,
  held: Surface | null,
): Surface {
  if (held) return surfaceOf(answer, held.across, held.upwards, row);
  const features = row.length;
  const axisOf = (feature: number, count: number): Axis => {
    const [from, to] = rangeOf(
      rows.map((row) => row[feature]!),
      0.12,
    );
    return { feature, from, to, count };
  };
  const across = Math.min(first, features - 1);
  const upwards = second < features && second !== across ? second : null;
  if (upwards === null) return surfaceOf(answer, axisOf(across, POINTS), null, row);
  return surfaceOf(answer, axisOf(across, CELLS), axisOf(upwards, CELLS), row);
}

/** Of further features, those of the row that is given. */
function surfaceOf(answer: Answer, across: Axis, upwards: Axis | null, row: readonly number[]): Surface {
  const rows = (upwards ? valuesAlong(upwards) : [0]).flatMap((up) =>
    valuesAlong(across).map((value) =>
      row.map((other, feature) => (feature === across.feature ? value : feature === upwards?.feature ? up : other)),
    ),
  );
  return { across, upwards, ...answer(rows) };
}

function valuesAlong({ from, to, count }: Axis): number[] {
  return Array.from({ length: count }, (_, i) => from + ((i + 0.5) / count) * (to - from));
}
