import type { Titles } from "@nn/core/component";
import { LARGEST } from "../largest.js";
import { GlobalPooling1D, type GlobalPooling1DOptions } from "./global-pooling-1d.js";
import { MASKED_LARGEST } from "./masked.js";

/**
 * The largest number of a sequence, for each feature: [steps, features] becomes [features].
 *
 *     y[c] = max over t of x[t, c]
 *     dx[t, c] = dy[c] at the step whose number it is, else 0
 *
 * Of equal numbers the first one is taken. NaN counts as larger than any number, so that it isn't lost.
 *
 * With `maskValue` a step whose numbers all are that value only fills up, and has no part in it; without any other step y is 0.
 *
 * @throws OptionError for a value that isn't a finite number, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new GlobalMaxPooling1D()], { inputShape: [2, 2] });
 * network.predict([[1, 20], [3, 10]]); // => [3, 20]
 */
export class GlobalMaxPooling1D extends GlobalPooling1D {
  constructor(options: GlobalPooling1DOptions = {}) {
    super("GlobalMaxPooling1D", LARGEST, MASKED_LARGEST, options);
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
  static from(options: GlobalPooling1DOptions): GlobalMaxPooling1D {
    return new GlobalMaxPooling1D(options);
  }
}
