import type { Frame, Shape, Titles } from "@nn/core/component";
import { checkGiven, refuseMore } from "../../checks.js";
import type { Geometry } from "../windows/geometry.js";
import type { Sides } from "../windows/images.js";
import { type SumKernels, sumKernels } from "../windows/kernels.js";
import type { ResizedField } from "./resized-field.js";
import { ResizedLayer } from "./resized-layer.js";

/** How such layers differ. */
interface FramingWords {
  readonly type: string;
  /** How the sizes are called. */
  readonly setting: string;
  /** What the sizes are, for messages. */
  readonly takes: string;
  /** Whether they are added or taken away. */
  readonly sign: 1 | -1;
}

/** What layers share that add something to the sides of images or sequences, or take it away. */
export abstract class Framing<
  Sizes,
  Told,
  Space extends Shape,
  Axes extends readonly string[],
> extends ResizedLayer<Axes> {
  /** As `summary()` and messages show it. */
  readonly name: string;
  readonly #field: ResizedField<Sizes, Told, Axes>;
  readonly #sides: Sides;
  readonly #frame: Sides;

  /** @param more - What else was given. */
  constructor(
    { type, setting, takes, sign }: FramingWords,
    field: ResizedField<Sizes, Told, Axes>,
    sizes: Sizes,
    more: readonly unknown[],
  ) {
    super(field.inputAxes);
    checkGiven(type, `${takes}, new ${type}(1)`, sizes);
    refuseMore(type, `${takes}, new ${type}(1)`, more);
    this.#field = field;
    this.#sides = field.sidesOf(`${type}: ${setting}`, sizes);
    this.#frame = this.#sides.map((side) => sign * side) as unknown as Sides;
    this.name = `${type}(${field.shown(this.#sides)})`;
  }

  /** What programs know it by, in files too. */
  abstract get kind(): string;

  /** What readers are shown in the place of its name. */
  abstract get titles(): Titles;

  /** What it takes, with its new sides. */
  outputShape(input: Space): Space {
    const { outHeight, outWidth, channels } = this.framed(input);
    return [outHeight, outWidth, channels].slice(-input.length) as readonly number[] as Space;
  }

  /** What moves numbers to their places, and back. */
  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(this.framed(inputShape), "sum");
  }

  /** How many there are on each side. */
  protected get sides(): Told {
    return this.#field.told(this.#sides);
  }

  /** The same, before and behind along each axis. */
  protected get ends(): (readonly [number, number])[] {
    const [top, bottom, left, right] = this.#sides;
    const both = [[top, bottom] as const, [left, right] as const];
    return both.slice(1 - this.inputAxes.length);
  }

  /** The new frame of an input. */
  protected framed(input: Shape): Geometry {
    return this.#field.framed(input, this.#frame);
  }
}
