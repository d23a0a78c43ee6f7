import { type KernelsOnly, type Layer, methodsOf, type Titles } from "@nn/core/component";
import { hold } from "../held.js";
import { DECIDING } from "./convolution.js";
import { GappedConvolution } from "./gapped-convolution.js";
import { movedInGroups } from "./moved-2d.js";
import type { Conv2DOptions, Conv2DSettings } from "./options.js";
import type { ConvolutionKernels } from "./windows/kernels.js";

/**
 * Convolution: filters that are moved over an image, each of which sums up what it sees at each place.
 *
 *     z[y, x, f] = b[f] + Σ over i, j, c of image[y·s + i·d, x·s + j·d, c] · W[i, j, c, f]
 *     a = f(z)
 *
 * Images are [height, width, channels], W is [kernel height, kernel width, channels / g, filters], b is [filters], and the output is
 * [height, width, filters]. s are the strides, and d is the dilation: the taps of the kernel are d pixels apart. Channels and filters
 * are divided into g groups; a filter sees the channels of its own group, whose first one is c = 0. The kernel isn't turned round, as is
 * usual. A sum is taken in the order of i, j and c.
 *
 *     dz = f′(z)·dy
 *     dW[i, j, c, f] = Σ over the batch, y and x of image[y·s + i·d, x·s + j·d, c] · dz[y, x, f]
 *     db[f] = Σ over the batch, y and x of dz[y, x, f]
 *     dimage[v, u, c] = Σ over the taps (i, j) and places (y, x) with y·s + i·d = v and x·s + j·d = u, and the filters f of its group,
 *                       of dz[y, x, f] · W[i, j, c, f]
 *
 * Initializers draw W for the fans that its shape says, as in Keras and PyTorch: a fan-in of kernel height · kernel width ·
 * channels / g, which a filter sees, and a fan-out of kernel height · kernel width · filters.
 *
 * Source: Y. LeCun and others, "Backpropagation applied to handwritten zip code recognition", Neural Computation 1 (1989);
 * dilation: F. Yu and V. Koltun, "Multi-Scale Context Aggregation by Dilated Convolutions", ICLR (2016).
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, for groups that don't divide the channels and the filters,
 *   and for options that don't exist.
 *
 * @example
 * const edges = new Sequential([new Conv2D(1, 1, { kernelSize: [1, 2] })], { inputShape: [1, 4, 1] });
 * edges.setParameters({ "0.weight": [-1, 1], "0.bias": [0] });
 * edges.predict([[[3], [3], [5], [5]]]); // => [[[0], [2], [0]]]
 */
export class Conv2D<const Channels extends number = number, const Filters extends number = number>
  extends GappedConvolution<Channels, Filters, Conv2DOptions>
  implements Layer<"weight" | "bias", "z", never, never, ConvolutionKernels>
{
  constructor(channels: Channels, filters: Filters, options: Conv2DOptions) {
    super(MOVED, channels, filters, options);
    if (new.target === Conv2D) hold(this, DECIDING);
  }

  get kind(): string {
    return "Conv2D";
  }

  get titles(): Titles {
    return { en: "the convolutional layer", fr: "la couche de convolution" };
  }

  /** What an equal one is made from. */
  settings(): Conv2DSettings {
    const { channels, filters, groups } = this;
    return { channels, filters, ...this.givenOptions(), ...(groups > 1 && { groups }) };
  }

  /** What its settings describe. */
  static from({ channels, filters, ...options }: Conv2DSettings): Conv2D {
    return new Conv2D(channels, filters, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** How many groups the channels and the filters are in. */
  override get groups(): number {
    return super.groups;
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Conv2D, ["forward", "backward"], DECIDING);

const MOVED = /* @__PURE__ */ movedInGroups("Conv2D");
