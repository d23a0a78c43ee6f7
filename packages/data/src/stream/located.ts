import { DataError, ShapeError } from "@nn/core";

/** An error of the source with the place where it came, and what to do. */
export async function located<Value>(
  value: Promise<Value>,
  place: { readonly epoch: number; readonly window: number },
): Promise<Value> {
  try {
    return await value;
  } catch (error) {
    if (error instanceof DataError || error instanceof ShapeError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new DataError(
      `The stream failed in epoch ${place.epoch} after ${place.window} windows: ${message}. Nothing of what came after them was ` +
        "trained on. Once its source works, another fitStream goes on with { from: training.state() }.",
      { cause: error },
    );
  }
}

/** What a task gives, or its error with the place before it. */
export function placed<Value>(place: string, task: () => Value): Value {
  try {
    return task();
  } catch (error) {
    if (error instanceof ShapeError) throw new ShapeError(`${place}: ${error.message}`, { cause: error });
    if (error instanceof DataError) throw new DataError(`${place}: ${error.message}`, { cause: error });
    throw error;
  }
}
