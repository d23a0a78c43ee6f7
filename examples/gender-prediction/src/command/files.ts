import { readFileSync, type Stats, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Words } from "../languages/english.js";
import { Complaint } from "./complaint.js";

/** Some hundred thousand people: a table in memory takes many times the room of its file. */
const MOST_MEGABYTES = 8;

/** A path as it was typed, from where the command was typed. */
export function pathOf(file: string): string {
  return resolve(process.env.INIT_CWD ?? ".", file);
}

/** The text of a file named on the command line; or a sentence that says why not. */
export function readText(file: string, words: Words): string {
  const { complaints } = words;
  const path = pathOf(file);
  const bytes = attempt(path, words, () => {
    checkKind(path, statSync(path), words);
    return readFileSync(path);
  });
  // Spreadsheets write "Unicode text" as UTF-16, and say so in the first two bytes.
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Said below.
  }
  throw new Complaint(complaints.noText(path));
}

/** Refuses what can't be read to its end, before it is opened: a pipe without a writer would wait for ever. */
function checkKind(path: string, stats: Stats, { complaints }: Words): void {
  if (stats.isDirectory()) throw new Complaint(complaints.isFolder(path));
  if (!stats.isFile()) throw new Complaint(complaints.isPipe(path));
  const megabytes = stats.size / 1e6;
  if (megabytes > MOST_MEGABYTES) throw new Complaint(complaints.tooLarge(path, Math.round(megabytes), MOST_MEGABYTES));
}

/** What a task with a file gives; or a sentence that says what the system refused. */
export function attempt<T>(path: string, { complaints }: Words, task: () => T): T {
  try {
    return task();
  } catch (error) {
    const { code } = error as { code?: string };
    if (typeof code !== "string") throw error;
    if (code === "ENOENT" || code === "ENOTDIR") throw new Complaint(complaints.noFile(path));
    if (code === "EACCES" || code === "EPERM") throw new Complaint(complaints.notAllowed(path));
    throw new Complaint(complaints.unreadable(path, code));
  }
}
