import type { LookedAt } from "../../engine/look.js";
import type { PlacedPicture } from "./picture.js";
import type { Box, Segment } from "./places.js";

/** Of the lab's network, and of a column and its lines in deeper ones. */
const WIDTH = 600;
export const COLUMN = 170;
export const RADIUS = 44;
/** Of a neuron with the numbers of its bias. */
const ROW = 136;
/** For the bias of the first row. */
export const ABOVE = 16;

/** A neuron or an input. */
export interface Placed {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** A parameter between two of them. */
export interface Ends {
  /** Of a bias there is none. */
  readonly from: string | null;
  readonly to: string;
  readonly line: Segment;
  /** From middle to middle. */
  readonly along: Segment;
  /** Where its numbers have a place of their own; else they are put where there is room. */
  readonly at: Box | null;
}

/** Where everything of a network stands. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly inputs: readonly Placed[];
  readonly neurons: readonly Placed[];
  readonly pictures: readonly PlacedPicture[];
  endsOf(parameter: LookedAt): Ends;
}

/** Of dense layers alone. */
export function denseLayout(sizes: readonly number[]): Layout {
  const lines = sizes.length - 1;
  const margin = RADIUS + 4;
  const width = Math.max(WIDTH, 2 * margin + lines * COLUMN);
  const height = heightOf(sizes);
  // Lines that cross leave their numbers less room, and have more of what is left.
  const shares = sizes.slice(1).map((size, i) => (Math.min(size, sizes[i]!) > 1 ? 3 : 2));
  const left = (width - 2 * margin - lines * COLUMN) / shares.reduce((sum, share) => sum + share, 0);
  const xOf = (column: number): number =>
    shares.slice(0, column).reduce((x, share) => x + COLUMN + share * left, margin);
  const columns = columnsOf(namesOf(sizes), height, xOf);
  return {
    width,
    height,
    inputs: columns[0]!,
    neurons: columns.slice(1).flat(),
    pictures: [],
    endsOf: ({ layer, input, unit }) => {
      const to = columns[layer + 1]![unit]!;
      return input === null ? biasOf(to) : between(columns[layer]![input]!, to);
    },
  };
}

export const heightOf = (sizes: readonly number[]): number => ABOVE + ROW * Math.max(2, ...sizes);

/** The neurons column by column, each column in the middle of the height. */
export function columnsOf(
  names: readonly (readonly string[])[],
  height: number,
  xOf: (column: number) => number,
): Placed[][] {
  return names.map((column, i) =>
    column.map((id, row) => {
      return { id, x: xOf(i), y: ABOVE + ((row + 0.5) * (height - ABOVE)) / column.length };
    }),
  );
}

export function biasOf({ id, x, y }: Placed): Ends {
  const line = { x1: x, y1: y, x2: x, y2: y };
  return { from: null, to: id, line, along: line, at: null };
}

/** Without the parts that two neurons cover: who points there means a neuron, and its bias. */
export function between(from: Placed, to: Placed, radius: number = RADIUS): Ends {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const line = {
    x1: from.x + radius * dx,
    y1: from.y + radius * dy,
    x2: to.x - RADIUS * dx,
    y2: to.y - RADIUS * dy,
  };
  const along = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  return { from: from.id, to: to.id, line, along, at: null };
}

/** The neurons column by column, as explanations call them; `before` are layers that come before the second column. */
export function namesOf(sizes: readonly number[], before = 0): string[][] {
  const last = sizes.length - 1;
  return sizes.map((size, column) => {
    const letter = column === 0 ? "x" : column === last ? "o" : last + before > 2 ? `h${column + before}_` : "h";
    return Array.from({ length: size }, (_, i) => `${letter}${i + 1}`);
  });
}
