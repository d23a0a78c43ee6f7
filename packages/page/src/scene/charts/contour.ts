import type { OutputRange } from "@nn/core/component";
import { contours } from "d3-contour";

type Place = readonly [number, number];

/**
 * Where the outputs of a grid pass through a threshold: lines through its cells, whose middles are at 0.5, 1.5 and so on.
 * A range is where the last layer keeps its outputs, whatever comes in.
 */
export function linesAt(
  threshold: number,
  outputs: readonly number[],
  width: number,
  height: number,
  { least, most }: OutputRange = ANY,
): Place[][] {
  const isBounded = Number.isFinite(most - least);
  const straight = (output: number): number => (isBounded ? logit((output - least) / (most - least)) : output);
  const { coordinates } = contours().size([width, height]).contour(outputs.map(straight), straight(threshold));
  return coordinates.flat().flatMap((ring) => inside(ring as unknown as Place[], width, height));
}

const ANY = { least: -Infinity, most: Infinity };

/** Between two cells a straight line is drawn, and a sigmoid is steep there: before it, the numbers lie on a plane. */
function logit(share: number): number {
  const inner = Math.min(1 - LEAST, Math.max(LEAST, share));
  return Math.log(inner / (1 - inner));
}

const LEAST = 1e-12;

/** A ring is closed along the border: from the outermost middles of cells on, it is no contour. */
function inside(ring: readonly Place[], width: number, height: number): Place[][] {
  const lines: Place[][] = [];
  const isAtBorder = ([x, y]: Place): boolean => x === 0 || x === width || y === 0 || y === height;
  for (const [i, place] of ring.slice(1).entries()) {
    const before = ring[i]!;
    if (isAtBorder(before) || isAtBorder(place)) continue;
    const line = lines.at(-1);
    if (line?.at(-1) === before) line.push(place);
    else lines.push([before, place]);
  }
  // The ring may begin within a line.
  const [first, last] = [lines[0], lines.at(-1)];
  if (lines.length < 2 || String(last!.at(-1)) !== String(first![0])) return lines;
  return [[...last!, ...first!.slice(1)], ...lines.slice(1, -1)];
}
