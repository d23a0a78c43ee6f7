import type { LookState } from "../../state/state.js";
import { type Box, overlap } from "../network/places.js";
import { ACROSS, type Axes, CHART_HEIGHT, CHART_WIDTH, type Point, UPWARDS } from "./chart.js";

interface Named extends Point {
  readonly name: string;
}

/** Where the names of points are, from each point; null of one that would cover something else. The first ones have the choice. */
export function placesOfNames(
  points: readonly Named[],
  axes: Axes,
  axisNames: readonly [across: string, upwards: string],
  size: LookState["size"],
): (Point | null)[] {
  const scale = size === "room" ? ROOM : DESK;
  const taken = [
    ...points.map(({ x, y }): Box => ({ x, y, width: 10, height: 10 })),
    ...boxesOfNames(axisNames, scale),
    ...boxesOfTicks(axes, scale),
  ];
  return points.map((point) => nameBeside(point, taken, scale));
}

/** Where the axes' names are: above the end of one, and right of the end of the other, each with its arrow. */
function boxesOfNames([across, upwards]: readonly [string, string], scale: number): Box[] {
  const [right, high] = [across, upwards].map((name) => LETTER * scale * (name.length + 2)) as [number, number];
  return [
    { x: ACROSS[1] - right / 2, y: UPWARDS[0] - 8 * scale, width: right, height: 12 * scale },
    { x: ACROSS[0] + 4 + high / 2, y: UPWARDS[1] + 8, width: high, height: 12 * scale },
  ];
}

/** Where the numbers are: left of one axis, and below the other. */
function boxesOfTicks({ x, y }: Axes, scale: number): Box[] {
  const size = (text: string): Pick<Box, "width" | "height"> => ({
    width: LETTER * scale * text.length,
    height: 12 * scale,
  });
  return [
    ...x.map(({ at, text }): Box => ({ ...size(text), x: at, y: UPWARDS[0] + 11 * scale })),
    ...y.map(({ at, text }): Box => ({ ...size(text), x: ACROSS[0] - 9 - size(text).width / 2, y: at })),
  ];
}

/** Above a point, below it, or beside it: where nothing else is; null where something is everywhere. */
function nameBeside({ x, y, name }: Named, taken: Box[], scale: number): Point | null {
  const size = { width: LETTER * scale * name.length, height: 12 * scale };
  const beside = 8 + size.width / 2;
  const places = [
    { x: 0, y: -13 * scale },
    { x: 0, y: 14 * scale },
    { x: beside, y: 0 },
    { x: -beside, y: -13 * scale },
    { x: -beside, y: 0 },
    // Of points that are close together, the names stand one above the other.
    ...[2, 3, 4].flatMap((lines) => [-1, 1].map((side) => ({ x: 0, y: side * (lines * 13 * scale) }))),
  ];
  const free = places.find((place) => {
    const box = { ...size, x: x + place.x, y: y + place.y };
    return isInside(box) && taken.every((other) => !overlap(box, other));
  });
  if (free) taken.push({ ...size, x: x + free.x, y: y + free.y });
  return free ?? null;
}

/** Whether a name ends within the drawing. */
const isInside = ({ x, y, width, height }: Box): boolean =>
  y > 0 && y < CHART_HEIGHT - height / 2 && x > width / 2 && x < CHART_WIDTH - width / 2;

/** The width of a letter of a name. */
const LETTER = 7;
/** So much larger it is for the back of a room, and at most on a desk, in a narrow drawing. */
const ROOM = 12.4 / 12;
const DESK = 15 / 12;
