import type { Titles } from "@nn/core/component";
import type { Sequences, StepAxes } from "../windows/sequences.js";
import { type EndSizes, SEQUENCES, type TwoEnds } from "./resized-field.js";
import { ZeroPadding } from "./zero-padding.js";

/** What a {@link ZeroPadding1D} is made from. */
export interface ZeroPadding1DSettings {
  /** How many steps are added before and after. */
  readonly padding: EndSizes;
}

/**
 * A sequence with steps of zeros at its ends.
 *
 *     y[p, c] = x[p − before, c] where there is such a step, else 0
 *     dx[t, c] = dy[t + before, c]
 *
 * Sequences are [steps, features]. Keras adds one step at both ends unless told; here it is always said.
 *
 * @throws OptionError for what isn't one or two whole numbers of at least 0, and for options, of which it has none.
 *
 * @example
 * const network = new Sequential([new ZeroPadding1D([2, 0])], { inputShape: [1, 2] });
 * network.predict([[5, 7]]); // => [[0, 0], [0, 0], [5, 7]]
 */
export class ZeroPadding1D extends ZeroPadding<EndSizes, TwoEnds, Sequences, StepAxes> {
  /** @param padding - How many steps of zeros there are at both ends. */
  constructor(padding: EndSizes);
  constructor(padding: EndSizes, ...more: readonly unknown[]) {
    super("ZeroPadding1D", SEQUENCES, padding, more);
  }

  get kind(): string {
    return "ZeroPadding1D";
  }

  get titles(): Titles {
    return {
      en: "the zero padding layer of sequences",
      fr: "la couche de remplissage par des zéros pour des suites",
    };
  }

  /** What its settings describe. */
  static from({ padding }: ZeroPadding1DSettings): ZeroPadding1D {
    return new ZeroPadding1D(padding);
  }
}
