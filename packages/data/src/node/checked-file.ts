/// <reference types="node" />
import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { DataError, OptionError } from "@nn/core";
import { printable, show } from "@nn/core/component";

/** @throws OptionError for what is no path. */
export function checkPath(user: string, path: string): void {
  if (typeof path === "string" && path !== "" && !path.includes("\0")) return;
  throw new OptionError(`${user} takes a file's path, as in ${user}("people.csv"), but got ${show(path)}.`);
}

/**
 * What a file is, before it is opened: a pipe without a writer would wait for ever.
 *
 * @throws DataError for what isn't there, isn't to be read, or is no file.
 */
export async function fileAt(path: string): Promise<Stats> {
  const stats = await orSentence(path, stat(path));
  if (stats.isDirectory()) throw new DataError(`${printable(path)} is a folder. Name a file in it.`);
  if (!stats.isFile()) {
    throw new DataError(
      `${printable(path)} is no ordinary file, but a pipe or a device. Read its text, and give it to Table.fromCsv.`,
    );
  }
  return stats;
}

/** What an operation on a file gives, or a sentence for why it gives nothing. */
export async function orSentence<Value>(path: string, value: Promise<Value>): Promise<Value> {
  try {
    return await value;
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (typeof code !== "string") throw error;
    throw new DataError(`${printable(path)} ${REASONS[code] ?? `can't be read: ${code}.`}`, { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "doesn't exist. A path goes from the folder in which the program was started.",
  ENOTDIR: "doesn't exist, as a part of its path is a file.",
  EACCES: "may not be read by this user.",
  EPERM: "may not be read by this user.",
};

/** Options that name the file, unless they name another source. What is no object is refused by what takes the options. */
export function withSource<Options extends object>(source: string, options: Options): Options {
  return typeof options === "object" && options !== null ? { source, ...options } : options;
}
