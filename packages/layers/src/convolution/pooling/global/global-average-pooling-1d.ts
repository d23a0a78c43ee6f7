import type { Titles } from "@nn/core/component";
import { MEAN } from "../mean.js";
import { GlobalPooling1D, type GlobalPooling1DOptions } from "./global-pooling-1d.js";
import { MASKED_MEAN } from "./masked.js";

/**
 * The mean of a sequence, for each feature: [steps, features] becomes [features].
 *
 *     y[c] = mean over t of x[t, c]
 *     dx[t, c] = dy[c] / steps
 *
 * With `maskValue` a step whose numbers all are that value only fills up, and has no part in it; without any other step y is 0.
 *
 * @throws OptionError for a value that isn't a finite number, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new GlobalAveragePooling1D()], { inputShape: [2, 2] });
 * network.predict([[1, 10], [3, 20]]); // => [2, 15]
 */
export class GlobalAveragePooling1D extends GlobalPooling1D {
  constructor(options: GlobalPooling1DOptions = {}) {
    super("GlobalAveragePooling1D", MEAN, MASKED_MEAN, options);
  }

  get kind(): string {
    return "GlobalAveragePooling1D";
  }

  get titles(): Titles {
    return {
      en: "the global average pooling layer of sequences",
      fr: "la couche de pooling global par la moyenne pour des suites",
    };
  }

  /** What its settings describe. */
  static from(options: GlobalPooling1DOptions): GlobalAveragePooling1D {
    return new GlobalAveragePooling1D(options);
  }
}
