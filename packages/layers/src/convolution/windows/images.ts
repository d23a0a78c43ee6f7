import { OptionError, type Shape, ShapeError, show } from "@nn/core/component";
import type { WholeField } from "../pooling/global/global-pooling.js";
import type { PooledField } from "../pooling/pooling.js";
import { type Geometry, geometryOf, type Pair, poolingWindow, windowName } from "./geometry.js";

/** The shape of images, as types have it. */
export type Images = readonly [height: number, width: number, channels: number];

/** The dimensions of an image. */
export type ImageAxes = readonly ["height", "width", "channels"];

/** How many rows are above and below an image, and how many columns on its left and right. */
export type Sides = readonly [top: number, bottom: number, left: number, right: number];

/** What a layer takes for its four sides: one number, one for the rows and one for the columns, or two for each. */
export type SideSizes =
  | number
  | readonly [down: number, across: number]
  | readonly [readonly [top: number, bottom: number], readonly [left: number, right: number]];

/** A window that sees a whole image. */
export function wholeImage(input: Shape): Geometry {
  const [height = 1, width = 1] = input;
  const whole = { kernelHeight: height, kernelWidth: width, strideDown: height, strideAcross: width };
  return geometryOf("window", { ...whole, padding: "valid" }, input);
}

/** What pools images. */
export const IMAGES: PooledField<Pair, readonly [down: number, across: number], ImageAxes> & WholeField<ImageAxes> = {
  inputAxes: ["height", "width", "channels"],
  whole: wholeImage,
  windowOf: (type, poolSize, options) => {
    const window = poolingWindow(type, poolSize, options);
    const { kernelHeight, kernelWidth, strideDown, strideAcross, padding } = window;
    const size = [kernelHeight, kernelWidth] as const;
    return {
      ...{ poolSize: size, strides: [strideDown, strideAcross], padding },
      shown: windowName(window, size),
      on: (input) => geometryOf("window", window, input),
    };
  },
};

/** Windows side by side, one for each pixel of a smaller image. */
export function enlarged(input: Shape, [down, across]: readonly [number, number]): Geometry {
  const { height, width, channels } = wholeImage(input);
  const windows = { kernelHeight: down, kernelWidth: across, strideDown: down, strideAcross: across };
  return geometryOf("window", { ...windows, padding: "valid" }, [height * down, width * across, channels]);
}

/**
 * The image moved by one pixel at a time below a frame, which begins so many rows above it and columns on its left.
 *
 * @throws ShapeError where nothing of the image is left.
 */
export function framed(input: Shape, [top, bottom, left, right]: Sides): Geometry {
  const { height, width, channels } = wholeImage(input);
  const [outHeight, outWidth] = [height + top + bottom, width + left + right];
  if (outHeight < 1 || outWidth < 1) {
    throw new ShapeError(
      `the images must be larger than what is taken away, ${-top - bottom} rows and ${-left - right} columns, ` +
        `but are [${input.join(", ")}].`,
    );
  }
  const pixel = { kernelHeight: 1, kernelWidth: 1, strideDown: 1, strideAcross: 1 };
  const usual = { dilationDown: 1, dilationAcross: 1, groups: 1 };
  const places = { padTop: top, padLeft: left, outHeight, outWidth };
  return { height, width, channels, filters: channels, ...pixel, ...usual, ...places };
}

/** @throws OptionError for anything else. */
export function sidesOf(where: string, sizes: SideSizes): Sides {
  const sides = bothEnds(sizes).flatMap(bothEnds);
  const areCounts = sides.every((side) => Number.isInteger(side) && (side as number) >= 0);
  if (sides.length === 4 && areCounts) return sides as unknown as Sides;
  throw new OptionError(
    `${where} must be a whole number of at least 0, or two of them as in [1, 2], above and below and on both sides, or ` +
      `[[top, bottom], [left, right]], but is ${show(sizes)}.`,
  );
}

/** What is told of two ends, or once for both; nothing of a list of another length, which may have room for more than there is memory. */
export function bothEnds(ends: unknown): unknown[] {
  if (!Array.isArray(ends)) return [ends, ends];
  return ends.length === 2 ? Array.from<unknown>(ends) : [];
}

/** As names show them: `"1"`, or `"1, 1, 0, 2"` from the top to the right. */
export function sidesName(sides: Sides): string {
  return sides.every((side) => side === sides[0]) ? `${sides[0]}` : sides.join(", ");
}

/** Which number of an image lies below a number of its frame; nothing beside the image. */
export function numberBelow(
  { height, width, channels, padTop, padLeft, outWidth }: Geometry,
  at: number,
): number | undefined {
  const place = Math.floor(at / channels);
  const [y, x] = [Math.floor(place / outWidth) - padTop, (place % outWidth) - padLeft];
  return y < 0 || y >= height || x < 0 || x >= width ? undefined : (y * width + x) * channels + (at % channels);
}
