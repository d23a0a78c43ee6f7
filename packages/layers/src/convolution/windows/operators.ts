import type { Activation, OperatorNode } from "@nn/core/component";
import { type Geometry, reachOf } from "./geometry.js";

/** A convolution in standard operators, which have the channels first. */
export function convolutionOperators(
  geometry: Geometry,
  useBias: boolean,
  activation: Activation | undefined,
  axes: number,
): OperatorNode[] {
  const weight = { parameter: "weight", transpose: filtersFirst(axes) };
  const inputs = ["image", weight, ...(useBias ? [{ parameter: "bias" }] : [])];
  const { dilationDown, dilationAcross, groups: group } = geometry;
  const dilations = [dilationDown, dilationAcross].slice(-axes);
  const integers = { ...windowAttributes(geometry, axes), dilations, group };
  const convolution = { operator: "Conv", inputs, integers, outputs: ["maps"] };
  if (activation === undefined) return channelsFirst([convolution], "y", axes);
  return [...channelsFirst([convolution], "z", axes), { activation, inputs: ["z"], outputs: ["y"] }];
}

/** A transposed one; `geometry` is that of the convolution from its output to its input. */
export function transposedOperators(
  geometry: Geometry,
  useBias: boolean,
  activation: Activation | undefined,
): OperatorNode[] {
  const weight = { parameter: "weight", transpose: filtersFirst(2) };
  const inputs = ["image", weight, ...(useBias ? [{ parameter: "bias" }] : [])];
  const integers = { ...windowAttributes(geometry), output_padding: rowsBehind(geometry) };
  const convolution = { operator: "ConvTranspose", inputs, integers, outputs: ["maps"] };
  if (activation === undefined) return channelsFirst([convolution]);
  return [...channelsFirst([convolution], "z"), { activation, inputs: ["z"], outputs: ["y"] }];
}

/** How many rows and columns lie behind those that any place sees. */
export function rowsBehind(geometry: Geometry): [down: number, across: number] {
  const { height, width, kernelHeight, kernelWidth, strideDown, strideAcross, outHeight, outWidth } = geometry;
  return [
    Math.max(0, height - geometry.padTop - (outHeight - 1) * strideDown - kernelHeight),
    Math.max(0, width - geometry.padLeft - (outWidth - 1) * strideAcross - kernelWidth),
  ];
}

/** The order of a kernel's dimensions where its filters and channels come first. */
export function filtersFirst(axes: number): number[] {
  return [axes + 1, axes, ...Array.from({ length: axes }, (_, axis) => axis)];
}

/**
 * Operators from `image` to `maps`, which have the channels first, between the layer's input and its output.
 *
 * @param axes - How many dimensions there are beside the channels: 2 of images, 1 of sequences.
 */
export function channelsFirst(operators: readonly OperatorNode[], output = "y", axes = 2): OperatorNode[] {
  const sides = Array.from({ length: axes }, (_, axis) => axis + 1);
  const [there, back] = [
    [0, axes + 1, ...sides],
    [0, ...sides.map((axis) => axis + 1), 1],
  ];
  const first = { operator: "Transpose", inputs: ["x"], integers: { perm: there }, outputs: ["image"] };
  const last = { operator: "Transpose", inputs: ["maps"], integers: { perm: back }, outputs: [output] };
  return [first, ...operators, last];
}

/** How a window is moved, for the operators that do so: along both axes, or along the steps of a sequence alone. */
export function windowAttributes(geometry: Geometry, axes = 2): Record<"kernel_shape" | "strides" | "pads", number[]> {
  const { height, width, kernelHeight, kernelWidth, strideDown, strideAcross } = geometry;
  const { padTop, padLeft, outHeight, outWidth, dilationDown, dilationAcross } = geometry;
  const [reachDown, reachAcross] = [reachOf(kernelHeight, dilationDown), reachOf(kernelWidth, dilationAcross)];
  const padBottom = Math.max(0, (outHeight - 1) * strideDown + reachDown - height - padTop);
  const padRight = Math.max(0, (outWidth - 1) * strideAcross + reachAcross - width - padLeft);
  return {
    kernel_shape: [kernelHeight, kernelWidth].slice(-axes),
    strides: [strideDown, strideAcross].slice(-axes),
    pads: [[padTop, padLeft].slice(-axes), [padBottom, padRight].slice(-axes)].flat(),
  };
}
