import {
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type PyTorchModule,
  type Shape,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { framed, numberBelow, type SideSizes } from "../windows/images.js";
import type { SumKernels } from "../windows/kernels.js";
import { type FourSides, Framing2D } from "./framing-2d.js";

/** What a {@link Cropping2D} is made from. */
export interface Cropping2DSettings {
  /** How many rows are taken away above and below, and how many columns on the left and right. */
  readonly cropping: SideSizes;
}

/** @inline */
type OwnFrame = Frame<never, never, never, never, SumKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, SumKernels>;

/**
 * An image without its edges.
 *
 *     y[v, u, c] = image[v + top, u + left, c]
 *     dimage[y, x, c] = dy[y − top, x − left, c] where there is such a place, else 0
 *
 * Images are [height, width, channels].
 *
 * @throws OptionError for what isn't one, two or two times two whole numbers of at least 0, and for options, of which it has
 *   none; ShapeError for an image that nothing is left of.
 *
 * @example
 * const network = new Sequential([new Cropping2D([[0, 0], [1, 0]])], { inputShape: [1, 3, 1] });
 * network.predict([[[5], [7], [9]]]); // => [[[7], [9]]]
 */
export class Cropping2D extends Framing2D implements Layer<never, never, never, never, SumKernels> {
  constructor(cropping: SideSizes);
  constructor(cropping: SideSizes, ...more: readonly unknown[]) {
    const takes = "how many pixels go on each side";
    super({ type: "Cropping2D", setting: "cropping", takes, sign: -1 }, cropping, more);
  }

  get kind(): string {
    return "Cropping2D";
  }

  get titles(): Titles {
    return { en: "the cropping layer", fr: "la couche de rognage" };
  }

  settings(): Cropping2DSettings {
    return { cropping: this.cropping };
  }

  /** What its settings describe. */
  static from({ cropping }: Cropping2DSettings): Cropping2D {
    return new Cropping2D(cropping);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** How many rows are taken away above and below, and how many columns on the left and right. */
  get cropping(): FourSides {
    return this.sides;
  }

  equations(input: Shape): Equations[] {
    const geometry = framed(input, this.frame);
    const size = geometry.outHeight * geometry.outWidth * geometry.channels;
    return [{ formula: "x", size, reads: (at) => ({ x: numberBelow(geometry, at)! }) }];
  }

  operators(input: Shape): OperatorNode[] {
    const [[top], [left]] = this.cropping;
    const { outHeight, outWidth } = framed(input, this.frame);
    const [starts, ends] = [{ integers: [top, left] }, { integers: [top + outHeight, left + outWidth] }];
    return [{ operator: "Slice", inputs: ["x", starts, ends, { integers: [1, 2] }], outputs: ["y"] }];
  }

  pytorch(): PyTorchModule[] {
    const [[top, bottom], [left, right]] = this.cropping;
    const around = [left, right, top, bottom].map((side) => 0 - side);
    return [{ module: "nn.ZeroPad2d", given: [around], order: "channels first" }];
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.places, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.pixels, batch, dx, dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Cropping2D, ["forward", "backward"]);
