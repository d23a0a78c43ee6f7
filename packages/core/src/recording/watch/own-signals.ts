import type { StopSignal } from "../../training/fit/signals.js";
import { findProperty } from "./watched.js";

declare const AbortSignal: { readonly prototype: object } | undefined;

/**
 * Whether a signal may abort while nothing runs but a training: a user's getter may count its calls, or look at the
 * clock. An `AbortSignal` aborts when the event loop has a turn, or where other code runs.
 */
export function mayAbortByItself(signal: StopSignal): boolean {
  const get = findProperty(signal, "aborted")?.get;
  if (get === undefined) return false;
  return typeof AbortSignal === "undefined" || get !== findProperty(AbortSignal.prototype, "aborted")?.get;
}
