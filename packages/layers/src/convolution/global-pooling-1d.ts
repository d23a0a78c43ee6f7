import { refuseMore } from "../checks.js";
import { type Sequences, wholeSequence } from "./sequences.js";
import { StepsLayer } from "./steps-layer.js";

/** What layers share that take one number of a whole sequence, for each feature. */
export abstract class GlobalPooling1D<Saved extends string = never> extends StepsLayer<Saved> {
  /** As `summary()` and messages show it. */
  readonly name: string;

  /** @param more - What was given. */
  constructor(type: string, more: readonly unknown[]) {
    super();
    refuseMore(type, `nothing, new ${type}()`, more);
    this.name = type;
  }

  /** None. */
  settings(): Record<never, never> {
    return {};
  }

  /** The features alone. */
  outputShape(input: Sequences): readonly [features: number] {
    return [wholeSequence(input).channels];
  }
}
