import type { Range } from "../../engine/range.js";
import type { Shown } from "../words.js";
import type { Scale } from "./scale.js";

export const CHART_WIDTH = 320;
export const CHART_HEIGHT = 140;
/** Where lines are drawn; numbers stand to the left of it and below. */
export const ACROSS: Range = [48, CHART_WIDTH - 16];
export const UPWARDS: Range = [CHART_HEIGHT - 26, 8];

interface Tick {
  readonly at: number;
  readonly text: string;
}

/** The two axes of a chart. */
export interface Axes {
  readonly x: readonly Tick[];
  readonly y: readonly Tick[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function axesOf(x: Scale, y: Scale, number: (value: number) => Shown): Axes {
  // There is room for 2,5·10⁻⁷ without its spaces.
  const ticksOf = ({ ticks, at }: Scale): Tick[] =>
    ticks.map((value) => ({ at: at(value), text: number(value).text.replace(/\s·\s/, "·") }));
  return { x: ticksOf(x), y: ticksOf(y) };
}

/** The points of a line, as SVG writes them. */
export function lineThrough(points: readonly (readonly [number, number])[], x: Scale, y: Scale): string {
  return points.map((point) => `${x.at(point[0]).toFixed(1)},${y.at(point[1]).toFixed(1)}`).join(" ");
}
