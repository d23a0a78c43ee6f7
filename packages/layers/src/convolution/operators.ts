import type { Activation, OperatorNode } from "@nn/core/component";
import type { Geometry } from "./geometry.js";

/** A convolution in standard operators, which have the channels first. */
export function convolutionOperators(
  geometry: Geometry,
  useBias: boolean,
  activation: Activation | undefined,
): OperatorNode[] {
  const weight = { parameter: "weight", transpose: [3, 2, 0, 1] };
  const inputs = ["image", weight, ...(useBias ? [{ parameter: "bias" }] : [])];
  const convolution = { operator: "Conv", inputs, integers: windowAttributes(geometry), outputs: ["maps"] };
  if (activation === undefined) return channelsFirst([convolution]);
  return [...channelsFirst([convolution], "z"), { activation, inputs: ["z"], outputs: ["y"] }];
}

/** Operators from `image` to `maps`, which have the channels first, between the layer's input and its output. */
export function channelsFirst(operators: readonly OperatorNode[], output = "y"): OperatorNode[] {
  const first = { operator: "Transpose", inputs: ["x"], integers: { perm: [0, 3, 1, 2] }, outputs: ["image"] };
  const last = { operator: "Transpose", inputs: ["maps"], integers: { perm: [0, 2, 3, 1] }, outputs: [output] };
  return [first, ...operators, last];
}

/** How a window is moved, for the operators that do so. */
export function windowAttributes(geometry: Geometry): Record<"kernel_shape" | "strides" | "pads", number[]> {
  const { height, width, kernelHeight, kernelWidth, strideDown, strideAcross } = geometry;
  const { padTop, padLeft, outHeight, outWidth } = geometry;
  const padBottom = Math.max(0, (outHeight - 1) * strideDown + kernelHeight - height - padTop);
  const padRight = Math.max(0, (outWidth - 1) * strideAcross + kernelWidth - width - padLeft);
  return {
    kernel_shape: [kernelHeight, kernelWidth],
    strides: [strideDown, strideAcross],
    pads: [padTop, padLeft, padBottom, padRight],
  };
}
