/**
 * Sizes that don't fit: two neighbouring layers, an example and the network, a parameter and its values.
 * The message names the place, what was expected, what came, and what to do.
 */
export class ShapeError extends Error {
  /** Begins the printed error, and tells its kind where two copies of the package make `instanceof` fail. */
  override readonly name = "ShapeError";
}

/** Data that can't be learnt from: a value that is not a finite number, ragged rows, a file that doesn't parse. */
export class DataError extends Error {
  /** Begins the printed error, and tells its kind where two copies of the package make `instanceof` fail. */
  override readonly name = "DataError";
}

/** A setting that doesn't exist or has a value it can't have. */
export class OptionError extends Error {
  /** Begins the printed error, and tells its kind where two copies of the package make `instanceof` fail. */
  override readonly name = "OptionError";
}

/** The two ends of a loss that has grown beyond return. */
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
  /** The layer in which it happened, with its place, `"layer 1, Dense(2 → 1, sigmoid)"`; missing when every layer is finite and the loss is not. */
  readonly layer?: string;
  /** The parameter's name, as in `getParameters()`. */
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

/**
 * A thread of a pool ended in the middle of a computation, which is incomplete. In an update, that was taken back: the
 * network has its parameters from before it. What follows runs on one thread.
 */
export class ThreadError extends Error {
  /** Begins the printed error, and tells its kind where two copies of the package make `instanceof` fail. */
  override readonly name = "ThreadError";
  /** How many of the steps that were asked for at once were finished. */
  readonly steps: number;

  constructor(message: string, steps: number) {
    super(message);
    this.steps = steps;
  }
}

/** Does a task, and puts a place in front of what its errors say. */
export function within<T>(place: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    throw placed(place, error);
  }
}

/** A ShapeError or DataError with a place in front of what it says; any other error as it is. */
export function placed(place: string, error: unknown): unknown {
  if (error instanceof ShapeError) return new ShapeError(`${place}: ${error.message}`, { cause: error });
  if (error instanceof DataError) return new DataError(`${place}: ${error.message}`, { cause: error });
  return error;
}
