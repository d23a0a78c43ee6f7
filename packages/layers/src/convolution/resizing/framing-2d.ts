import type { Frame } from "@nn/core/component";
import { checkGiven, refuseMore } from "../../checks.js";
import { framed, type Images, type SideSizes, type Sides, sidesName, sidesOf } from "../windows/images.js";
import { type SumKernels, sumKernels } from "../windows/kernels.js";
import { ImageLayer } from "./image-layer.js";

/** How many pixels there are on each side, in pairs. */
export type FourSides = readonly [readonly [top: number, bottom: number], readonly [left: number, right: number]];

/** How such layers differ. */
interface Framing {
  readonly type: string;
  /** How the sizes are called. */
  readonly setting: string;
  /** What the sizes are, for messages. */
  readonly takes: string;
  /** Whether they are added or taken away. */
  readonly sign: 1 | -1;
}

/** What layers share that add something to the sides of an image, or take it away. */
export abstract class Framing2D extends ImageLayer {
  /** As `summary()` and messages show it. */
  readonly name: string;
  readonly #sides: Sides;
  readonly #frame: Sides;

  /** @param more - What else was given. */
  constructor({ type, setting, takes, sign }: Framing, sizes: SideSizes, more: readonly unknown[]) {
    super();
    checkGiven(type, `${takes}, new ${type}(1)`, sizes);
    refuseMore(type, `${takes}, new ${type}(1)`, more);
    this.#sides = sidesOf(`${type}: ${setting}`, sizes);
    this.#frame = this.#sides.map((side) => sign * side) as unknown as Sides;
    this.name = `${type}(${sidesName(this.#sides)})`;
  }

  /** The image with its new sides. */
  outputShape(input: Images): Images {
    const { outHeight, outWidth, channels } = framed(input, this.#frame);
    return [outHeight, outWidth, channels];
  }

  /** What moves pixels to their places, and back. */
  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(framed(inputShape, this.#frame), "sum");
  }

  /** How many pixels there are on each side. */
  protected get sides(): FourSides {
    const [top, bottom, left, right] = this.#sides;
    return [
      [top, bottom],
      [left, right],
    ];
  }

  /** The new frame of an image. */
  protected get frame(): Sides {
    return this.#frame;
  }
}
