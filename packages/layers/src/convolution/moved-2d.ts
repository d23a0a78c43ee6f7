import type { Moved } from "./convolution.js";
import { checkGroups } from "./groups.js";
import type { Conv2DOptions, ImageConvolutionOptions } from "./options.js";
import { checkPadding, geometryOf, pairOf, type Window, windowName } from "./windows/geometry.js";

/** What kernels of a kind are moved over images. */
export const movedOver = (type: string): Moved<Window, ImageConvolutionOptions> => ({
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

/** The same of kernels with gaps, in groups. */
export const movedInGroups = (type: string): Moved<Window, Conv2DOptions> => {
  const moved = movedOver(type);
  return {
    ...moved,
    options: [...moved.options, "dilation", "groups"],
    of(options, channels, filters) {
      const { dilation = 1, groups = 1 } = options;
      const [dilationDown, dilationAcross] = pairOf(`${type}: dilation`, dilation);
      const checked = checkGroups(`${type}: groups`, groups, [channels, "channels"], filters);
      return { ...moved.of(options, channels, filters), dilationDown, dilationAcross, groups: checked };
    },
  };
};
