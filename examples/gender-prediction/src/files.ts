import { readFileSync, type Stats, statSync } from "node:fs";
import { resolve } from "node:path";
import { DataError } from "@nn/core";

/** Some hundred thousand people: a table in memory takes many times the room of its file. */
const MOST_MEGABYTES = 8;

/** The text of a file named on the command line, from where the command was typed; or a sentence that says why not. */
export function readText(file: string): string {
  const path = resolve(process.env.INIT_CWD ?? ".", file);
  const bytes = attempt(path, () => {
    checkKind(path, statSync(path));
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
  throw new DataError(`${path} is no text, or in an old encoding: save it as CSV in UTF-8.`);
}

/** Refuses what can't be read to its end, before it is opened: a pipe without a writer would wait for ever. */
function checkKind(path: string, stats: Stats): void {
  if (stats.isDirectory()) throw new DataError(`${path} is a folder: name a CSV file.`);
  if (!stats.isFile())
    throw new DataError(`${path} is a pipe or a device, and no file: save what it gives as a CSV file.`);
  const megabytes = stats.size / 1e6;
  if (megabytes > MOST_MEGABYTES) {
    throw new DataError(
      `${path} has ${Math.round(megabytes)} MB, and this program takes up to ${MOST_MEGABYTES}: leave some rows out.`,
    );
  }
}

function attempt<T>(path: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    const { code } = error as { code?: string };
    if (typeof code !== "string") throw error;
    if (code === "ENOENT" || code === "ENOTDIR") throw new DataError(`There is no file ${path}.`);
    if (code === "EACCES" || code === "EPERM") throw new DataError(`You may not read the file ${path}: ask its owner.`);
    throw new DataError(`The file ${path} can't be read (${code}).`);
  }
}
