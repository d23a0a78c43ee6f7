import { Convolution, type Moved } from "./convolution.js";
import type { ImageConvolutionOptions } from "./options.js";
import type { Padding, Window } from "./windows/geometry.js";

/** What layers share that move kernels over images. */
export abstract class ImageConvolution<
  Channels extends number,
  Filters extends number,
  Options extends ImageConvolutionOptions,
> extends Convolution<Channels, Filters, Window, Options> {
  /** The axes of an input: its height, its width and its channels. */
  readonly inputAxes: readonly ["height", "width", Channels];

  constructor(moved: Moved<Window, Options>, channels: Channels, filters: Filters, options: Options) {
    super(moved, channels, filters, options);
    this.inputAxes = ["height", "width", this.channels];
  }

  /** The height and the width of the kernel. */
  get kernelSize(): readonly [height: number, width: number] {
    return [this.window.kernelHeight, this.window.kernelWidth];
  }

  /** How far the kernel is moved at a time, or the places of neighbouring pixels are apart: down and across. */
  get strides(): readonly [down: number, across: number] {
    return [this.window.strideDown, this.window.strideAcross];
  }

  /** What becomes of the edges. */
  get padding(): Padding {
    return this.window.padding;
  }

  /** The options that an equal one is made with. */
  protected givenOptions(): ImageConvolutionOptions {
    const { kernelSize, strides, padding, activation, useBias, weightInitializer, biasInitializer } = this;
    const options = { kernelSize, strides, padding, useBias, weightInitializer, biasInitializer };
    return { ...options, ...(activation && { activation }) };
  }
}
