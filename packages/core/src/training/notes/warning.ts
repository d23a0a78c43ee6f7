import { show } from "@nn/numerics";

/** What a {@link Warning} is about, for a program to read. */
export type WarningKind =
  | "saturated"
  | "constant output"
  | "unreachable targets"
  | "constant targets"
  | "constant column"
  | "running number"
  | "left out"
  | "leak"
  | "missing class"
  | "no gradient"
  | "unmoved"
  | "grown loss"
  | "begun anew"
  | "batch of one"
  | "other examples"
  | "awaited in its loop"
  | "no slope";

/** Something about a training that is allowed, and most likely not what was meant. */
export interface Warning {
  /** What it is about; a training warns once of each kind. */
  readonly kind: WarningKind;
  /** The same in a sentence, with the remedy. */
  readonly message: string;
  /** The layer, with its place, `"layer 1, Dense(2 → 1, sigmoid)"`; missing where it isn't about one. */
  readonly layer?: string;
  /** The numbers of an example's inputs, or of its targets, that it is about: counted from 0; missing where there are none. */
  readonly columns?: readonly number[];
  /** `true` of what may well be meant: it is in the history, and told to nothing else; missing otherwise. */
  readonly isNote?: true;
}

declare const console: { warn(message: string): void } | undefined;

/** Where warnings go unless asked otherwise: one line each on standard error, or in a page's console. */
export function printWarning({ message }: Warning): void {
  if (typeof console === "object") console.warn(`Warning: ${message}`);
}

/** Columns in words: all, if they are few. */
export function listColumns(columns: readonly number[], names?: readonly string[]): string {
  const few = columns.slice(0, 6).map((column) => nameOf(column, names));
  if (columns.length > 6) return `${few.join(", ")} and ${columns.length - 6} more`;
  return few.length < 2 ? few.join() : `${few.slice(0, -1).join(", ")} and ${few.at(-1)}`;
}

/** A column by its name, where a pipeline says it, or by its number. */
export function nameOf(column: number, names?: readonly string[]): string {
  const name: unknown = names?.[column];
  return typeof name === "string" ? show(name) : String(column);
}
