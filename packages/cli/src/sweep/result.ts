import type { Text } from "../program/language.js";
import type { Settings } from "./plan.js";

/** How a trial ended: with a figure, or without for one of these reasons. */
export type Ending = "finished" | "diverged" | "memory" | "time" | "failed";

/** A trial of a round. */
export interface Job {
  /** The trial's number, from 0. */
  readonly trial: number;
  /** The round of a halving, from 0; 0 in the other searches. */
  readonly round: number;
}

/** What came of a trial, as its file holds it. */
export interface TrialResult extends Job {
  /** What the sweep was made of; results of another one have no place beside it. */
  readonly sweep: string;
  readonly epochs: number;
  readonly settings: Settings;
  /** `null` where the trial has none. */
  readonly figure: number | null;
  readonly ending: Ending;
  /** Why there is no figure. */
  readonly error?: Text;
  /** The figure by the epoch. */
  readonly curve: readonly (readonly [epoch: number, value: number])[];
  /** How long it took, which is no part of the table. */
  readonly seconds: number;
}

const FOLDER = "trials/";
const DIGITS = 6;

/** The name of a trial's file: `trials/000017.json`, and in later rounds `trials/000017-round-1.json`. */
export function fileOf({ trial, round }: Job): string {
  const suffix = round === 0 ? "" : `-round-${round}`;
  return `${FOLDER}${String(trial).padStart(DIGITS, "0")}${suffix}.json`;
}

/** Which trial a file is of; none for another file. */
export function jobOf(file: string): Job | undefined {
  const match = /^trials\/(\d{6,})(?:-round-(\d+))?\.json$/.exec(file);
  return match === null ? undefined : { trial: Number(match[1]), round: Number(match[2] ?? 0) };
}

/** As a plan judges it. */
export function judged({ trial, figure }: TrialResult): { readonly number: number; readonly figure: number } {
  return { number: trial, figure: figure ?? Number.NaN };
}
