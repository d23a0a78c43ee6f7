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
