/** The first and the last value of a loss that has grown too far. */
export interface LossGrowth {
  /** The loss before the first step. */
  readonly from: number;
  /** The loss of the report at which the training stopped. */
  readonly to: number;
}

/** Where training left the finite numbers. Counts start at 0, as `history` counts epochs. */
export interface DivergencePlace {
  /** What became NaN or infinite first. */
  readonly what: "loss" | "gradient" | "parameter";
  /**
   * The layer in which it happened, with its place, `"layer 1, Dense(2 → 1, sigmoid)"`; missing when every layer is finite and
   * the loss is not, and in a network of `@nn/core/plain`, which doesn't look for it.
   */
  readonly layer?: string;
  /** The parameter's name, as in `getParameters()`; a network of `@nn/core/plain` doesn't look for it. */
  readonly parameter?: string;
  /** Which number of the parameter, in row-major order. */
  readonly element?: number;
  /** How many updates had succeeded before. */
  readonly step: number;
  /** The epoch, where `fit` was training; missing where a trainer's steps were taken one by one. */
  readonly epoch?: number;
  /** The batch in that epoch; missing where the epoch is. */
  readonly batch?: number;
  /** The example that was predicted or evaluated, where nothing was trained. */
  readonly example?: number;
  /** How far the loss has grown, where it is finite, but beyond return. */
  readonly growth?: LossGrowth;
}

/**
 * A loss, gradient or parameter became NaN or infinite, or a loss grew beyond return: to 10³⁰ times what it was at first,
 * for three reports, or to 10⁹ times at the last one, without falling. The network keeps the last parameters that were finite.
 * `place` says where; the message says so in words, with the likely remedy.
 */
export class DivergenceError extends Error {
  /** Begins the printed error, and tells its kind where two copies of the package make `instanceof` fail. */
  override readonly name = "DivergenceError";
  /** Where it happened, for a program to read. */
  readonly place: DivergencePlace;
  /** What usually helps. */
  readonly remedy: string;

  constructor(message: string, place: DivergencePlace, remedy: string) {
    super(message);
    this.place = place;
    this.remedy = remedy;
  }
}
