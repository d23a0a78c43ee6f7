import {
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type PyTorchModule,
  type Shape,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { checkGiven, refuseMore } from "../../checks.js";
import { type Pair, pairOf } from "../windows/geometry.js";
import { enlarged, type Images } from "../windows/images.js";
import { type SumKernels, sumKernels } from "../windows/kernels.js";
import { ImageLayer } from "./image-layer.js";

/** What an {@link UpSampling2D} is made from. */
export interface UpSampling2DSettings {
  /** How many times as high and as wide the image becomes, or one number for both. */
  readonly size: Pair;
}

/** @inline */
type OwnFrame = Frame<never, never, never, never, SumKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, SumKernels>;

/**
 * An image enlarged by whole factors: each pixel becomes a block of pixels like it.
 *
 *     y[v, u, c] = image[⌊v / down⌋, ⌊u / across⌋, c]
 *     dimage[y, x, c] = Σ of dy over the block of the pixel
 *
 * Images are [height, width, channels].
 *
 * @throws OptionError for factors that are not whole numbers of at least 1, and for options, of which it has none.
 *
 * @example
 * const network = new Sequential([new UpSampling2D([1, 2])], { inputShape: [1, 2, 1] });
 * network.predict([[[5], [7]]]); // => [[[5], [5], [7], [7]]]
 */
export class UpSampling2D extends ImageLayer implements Layer<never, never, never, never, SumKernels> {
  readonly name: string;
  /** How many times as high and as wide the image becomes. */
  readonly size: readonly [down: number, across: number];

  constructor(size: Pair);
  constructor(size: Pair, ...more: readonly unknown[]) {
    super();
    checkGiven("UpSampling2D", "its factors, new UpSampling2D(2)", size);
    refuseMore("UpSampling2D", "its factors, new UpSampling2D(2)", more);
    this.size = Object.freeze(pairOf("UpSampling2D: size", size));
    this.name = `UpSampling2D(${this.size.join(" × ")})`;
  }

  get kind(): string {
    return "UpSampling2D";
  }

  get titles(): Titles {
    return { en: "the upsampling layer", fr: "la couche d’agrandissement" };
  }

  settings(): UpSampling2DSettings {
    return { size: this.size };
  }

  /** What its settings describe. */
  static from({ size }: UpSampling2DSettings): UpSampling2D {
    return new UpSampling2D(size);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Images): Images {
    const { height, width, channels } = enlarged(input, this.size);
    return [height, width, channels];
  }

  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(enlarged(inputShape, this.size), "sum");
  }

  equations(input: Shape): Equations[] {
    const { height, width, channels, outWidth } = enlarged(input, this.size);
    const [down, across] = this.size;
    const reads = (at: number): { x: number } => {
      const pixel = Math.floor(at / channels);
      const place = Math.floor(Math.floor(pixel / width) / down) * outWidth + Math.floor((pixel % width) / across);
      return { x: place * channels + (at % channels) };
    };
    return [{ formula: "x", size: height * width * channels, reads }];
  }

  pytorch(): PyTorchModule[] {
    return [{ module: "nn.Upsample", named: { scale_factor: this.size }, order: "channels first" }];
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.pixels, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.places, batch, dx, dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(UpSampling2D, ["forward", "backward"]);
