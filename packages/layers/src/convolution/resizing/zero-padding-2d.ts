import {
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type PyTorchModule,
  type Shape,
  type Source,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { framed, numberBelow, type SideSizes } from "../windows/images.js";
import type { SumKernels } from "../windows/kernels.js";
import { type FourSides, Framing2D } from "./framing-2d.js";

/** What a {@link ZeroPadding2D} is made from. */
export interface ZeroPadding2DSettings {
  /** How many rows are added above and below, and how many columns on the left and right. */
  readonly padding: SideSizes;
}

/** @inline */
type OwnFrame = Frame<never, never, never, never, SumKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, SumKernels>;

/**
 * An image with zeros around it.
 *
 *     y[v, u, c] = image[v − top, u − left, c] where there is such a pixel, else 0
 *     dimage[y, x, c] = dy[y + top, x + left, c]
 *
 * Images are [height, width, channels].
 *
 * @throws OptionError for what isn't one, two or two times two whole numbers of at least 0, and for options, of which it has none.
 *
 * @example
 * const network = new Sequential([new ZeroPadding2D([[0, 1], [1, 0]])], { inputShape: [1, 2, 1] });
 * network.predict([[[5], [7]]]); // => [[[0], [5], [7]], [[0], [0], [0]]]
 */
export class ZeroPadding2D extends Framing2D implements Layer<never, never, never, never, SumKernels> {
  constructor(padding: SideSizes);
  constructor(padding: SideSizes, ...more: readonly unknown[]) {
    const takes = "how many zeros there are on each side";
    super({ type: "ZeroPadding2D", setting: "padding", takes, sign: 1 }, padding, more);
  }

  get kind(): string {
    return "ZeroPadding2D";
  }

  get titles(): Titles {
    return { en: "the zero padding layer", fr: "la couche de remplissage par des zéros" };
  }

  settings(): ZeroPadding2DSettings {
    return { padding: this.padding };
  }

  /** What its settings describe. */
  static from({ padding }: ZeroPadding2DSettings): ZeroPadding2D {
    return new ZeroPadding2D(padding);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** How many rows are added above and below, and how many columns on the left and right. */
  get padding(): FourSides {
    return this.sides;
  }

  equations(input: Shape): Equations[] {
    const geometry = framed(input, this.frame);
    const size = geometry.outHeight * geometry.outWidth * geometry.channels;
    const reads = (at: number): Record<"x", Source> => {
      const input = numberBelow(geometry, at);
      return { x: input === undefined ? 0 : { input } };
    };
    return [
      { formula: "0", size: 1, reads: () => ({}) },
      { formula: "x", size, reads },
    ];
  }

  operators(): OperatorNode[] {
    const [[top, bottom], [left, right]] = this.padding;
    const pads = { integers: [0, top, left, 0, 0, bottom, right, 0] };
    return [{ operator: "Pad", inputs: ["x", pads], outputs: ["y"] }];
  }

  pytorch(): PyTorchModule[] {
    const [[top, bottom], [left, right]] = this.padding;
    return [{ module: "nn.ZeroPad2d", given: [[left, right, top, bottom]], order: "channels first" }];
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.places, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.pixels, batch, dx, dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(ZeroPadding2D, ["forward", "backward"]);
