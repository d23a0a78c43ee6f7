import type { Titles } from "@nn/core/component";
import { SEQUENCES, type Sequences, type StepAxes } from "../../windows/sequences.js";
import { LARGEST } from "../largest.js";
import { GlobalPooling } from "./global-pooling.js";

/**
 * The largest number of a sequence, for each feature: [steps, features] becomes [features].
 *
 *     y[c] = max over t of x[t, c]
 *     dx[t, c] = dy[c] at the step whose number it is, else 0
 *
 * Of equal numbers the first one is taken. NaN counts as larger than any number, so that it isn't lost.
 *
 * @throws OptionError for whatever it is given.
 *
 * @example
 * const network = new Sequential([new GlobalMaxPooling1D()], { inputShape: [2, 2] });
 * network.predict([[1, 20], [3, 10]]); // => [3, 20]
 */
export class GlobalMaxPooling1D extends GlobalPooling<Sequences, StepAxes> {
  constructor();
  constructor(...more: readonly unknown[]) {
    super("GlobalMaxPooling1D", SEQUENCES, LARGEST, more);
  }

  get kind(): string {
    return "GlobalMaxPooling1D";
  }

  get titles(): Titles {
    return {
      en: "the global max pooling layer of sequences",
      fr: "la couche de pooling global par le maximum pour des suites",
    };
  }

  /** What its settings describe. */
  static from(): GlobalMaxPooling1D {
    return new GlobalMaxPooling1D();
  }
}
