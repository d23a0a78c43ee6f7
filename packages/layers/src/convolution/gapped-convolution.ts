import { ImageConvolution } from "./image-convolution.js";
import type { GappedConvolutionOptions } from "./options.js";

/** What layers share that go over an image with kernels whose taps may be apart, and that see one group of channels alone. */
export abstract class GappedConvolution<
  Channels extends number,
  Filters extends number,
  Options extends GappedConvolutionOptions,
> extends ImageConvolution<Channels, Filters, Options> {
  /** How far the taps of its kernel are apart, down and across. */
  get dilation(): readonly [down: number, across: number] {
    const { dilationDown = 1, dilationAcross = 1 } = this.window;
    return [dilationDown, dilationAcross];
  }

  /** The places of its kernel, and a number for each filter. */
  outputShape(
    input: readonly [height: number, width: number, channels: Channels],
  ): readonly [height: number, width: number, filters: Filters] {
    const { outHeight, outWidth } = this.geometryFor(input);
    return [outHeight, outWidth, this.filters];
  }

  protected override get groups(): number {
    return this.window.groups ?? 1;
  }

  protected override givenOptions(): GappedConvolutionOptions {
    const { dilation } = this;
    // Only what isn't usual: a state that was stored before there was such an option goes on.
    return { ...super.givenOptions(), ...(dilation.some((apart) => apart > 1) && { dilation }) };
  }
}
