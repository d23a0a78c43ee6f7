import { type KernelsOnly, type Layer, methodsOf, positiveInteger, type Titles } from "@nn/core/component";
import { checkGiven } from "../checks.js";
import { hold } from "../held.js";
import { DECIDING, type Moved } from "./convolution.js";
import { GappedConvolution } from "./gapped-convolution.js";
import { movedInGroups } from "./moved-2d.js";
import type { DepthwiseConv2DOptions, DepthwiseConv2DSettings } from "./options.js";
import { type Window, windowName } from "./windows/geometry.js";
import type { ConvolutionKernels } from "./windows/kernels.js";

/**
 * Convolution of each channel by itself: filters that see one channel each, as many of them for every channel as `multiplier` says.
 * It is {@link Conv2D} with as many groups as there are channels, and costs as many times less; a `Conv2D` of kernels of 1 × 1 behind
 * it mixes the channels.
 *
 *     z[y, x, c·m + k] = b[c·m + k] + Σ over i, j of image[y·s + i·d, x·s + j·d, c] · W[i, j, 0, c·m + k]
 *     a = f(z)
 *
 * Images are [height, width, channels], W is [kernel height, kernel width, 1, channels · m], b is [channels · m], and the output is
 * [height, width, channels · m]. m is the multiplier, s are the strides, and d is the dilation: the taps of a kernel are d pixels apart.
 *
 *     dz = f′(z)·dy
 *     dW[i, j, 0, c·m + k] = Σ over the batch, y and x of image[y·s + i·d, x·s + j·d, c] · dz[y, x, c·m + k]
 *     db[f] = Σ over the batch, y and x of dz[y, x, f]
 *     dimage[v, u, c] = Σ over the taps (i, j) and places (y, x) with y·s + i·d = v and x·s + j·d = u, and over k,
 *                       of dz[y, x, c·m + k] · W[i, j, 0, c·m + k]
 *
 * Initializers draw W for the fans that its shape says, as in PyTorch: a fan-in of kernel height · kernel width, which a filter sees, and a
 * fan-out of kernel height · kernel width · channels · m. Keras has the channels in the fan-in instead; with m = 1, Glorot's
 * initializers, which go by the sum of both, draw the same.
 *
 * Source: L. Sifre, "Rigid-Motion Scattering for Image Classification" (2014); F. Chollet, "Xception: Deep Learning with Depthwise
 * Separable Convolutions", CVPR (2017).
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, and for options that don't exist.
 *
 * @example
 * const each = new Sequential([new DepthwiseConv2D(2, { kernelSize: [1, 2] })], { inputShape: [1, 2, 2] });
 * each.setParameters({ "0.weight": [1, 10, 1, 100], "0.bias": [0, 0] });
 * each.predict([[[3, 4], [5, 6]]]); // => [[[8, 640]]]
 */
export class DepthwiseConv2D<const Channels extends number = number>
  extends GappedConvolution<Channels, number, DepthwiseConv2DOptions>
  implements Layer<"weight" | "bias", "z", never, never, ConvolutionKernels>
{
  constructor(channels: Channels, options: DepthwiseConv2DOptions) {
    super(MOVED, channels, filtersOf(channels, options), options);
    if (new.target === DepthwiseConv2D) hold(this, DECIDING);
  }

  get kind(): string {
    return "DepthwiseConv2D";
  }

  get titles(): Titles {
    return { en: "the depthwise convolutional layer", fr: "la couche de convolution en profondeur (depthwise)" };
  }

  /** What an equal one is made from. */
  settings(): DepthwiseConv2DSettings {
    return { channels: this.channels, ...this.givenOptions(), multiplier: this.multiplier };
  }

  /** What its settings describe. */
  static from({ channels, ...options }: DepthwiseConv2DSettings): DepthwiseConv2D {
    return new DepthwiseConv2D(channels, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** How many filters each channel has. */
  get multiplier(): number {
    return this.filters / this.channels;
  }
}

/** As many for each channel as options say. */
function filtersOf(channels: number, options: DepthwiseConv2DOptions | null | undefined): number {
  checkGiven("DepthwiseConv2D", "its channels, new DepthwiseConv2D(channels, { kernelSize: 3 })", channels);
  const { multiplier = 1 } = options ?? {};
  const own = positiveInteger("DepthwiseConv2D: the number of channels", channels);
  return own * positiveInteger("DepthwiseConv2D: multiplier", multiplier);
}

const METHODS = /* @__PURE__ */ methodsOf(DepthwiseConv2D as never, ["forward", "backward"], DECIDING);

const MOVED = /* @__PURE__ */ ((): Moved<Window, DepthwiseConv2DOptions> => {
  const moved = movedInGroups("DepthwiseConv2D");
  return {
    ...moved,
    options: [...moved.options.filter((name) => name !== "groups"), "multiplier"],
    of: (options, channels, filters) => moved.of({ ...options, groups: channels }, channels, filters),
    name: (window) => windowName({ ...window, groups: 1 }, [1, 1]),
  };
})();
