import {
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type Shape,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { checkGiven, refuseMore } from "../checks.js";
import type { Geometry } from "./geometry.js";
import {
  framed,
  type Images,
  numberBelow,
  type SideSizes,
  type Sides,
  sidesName,
  sidesOf,
  takenAway,
} from "./images.js";
import { type SumKernels, sumKernels } from "./kernels.js";

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
 *     y[y, x, c] = image[y + top, x + left, c]
 *     dimage[v, u, c] = dy[v − top, u − left, c] where there is such a place, else 0
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
export class Cropping2D implements Layer<never, never, never, never, SumKernels> {
  readonly name: string;
  readonly inputAxes = ["height", "width", "channels"] as const;
  readonly #sides: Sides;

  constructor(cropping: SideSizes);
  constructor(cropping: SideSizes, ...more: readonly unknown[]) {
    checkGiven("Cropping2D", "how many pixels go on each side, new Cropping2D(1)", cropping);
    refuseMore("Cropping2D", "how many pixels go on each side, new Cropping2D(1)", more);
    this.#sides = sidesOf("Cropping2D: cropping", cropping);
    this.name = `Cropping2D(${sidesName(this.#sides)})`;
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
  get cropping(): readonly [readonly [top: number, bottom: number], readonly [left: number, right: number]] {
    const [top, bottom, left, right] = this.#sides;
    return [
      [top, bottom],
      [left, right],
    ];
  }

  outputShape(input: Images): Images {
    const { outHeight, outWidth, channels } = this.#framed(input);
    return [outHeight, outWidth, channels];
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(this.#framed(inputShape), "sum");
  }

  equations(input: Shape): Equations[] {
    const geometry = this.#framed(input);
    const size = geometry.outHeight * geometry.outWidth * geometry.channels;
    return [{ formula: "x", size, reads: (at) => ({ x: numberBelow(geometry, at)! }) }];
  }

  #framed(input: Shape): Geometry {
    return framed(input, takenAway(this.#sides));
  }

  operators(input: Shape): OperatorNode[] {
    const [top, , left] = this.#sides;
    const { outHeight, outWidth } = this.#framed(input);
    const [starts, ends] = [{ integers: [top, left] }, { integers: [top + outHeight, left + outWidth] }];
    return [{ operator: "Slice", inputs: ["x", starts, ends, { integers: [1, 2] }], outputs: ["y"] }];
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.places, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.pixels, batch, dx, dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Cropping2D, ["forward", "backward"]);
