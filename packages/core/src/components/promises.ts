import { advice } from "../advice/advice.js";

/**
 * Refuses the promise that an asynchronous method gives where nothing is awaited: passes, losses, metrics and optimizers
 * have written their numbers when they return. The promise's own error, if it comes, is not reported beside this one.
 *
 * Pages on the small doors alone don't look.
 *
 * @param where - Whose method it is, as the message should name it: `"layer 0, Noise: forward"`.
 * @param returned - What the method gave.
 * @throws OptionError if that is a promise.
 *
 * @example
 * refusePromise("my metric: value", Promise.resolve(1));
 * // throws OptionError: my metric: value gives a promise, but it isn't awaited: its numbers must be written when it returns. Await what it needs beforehand, and leave out `async`.
 */
export function refusePromise(where: string, returned: unknown): void {
  advice.onReturned?.(where, returned);
}

/** Whether a value has to be awaited. */
export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

/** Takes a rejection that nothing waits for any more, so that it doesn't end the process. */
export function handle(promise: PromiseLike<unknown>): void {
  promise.then(undefined, () => {});
}
