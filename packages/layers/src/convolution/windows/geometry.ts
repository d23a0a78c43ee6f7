import { OptionError, positiveInteger, type Shape, ShapeError, show } from "@nn/core/component";

/** Two sizes, down and across; one number stands for both. */
export type Pair = number | readonly [down: number, across: number];

/** What becomes of the edges of an image, where a kernel or a window is moved over it. */
export type Padding = "valid" | "same";

/** A window that is moved over an image. */
export interface Window {
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  /** How far it is moved at a time. */
  readonly strideDown: number;
  readonly strideAcross: number;
  /**
   * `"valid"`: the window stays on the image. `"same"`: it goes over the edge, by as much on both sides (one more at the
   * bottom and on the right where that is odd), so that with strides of 1 there are as many places as pixels. What lies
   * outside the image has no part in the result.
   */
  readonly padding: Padding;
  /** How far its taps are apart; 1 unless given. */
  readonly dilationDown?: number;
  readonly dilationAcross?: number;
  /** How many groups its channels and filters are in, each for itself; 1 unless given. */
  readonly groups?: number;
}

/** A window on images of one size: how large all is, in numbers, and in the order in which compiled kernels read it. */
export interface Geometry extends Required<Omit<Window, "padding">> {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly filters: number;
  /** How far the window goes over the edge. */
  readonly padTop: number;
  readonly padLeft: number;
  /** How many places it has. */
  readonly outHeight: number;
  readonly outWidth: number;
}

/** @throws OptionError for what isn't a whole number of at least 1, or two of them. */
export function pairOf(where: string, pair: Pair): readonly [down: number, across: number] {
  if (typeof pair === "number") return [positiveInteger(where, pair), pair];
  if (!Array.isArray(pair) || pair.length !== 2) {
    throw new OptionError(
      `${where} must be a whole number, or two of them as in [3, 3], down and across, but is ${show(pair)}.`,
    );
  }
  const [down, across] = pair as readonly [number, number];
  return [positiveInteger(`${where}[0]`, down), positiveInteger(`${where}[1]`, across)];
}

/** @throws OptionError for anything else than the words, which are those of images unless given. */
export function checkPadding<Word extends string = Padding>(
  where: string,
  padding: Word,
  words: readonly string[] = ["valid", "same"],
): Word {
  if (words.includes(padding)) return padding;
  const known = words.map((word) => `"${word}"`);
  throw new OptionError(
    `${where} must be ${known.slice(0, -1).join(", ")} or ${known.at(-1)}, but is ${show(padding)}.`,
  );
}

/**
 * The window of a layer that pools.
 *
 * @throws OptionError for sizes that aren't any.
 */
export function poolingWindow(
  name: string,
  poolSize: Pair,
  { strides = poolSize, padding = "valid" }: { readonly strides?: Pair; readonly padding?: Padding },
): Window {
  const [kernelHeight, kernelWidth] = pairOf(`${name}: poolSize`, poolSize);
  const [strideDown, strideAcross] = pairOf(`${name}: strides`, strides);
  checkPadding(`${name}: padding`, padding);
  return Object.freeze({ kernelHeight, kernelWidth, strideDown, strideAcross, padding });
}

/** As names show it: `"3 × 3"`, and what isn't usual. */
export function windowName(window: Window, usualStrides: readonly [number, number]): string {
  const { kernelHeight, kernelWidth, strideDown, strideAcross, padding } = window;
  const { dilationDown = 1, dilationAcross = 1, groups = 1 } = window;
  const isUsual = strideDown === usualStrides[0] && strideAcross === usualStrides[1];
  const strides = isUsual ? "" : `, strides ${strideDown} × ${strideAcross}`;
  const dilation = dilationDown * dilationAcross === 1 ? "" : `, dilation ${dilationDown} × ${dilationAcross}`;
  const same = padding === "same" ? ", same" : "";
  return `${kernelHeight} × ${kernelWidth}${strides}${dilation}${same}${groups === 1 ? "" : `, ${groups} groups`}`;
}

/**
 * Puts a window on images of a shape.
 *
 * @param word - What the window is called: `"kernel"`.
 * @param channels - How many the images must have, where that is known.
 * @param filters - How many numbers a place gives; as many as the images have channels unless given.
 * @throws ShapeError for what isn't a shape of images, and for images that are smaller than the window.
 */
export function geometryOf(word: string, window: Window, input: Shape, channels?: number, filters?: number): Geometry {
  const given = `[${input.join(", ")}]`;
  if (input.length !== 3 || (channels !== undefined && input[2] !== channels)) {
    throw new ShapeError(`the images must be [height, width, ${channels ?? "channels"}], but are ${given}.`);
  }
  const [height, width, depth] = input as readonly [number, number, number];
  const { kernelHeight, kernelWidth, strideDown, strideAcross, padding } = window;
  const { dilationDown = 1, dilationAcross = 1, groups = 1 } = window;
  const [reachDown, reachAcross] = [reachOf(kernelHeight, dilationDown), reachOf(kernelWidth, dilationAcross)];
  if (padding === "valid" && (reachDown > height || reachAcross > width)) {
    const [needed, remedy] = roomFor(word, [kernelHeight, kernelWidth], [dilationDown, dilationAcross]);
    throw new ShapeError(`the images must be at least as large as ${needed}, but are ${given}. ${remedy}`);
  }
  const [outHeight, padTop] = axisOf(padding, height, reachDown, strideDown);
  const [outWidth, padLeft] = axisOf(padding, width, reachAcross, strideAcross);
  return {
    ...{ height, width, channels: depth, kernelHeight, kernelWidth, filters: filters ?? depth },
    ...{ strideDown, strideAcross, padTop, padLeft, outHeight, outWidth, dilationDown, dilationAcross, groups },
  };
}

/** What a window needs room for, and what to do where there isn't as much. */
export function roomFor(
  word: string,
  taps: readonly number[],
  dilation: readonly number[],
): readonly [needed: string, remedy: string] {
  const shown = (sizes: readonly number[]): string => sizes.join(" × ");
  if (dilation.every((apart) => apart === 1)) {
    return [`the ${word}, ${shown(taps)}`, `Take a smaller ${word}, or padding: "same".`];
  }
  const reach = taps.map((count, axis) => reachOf(count, dilation[axis]));
  return [
    `the ${shown(reach)} that a ${word} of ${shown(taps)} with a dilation of ${shown(dilation)} reaches over`,
    `Take a smaller ${word}, a smaller dilation, or padding: "same".`,
  ];
}

/** How much so many taps see along an axis, from the first to the last. */
export function reachOf(taps: number, dilation: number): number {
  return (taps - 1) * dilation + 1;
}

/** How many places there are along one axis, and how far the first one goes over the edge. */
function axisOf(
  padding: Padding,
  length: number,
  reach: number,
  stride: number,
): readonly [places: number, pad: number] {
  if (padding === "valid") return [Math.floor((length - reach) / stride) + 1, 0];
  const places = Math.ceil(length / stride);
  return [places, Math.floor(Math.max(0, (places - 1) * stride + reach - length) / 2)];
}
