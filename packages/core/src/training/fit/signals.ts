import { OptionError, show } from "@nn/numerics";

/** What may stop a training from outside: an `AbortSignal`, as an `AbortController` has it. */
export interface StopSignal {
  /** Read before each batch: once it is `true`, the training ends there and keeps what it has learnt. */
  readonly aborted: boolean;
}

/**
 * Checks that it is one, without reading it: a signal is read before each batch, and nowhere else.
 *
 * @throws OptionError for what is no signal, such as its controller.
 */
export function checkSignal(signal: StopSignal): void {
  if (!("aborted" in Object(signal))) refuseSignal(signal);
}

/** @throws OptionError for what is no signal. */
export function refuseSignal(signal: unknown): never {
  throw new OptionError(`signal must be an AbortController's signal, but is ${show(signal)}.`);
}
