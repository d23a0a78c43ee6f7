import type { Opened } from "./place.js";

/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The words that make the trials of a round, but for their indices. */
export function sweepWords({ file, into }: Pick<Opened, "file" | "into">, round: number, rounds: number): string[] {
  return ["nn", "sweep", file, "--into", into, ...(rounds === 1 ? [] : ["--round", String(round)])];
}

/** The same as a line of a shell. */
export function sweepLine(opened: Pick<Opened, "file" | "into">, round: number, rounds: number): string {
  return sweepWords(opened, round, rounds).map(quoted).join(" ");
}
