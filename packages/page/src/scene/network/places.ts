/** A rectangle by its middle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of numbers, and of those in the larger letters of a room. */
export const HEIGHT = 34;
export const ROOM_HEIGHT = 38;
/** Shares of a line, in the order in which they are tried: near its beginning, lines are apart. */
const SHARES = [0.3, 0.33, 0.36, 0.64, 0.67, 0.7, 0.5, 0.43, 0.57];

/** A line that goes from the left to the right; of a bias, it has no length. */
export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/**
 * Where numbers of that size have room: on the line, or for a bias above or below its neuron, whose radius is given, and
 * left of the drawing's end; null where there is none. Of several, it is the first one that is clear of what is beside it.
 */
export function freePlace(
  { x1, y1, x2, y2 }: Segment,
  radius: number | null,
  { width, height }: Pick<Box, "width" | "height">,
  taken: readonly Box[],
  end: number,
  isClear: (box: Box) => boolean,
): Box | null {
  const middles =
    radius === null
      ? SHARES.map((share) => ({ x: x1 + share * (x2 - x1), y: y1 + share * (y2 - y1) }))
      : [-1, 1].map((side) => ({ x: Math.min(x2, end - 1 - width / 2), y: y2 + side * (radius + HEIGHT / 2 + 4) }));
  const free = middles
    .map((middle) => ({ ...middle, width, height }))
    .filter((box) => taken.every((other) => !overlap(box, other)));
  return free.find(isClear) ?? free[0] ?? null;
}

export function overlap(a: Box, b: Box): boolean {
  return 2 * Math.abs(a.x - b.x) < a.width + b.width && 2 * Math.abs(a.y - b.y) < a.height + b.height;
}

export function goesThrough({ x1, y1, x2, y2 }: Segment, { x, y, width, height }: Box): boolean {
  const [from, to] = [Math.max(x1, x - width / 2), Math.min(x2, x + width / 2)];
  const [a, b] = [from, to].map((at) => y1 + ((at - x1) / (x2 - x1)) * (y2 - y1) - y) as [number, number];
  return from < to && Math.min(a, b) < height / 2 && Math.max(a, b) > -height / 2;
}
