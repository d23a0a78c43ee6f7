import type { ExitCode } from "../../program/errors/complaint.js";
import type { Text } from "../../program/language.js";
import type { Job, TrialResult } from "../result.js";

/** The queue of all sweeps, so that a worker needs nothing but an address. */
export const QUEUE = "nn-sweeps";

/** What a worker is told. */
export interface Order extends Job {
  /** Which sweep it is of. */
  readonly sweep: string;
}

/** What a worker answers: a result, or what is wrong with the sweep as a whole. */
export type Answer =
  | { readonly kind: "result"; readonly result: TrialResult }
  | { readonly kind: "wrong"; readonly text: Text; readonly exitCode: ExitCode };

/** How far a trial is. */
export interface Progressing {
  readonly epoch: number;
  readonly epochs: number;
}

/** The name of an order: a trial that is ordered twice is one. */
export function nameOf({ sweep, trial, round }: Order): string {
  return `${sweep}-${round}-${trial}`;
}
