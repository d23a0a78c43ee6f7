import type { Titles } from "@nn/core/component";
import type { Sequences, StepAxes } from "../windows/sequences.js";
import { Cropping } from "./cropping.js";
import { type EndSizes, SEQUENCES, type TwoEnds } from "./resized-field.js";

/** What a {@link Cropping1D} is made from. */
export interface Cropping1DSettings {
  /** How many steps are taken away before and after. */
  readonly cropping: EndSizes;
}

/**
 * A sequence without its ends.
 *
 *     y[p, c] = x[p + before, c]
 *     dx[t, c] = dy[t − before, c] where there is such a place, else 0
 *
 * Sequences are [steps, features]. Keras crops one step at both ends unless told; here it is always said.
 *
 * @throws OptionError for what isn't one or two whole numbers of at least 0, and for options, of which it has none; ShapeError
 *   for a sequence that nothing is left of.
 *
 * @example
 * const network = new Sequential([new Cropping1D([1, 0])], { inputShape: [3, 1] });
 * network.predict([[5], [7], [9]]); // => [[7], [9]]
 */
export class Cropping1D extends Cropping<EndSizes, TwoEnds, Sequences, StepAxes> {
  /** @param cropping - How many steps go at both ends. */
  constructor(cropping: EndSizes);
  constructor(cropping: EndSizes, ...more: readonly unknown[]) {
    super("Cropping1D", SEQUENCES, cropping, more);
  }

  get kind(): string {
    return "Cropping1D";
  }

  get titles(): Titles {
    return { en: "the cropping layer of sequences", fr: "la couche de rognage pour des suites" };
  }

  /** What its settings describe. */
  static from({ cropping }: Cropping1DSettings): Cropping1D {
    return new Cropping1D(cropping);
  }
}
