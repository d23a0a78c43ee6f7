import { DataError, OptionError, show } from "@nn/numerics";
import { called, type Saying } from "../components/example-error.js";

const SAYINGS: WeakMap<object, readonly [example: number, say: Saying]> = /* @__PURE__ */ new WeakMap();

/** An error about an example of a batch, which is known by what it says of it. */
export function onSaying(example: number, say: Saying): DataError {
  const isPlace = Number.isInteger(example) && example >= 0;
  const said: unknown = isPlace && typeof say === "function" && say(called(example, "the batch"));
  if (typeof said !== "string") {
    const got = `${show(example)} and ${show(say)}`;
    throw new OptionError(
      `exampleError takes the place of an example in its batch, and a function that gives a sentence, but got ${got}.`,
    );
  }
  const error = new DataError(said);
  SAYINGS.set(error, [example, say]);
  return error;
}

/** The same error in the words of data from which the batch was taken; `undefined` for one that is about no example. */
export function onExample(error: unknown, data: string, numberOf: (example: number) => number): DataError | undefined {
  const known = SAYINGS.get(Object(error) as object);
  if (known === undefined) return undefined;
  const [example, say] = known;
  return new DataError(say(called(numberOf(example), data)), { cause: error });
}
