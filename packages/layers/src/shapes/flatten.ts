import {
  copyNumbers,
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type Shape,
  sizeOf,
  type TrainFrame,
} from "@nn/core/component";
import { refuseMore } from "../checks.js";
import { passedOn } from "./passed-on.js";

/**
 * The numbers of an example in one list, as a dense layer takes them: an image [height, width, channels] becomes
 * [height · width · channels], row by row. The numbers themselves stay as they are.
 *
 *     y = x
 *     dx = dy
 *
 * @throws OptionError for whatever it is given.
 *
 * @example
 * const network = new Sequential([new Flatten()], { inputShape: [2, 2] });
 * network.predict([[1, 2], [3, 4]]); // => [1, 2, 3, 4]
 */
export class Flatten implements Layer<never, never> {
  readonly name = "Flatten";

  constructor();
  constructor(...more: readonly unknown[]) {
    refuseMore("Flatten", "nothing, new Flatten()", more);
  }

  get kind(): string {
    return "Flatten";
  }

  settings(): Record<never, never> {
    return {};
  }

  /** What its settings describe. */
  static from(): Flatten {
    return new Flatten();
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): readonly [size: number] {
    return [sizeOf(input)];
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  forward({ kernels, batch, inputSize, x, y }: Frame<never, never>): void {
    copyNumbers(kernels, y, x, batch * inputSize);
  }

  backward({ kernels, batch, inputSize, dx, dy }: TrainFrame<never, never>): void {
    if (dx) copyNumbers(kernels, dx, dy, batch * inputSize);
  }

  equations(input: Shape): Equations[] {
    return passedOn(input);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Flatten, ["forward", "backward"]);
