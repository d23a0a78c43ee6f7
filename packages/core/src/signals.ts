import { OptionError } from "./errors.js";
import { show } from "./options.js";
import { findProperty } from "./watched.js";

/** What may stop a training from outside: an `AbortSignal`, as an `AbortController` has it. */
export interface StopSignal {
  /** Read before each batch: once it is `true`, the training ends there and keeps what it has learnt. */
  readonly aborted: boolean;
}

declare const AbortSignal: { readonly prototype: object } | undefined;

/**
 * Whether a signal may abort while nothing runs but a training: a getter of one's own may count its calls, or look at the
 * clock. An `AbortSignal` aborts when the event loop has a turn, or where other code runs.
 */
export function mayAbortByItself(signal: StopSignal): boolean {
  const get = findProperty(signal, "aborted")?.get;
  if (get === undefined) return false;
  return typeof AbortSignal === "undefined" || get !== findProperty(AbortSignal.prototype, "aborted")?.get;
}

/**
 * Not by what it says: a signal is read before each batch, and nowhere else.
 *
 * @throws OptionError for what is no signal, such as its controller.
 */
export function checkSignal(signal: StopSignal): void {
  if (typeof signal === "object" && signal !== null && "aborted" in signal) return;
  throw new OptionError(`signal must be an AbortController's signal, but is ${show(signal)}.`);
}
