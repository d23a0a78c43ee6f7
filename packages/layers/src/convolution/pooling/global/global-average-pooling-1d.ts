import type { Titles } from "@nn/core/component";
import { SEQUENCES, type Sequences, type StepAxes } from "../../windows/sequences.js";
import { MEAN } from "../mean.js";
import { GlobalPooling } from "./global-pooling.js";

/**
 * The mean of a sequence, for each feature: [steps, features] becomes [features].
 *
 *     y[c] = mean over t of x[t, c]
 *     dx[t, c] = dy[c] / steps
 *
 * @throws OptionError for whatever it is given.
 *
 * @example
 * const network = new Sequential([new GlobalAveragePooling1D()], { inputShape: [2, 2] });
 * network.predict([[1, 10], [3, 20]]); // => [2, 15]
 */
export class GlobalAveragePooling1D extends GlobalPooling<Sequences, StepAxes> {
  constructor();
  constructor(...more: readonly unknown[]) {
    super("GlobalAveragePooling1D", SEQUENCES, MEAN, more);
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
  static from(): GlobalAveragePooling1D {
    return new GlobalAveragePooling1D();
  }
}
