import { OptionError, positiveInteger, type Shape, ShapeError, show } from "@nn/core/component";
import { type Geometry, type Pair, pairOf } from "../windows/geometry.js";
import {
  bothEnds,
  enlarged,
  framed,
  type ImageAxes,
  type SideSizes,
  type Sides,
  sidesName,
  sidesOf,
} from "../windows/images.js";
import { type StepAxes, wholeSequence } from "../windows/sequences.js";

/** How many pixels there are on each side, in pairs. */
export type FourSides = readonly [readonly [top: number, bottom: number], readonly [left: number, right: number]];

/** How many steps there are at both ends. */
export type TwoEnds = readonly [before: number, after: number];

/** What a layer takes for the two ends of a sequence: one number for both, or one for each. */
export type EndSizes = number | TwoEnds;

/** What is resized. `Sizes` are those of its sides as they are given, `Told` as they are told again. */
export interface ResizedField<Sizes, Told, Axes> {
  readonly inputAxes: Axes;
  /** What it is made of, and where that goes, for messages. */
  readonly parts: readonly [unit: string, where: string];
  /** @throws OptionError for what isn't a size of its sides. */
  sidesOf(where: string, sizes: Sizes): Sides;
  told(sides: Sides): Told;
  /** As names show them. */
  shown(sides: Sides): string;
  /** @throws ShapeError where nothing is left. */
  framed(input: Shape, sides: Sides): Geometry;
}

/** What is enlarged. `Factor` is a factor as it is given, `Told` as it is told again. */
export interface EnlargedField<Factor, Told, Axes> {
  readonly inputAxes: Axes;
  /** @throws OptionError for what isn't a factor. */
  factorsOf(where: string, size: Factor): readonly [down: number, across: number];
  toldFactor(factors: readonly [down: number, across: number]): Told;
  enlarged(input: Shape, factors: readonly [down: number, across: number]): Geometry;
}

/** Images. */
export const IMAGES: ResizedField<SideSizes, FourSides, ImageAxes> &
  EnlargedField<Pair, readonly [down: number, across: number], ImageAxes> = {
  inputAxes: ["height", "width", "channels"],
  parts: ["pixels", "on each side"],
  sidesOf,
  told: ([top, bottom, left, right]) => [
    [top, bottom],
    [left, right],
  ],
  shown: sidesName,
  framed,
  factorsOf: (where, size) => Object.freeze(pairOf(where, size)),
  toldFactor: (factors) => factors,
  enlarged,
};

/** Sequences, as images of one row. */
export const SEQUENCES: ResizedField<EndSizes, TwoEnds, StepAxes> & EnlargedField<number, number, StepAxes> = {
  inputAxes: ["steps", "features"],
  parts: ["steps", "at both ends"],
  sidesOf: (where, sizes) => {
    const ends = bothEnds(sizes);
    const areCounts = ends.every((end) => Number.isInteger(end) && (end as number) >= 0);
    if (ends.length === 2 && areCounts) return [0, 0, ends[0] as number, ends[1] as number];
    throw new OptionError(
      `${where} must be a whole number of at least 0, or one for each end as in [1, 2], but is ${show(sizes)}.`,
    );
  },
  told: ([, , before, after]) => [before, after],
  shown: ([, , before, after]) => (before === after ? `${before}` : `${before}, ${after}`),
  framed: (input, sides) => {
    const { width, channels } = wholeSequence(input);
    const [, , before, after] = sides;
    if (width + before + after > 0) return framed([1, width, channels], sides);
    throw new ShapeError(
      `the sequences must be longer than what is taken away, ${-before - after} steps, but are [${input.join(", ")}].`,
    );
  },
  factorsOf: (where, size) => [1, positiveInteger(where, size)],
  toldFactor: ([, along]) => along,
  enlarged: (input, factors) => {
    const { width, channels } = wholeSequence(input);
    return enlarged([1, width, channels], factors);
  },
};
