import {
  copyNumbers,
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  OptionError,
  type Shape,
  ShapeError,
  show,
  sizeOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { refuseMore } from "../checks.js";
import { passedOn } from "./passed-on.js";

/** What a {@link Reshape} is made from. */
export interface ReshapeSettings {
  /** The shape of an output; one size may be −1. */
  readonly shape: Shape;
}

/** A shape with any number for a size that follows from the input. */
export type Reshaped<Target extends Shape> = {
  readonly [Axis in keyof Target]: Target[Axis] extends -1 ? number : Target[Axis];
};

/**
 * The numbers of an example in another shape, in the order in which they lie: a list of 12 becomes [2, 2, 3], row by row. One size
 * may be −1, which stands for what is left.
 *
 *     y = x
 *     dx = dy
 *
 * @throws OptionError for what isn't a list of whole numbers of at least 1, of which one may be −1; ShapeError for an input of
 *   another size.
 *
 * @example
 * const network = new Sequential([new Reshape([2, -1])], { inputShape: [4] });
 * network.predict([1, 2, 3, 4]); // => [[1, 2], [3, 4]]
 */
export class Reshape<const Target extends Shape = Shape> implements Layer<never, never> {
  readonly name: string;
  /** The shape of an output; one size may be −1. */
  readonly shape: Target;

  constructor(shape: Target);
  constructor(shape: Target, ...more: readonly unknown[]) {
    refuseMore("Reshape", "a shape, new Reshape([2, 3])", more);
    this.shape = Object.freeze([...checkTarget(shape)]) as unknown as Target;
    this.name = `Reshape([${shape.join(", ")}])`;
  }

  get kind(): string {
    return "Reshape";
  }

  get titles(): Titles {
    return { en: "the layer that gives another shape", fr: "la couche de changement de forme" };
  }

  settings(): ReshapeSettings {
    return { shape: this.shape };
  }

  /** What its settings describe. */
  static from({ shape }: ReshapeSettings): Reshape {
    return new Reshape(shape);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Reshaped<Target> {
    const size = sizeOf(input);
    const known = this.shape.reduce((product, length) => (length < 0 ? product : product * length), 1);
    const isOpen = this.shape.includes(-1);
    if (isOpen ? size % known !== 0 : size !== known) {
      throw new ShapeError(
        `an input must have ${isOpen ? `a multiple of ${known}` : known} numbers, but [${input.join(", ")}] has ${size}.`,
      );
    }
    return this.shape.map((length) => (length < 0 ? size / known : length)) as unknown as Reshaped<Target>;
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  equations(input: Shape): Equations[] {
    return passedOn(input);
  }

  forward({ kernels, batch, inputSize, x, y }: Frame<never, never>): void {
    copyNumbers(kernels, y, x, batch * inputSize);
  }

  backward({ kernels, batch, inputSize, dx, dy }: TrainFrame<never, never>): void {
    if (dx) copyNumbers(kernels, dx, dy, batch * inputSize);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Reshape, ["forward", "backward"]);

function checkTarget(shape: Shape): Shape {
  const given: readonly unknown[] = Array.isArray(shape) ? shape : [undefined];
  // findIndex sees holes, and ends at the first: a list may have room for more than there is memory.
  const other = given.findIndex((size) => size !== -1 && (!Number.isSafeInteger(size) || (size as number) < 1));
  // A copy, which the list's owner can't change.
  const sizes = other < 0 ? Array.from(given as readonly number[]) : [];
  if (other < 0 && sizes.filter((size) => size === -1).length < 2) return sizes;
  throw new OptionError(
    `Reshape: shape must be a list of whole numbers of at least 1, of which one may be -1, but is ${show(shape)}.`,
  );
}
