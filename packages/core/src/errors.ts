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

/** Where training left the finite numbers. Counts start at 0, as `history` counts epochs. */
export interface DivergencePlace {
  /** What became NaN or infinite first. */
  readonly what: "loss" | "gradient" | "parameter";
  /** The layer in which it happened, as `summary()` names it; missing when every layer is finite and the loss is not. */
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
}

/**
 * A loss, gradient or parameter became NaN or infinite. The network keeps the last parameters that were finite.
 * `place` says where; the message says so in words, with the likely remedy.
 */
export class DivergenceError extends Error {
  /** Begins the printed error, and tells its kind where two copies of the package make `instanceof` fail. */
  override readonly name = "DivergenceError";
  /** Where it happened, for a program to read. */
  readonly place: DivergencePlace;

  constructor(place: DivergencePlace, remedy: string) {
    super(`${describe(place)} Training stopped; the network keeps its last finite parameters. ${remedy}`);
    this.place = place;
    this.remedy = remedy;
  }

  /** What usually helps. */
  readonly remedy: string;
}

function describe(place: DivergencePlace): string {
  const when =
    place.epoch === undefined
      ? `at step ${place.step}`
      : `in epoch ${place.epoch}, batch ${place.batch} (step ${place.step})`;
  const where = place.layer === undefined ? "" : ` of ${place.layer},`;
  const subject = {
    loss: place.layer === undefined ? "The loss" : `The output${where}`,
    gradient: `The gradient of ${place.parameter}[${place.element}]${where}`,
    parameter: `The updated parameter ${place.parameter}[${place.element}]${where}`,
  }[place.what];
  return `${subject.replace(/,$/, "")} is not a finite number ${when}.`;
}

/** Puts a place in front of what a ShapeError or DataError says, so that whoever knows it can add it. */
export function within<T>(place: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    if (error instanceof ShapeError) throw new ShapeError(`${place}: ${error.message}`);
    if (error instanceof DataError) throw new DataError(`${place}: ${error.message}`);
    throw error;
  }
}
