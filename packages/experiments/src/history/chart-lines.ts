import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { listOf } from "../list.js";

/** A line of a chart. */
export interface ChartLine {
  /** What the legend calls it. */
  readonly name: string;
  /** From left to right. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

type Point = ChartLine["points"][number];

/**
 * Lines with the points that can be drawn.
 *
 * @param isDrawn - Whether a point can be.
 * @throws OptionError for what are no lines, and for a line without such a point.
 */
export function drawnLines(lines: readonly ChartLine[], isDrawn: (point: Point) => boolean): readonly ChartLine[] {
  const listed = listOf<ChartLine>(lines)?.map((each) => ({
    name: each?.name,
    points: listOf<Point>(each?.points) ?? [],
  }));
  if (!listed?.every(isLine)) {
    throw new OptionError(
      `linesSvg takes an array of lines, as [{ name: "loss", points: [[0, 1], [1, 0.5]] }], but got ${show(lines)}.`,
    );
  }
  return listed.map(({ name, points }) => {
    const drawn = points.filter(isDrawn);
    if (drawn.length > 0) return { name, points: drawn };
    throw new OptionError(
      `linesSvg: the line ${show(name)} has no point that can be drawn: numbers are finite, and on a logarithmic axis above 0.`,
    );
  });
}

function isLine(line: { readonly name: unknown; readonly points: readonly unknown[] }): line is ChartLine {
  return typeof line.name === "string" && line.points.length > 0 && line.points.every(isPoint);
}

function isPoint(point: unknown): boolean {
  return Array.isArray(point) && typeof point[0] === "number" && typeof point[1] === "number";
}
