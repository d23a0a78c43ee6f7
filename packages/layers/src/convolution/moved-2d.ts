import type { Moved } from "./convolution.js";
import { checkPadding, geometryOf, pairOf, type Window, windowName } from "./geometry.js";
import type { Conv2DOptions } from "./options.js";

/** What kernels of a kind are moved over images. */
export const movedOver = (type: string): Moved<Window, Conv2DOptions> => ({
  type,
  options: ["kernelSize", "strides", "padding"],
  of({ kernelSize, strides = 1, padding = "valid" }) {
    const [kernelHeight, kernelWidth] = pairOf(`${type}: kernelSize`, kernelSize);
    const [strideDown, strideAcross] = pairOf(`${type}: strides`, strides);
    return { kernelHeight, kernelWidth, strideDown, strideAcross, padding: checkPadding(`${type}: padding`, padding) };
  },
  sizes: ({ kernelHeight, kernelWidth }) => [kernelHeight, kernelWidth],
  name: (window) => windowName(window, [1, 1]),
  on: (window, input, channels, filters) => geometryOf("kernel", window, input, channels, filters),
});
