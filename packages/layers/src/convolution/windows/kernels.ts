import type { OwnArray, OwnKernel } from "@nn/core/component";
import { CODE } from "./binary.js";
import type { Geometry } from "./geometry.js";
import * as loops from "./loops.js";
import * as sums from "./sum-loops.js";

/** The kernels by the numbers that the compiled code has for them: see `assembly/convolution/index.ts`. */
const [CONVOLVE, CONVOLVE_INPUTS, CONVOLVE_WEIGHTS, MAX_POOL, MAX_POOL_INPUTS] = [0, 1, 2, 3, 4] as const;

/** Those of sums over windows, and of means. */
const SUMS = { sum: [5, 7], mean: [6, 8] } as const;

/** The code packs the weights under one row of the kernel, and a row of dy, by panels of 32 bytes, in a place of this many bytes. */
const PLACE_BYTES = 575 * 1024;
const PANEL_BYTES = 32;

/** What a convolution calls for images of one size. */
export interface ConvolutionKernels {
  /** How many places an image has. */
  readonly places: number;
  /** y from x, the weights, and the biases if there are any. */
  readonly outputs: OwnKernel;
  /** dx from dy and the weights. */
  readonly inputs: OwnKernel;
  /** What x and dy add to the gradient of the weights. */
  readonly weights: OwnKernel;
}

export function convolutionKernels(geometry: Geometry, useBias: boolean): ConvolutionKernels {
  const { height, width, channels, kernelHeight, kernelWidth, filters, outHeight, outWidth, groups } = geometry;
  const rows = (kernelHeight * kernelWidth * channels) / groups;
  const work = outHeight * outWidth * rows * filters;
  const image = height * width * channels;
  const output = outHeight * outWidth * filters;
  const packed = Math.max(kernelWidth * Math.max(channels, filters), outWidth);
  const hasRoom = packed * PANEL_BYTES <= PLACE_BYTES;
  const kernel = (number: number): Pick<OwnKernel, "code" | "numbers" | "work"> => ({
    code: hasRoom ? CODE : undefined,
    numbers: numbersOf(number, geometry, useBias && number === CONVOLVE),
    work,
  });
  const bias = useBias ? [weight("bias", filters, "read")] : [];
  return {
    places: outHeight * outWidth,
    outputs: {
      ...{ name: "convolution", ...kernel(CONVOLVE) },
      arrays: [
        array("y", output, "write"),
        array("x", image, "read"),
        weight("weight", rows * filters, "read"),
        ...bias,
      ],
      loop: (batch, y, x, w, b) => loops.convolve(geometry, batch, y, x, w, b),
      written: { functions: loops.CONVOLVE, constants: [geometry] },
    },
    inputs: {
      ...{ name: "inputs of a convolution", ...kernel(CONVOLVE_INPUTS) },
      arrays: [array("dx", image, "write"), array("dy", output, "read"), weight("weight", rows * filters, "read")],
      loop: (batch, dx, dy, w) => loops.convolveInputs(geometry, batch, dx, dy, w),
      written: { functions: loops.CONVOLVE_INPUTS, constants: [geometry] },
    },
    weights: {
      ...{ name: "weights of a convolution", ...kernel(CONVOLVE_WEIGHTS), rows },
      arrays: [weight("dw", rows * filters, "change"), array("x", image, "read"), array("dy", output, "read")],
      loop: (batch, dw, x, dy) => loops.convolveWeights(geometry, batch, dw, x, dy),
      written: { functions: loops.CONVOLVE_WEIGHTS, constants: [geometry] },
    },
  };
}

/** What max pooling calls for images of one size. */
export interface PoolingKernels {
  /** y, and which tap each number was taken from, from x. */
  readonly outputs: OwnKernel;
  /** dx from dy and those taps. */
  readonly inputs: OwnKernel;
}

export function poolingKernels(geometry: Geometry): PoolingKernels {
  const { height, width, channels, kernelHeight, kernelWidth, outHeight, outWidth } = geometry;
  const image = height * width * channels;
  const output = outHeight * outWidth * channels;
  const work = output * kernelHeight * kernelWidth;
  return {
    outputs: {
      ...{ name: "max pooling", code: CODE, numbers: numbersOf(MAX_POOL, geometry), work },
      arrays: [array("y", output, "write"), array("taken", output, "write"), array("x", image, "read")],
      loop: (batch, y, taken, x) => loops.maxPool(geometry, batch, y, taken, x),
      written: { functions: loops.MAX_POOL, constants: [geometry] },
    },
    inputs: {
      ...{ name: "inputs of max pooling", code: CODE, numbers: numbersOf(MAX_POOL_INPUTS, geometry), work },
      arrays: [array("dx", image, "write"), array("dy", output, "read"), array("taken", output, "read")],
      loop: (batch, dx, dy, taken) => loops.maxPoolInputs(geometry, batch, dx, dy, taken),
      written: { functions: loops.MAX_POOL_INPUTS, constants: [geometry] },
    },
  };
}

/** What layers call that add up what a window sees, or take its mean. */
export interface SumKernels {
  /** For each place, the sum over its window, or the mean of those pixels that lie on the image. */
  readonly places: OwnKernel;
  /** For each pixel, the sum over the places that see it, of whose means it is a part. */
  readonly pixels: OwnKernel;
}

export function sumKernels(geometry: Geometry, what: "sum" | "mean"): SumKernels {
  const { height, width, channels, kernelHeight, kernelWidth, outHeight, outWidth } = geometry;
  const [image, output] = [height * width * channels, outHeight * outWidth * channels];
  const work = output * kernelHeight * kernelWidth;
  const [places, pixels] = SUMS[what];
  const isMean = what === "mean";
  return {
    places: {
      ...{ name: `${what} of windows`, code: CODE, numbers: numbersOf(places, geometry), work },
      arrays: [array("places", output, "write"), array("pixels", image, "read")],
      loop: (batch, out, values) => sums.sumPool(geometry, isMean, batch, out, values),
      written: { functions: sums.SUM_POOL, constants: [geometry, Number(isMean)] },
    },
    pixels: {
      ...{ name: `numbers of windows, ${what}`, code: CODE, numbers: numbersOf(pixels, geometry), work },
      arrays: [array("pixels", image, "write"), array("places", output, "read")],
      loop: (batch, out, values) => sums.spread(geometry, isMean, batch, out, values),
      written: { functions: sums.SPREAD, constants: [geometry, Number(isMean)] },
    },
  };
}

/** What the compiled code reads: `Geometry` in packages/numerics/assembly/convolution/geometry.ts. */
function numbersOf(kernel: number, g: Geometry, isBiased = false): number[] {
  return [
    ...[kernel, g.height, g.width, g.channels, g.kernelHeight, g.kernelWidth, g.filters],
    ...[g.strideDown, g.strideAcross, g.padTop, g.padLeft, g.outHeight, g.outWidth],
    ...[g.dilationDown, g.dilationAcross, g.groups, Number(isBiased)],
  ];
}

function array(name: string, size: number, use: OwnArray["use"]): OwnArray {
  return { name, size, use };
}

/** One that isn't an array of examples. */
function weight(name: string, size: number, use: OwnArray["use"]): OwnArray {
  return { name, size, use, isForAll: true };
}
