/// <reference types="node" />
import { randomBytes } from "node:crypto";
import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { DataError } from "@nn/core";
import { OptionError, printable, show } from "@nn/core/component";

/** @throws OptionError for what is no path. */
export function checkPath(user: string, path: string): void {
  if (typeof path === "string" && path !== "" && !path.includes("\0")) return;
  throw new OptionError(`${user} takes a file's path, such as "network.json", but got ${show(path)}.`);
}

/**
 * Writes a file so that there is the whole of it or the one before, whatever ends the program: it is written beside it under
 * another name, brought to the disk, and renamed.
 *
 * @throws OptionError for what is no path, and for what is neither text nor bytes; rejects with a DataError that says why a file
 *   can't be written.
 *
 * @example
 * await writeWhole("no-such-folder/history.jsonl", "");
 * // throws DataError: no-such-folder/history.jsonl is in a folder that doesn't exist.
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  checkPath("writeWhole", path);
  if (typeof content !== "string" && !(content instanceof Uint8Array)) {
    throw new OptionError(`writeWhole takes a text or bytes, as a Uint8Array, but got ${show(content)}.`);
  }
  const unfinished = `${path}.${randomBytes(6).toString("hex")}.unfinished`;
  try {
    const file = await open(unfinished, "wx");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw sentence(path, error, "written");
  }
  // So that the new name outlives a loss of power; not every system opens folders.
  const folder = await open(dirname(path), "r").catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

/** More is more than a text can be. */
const MOST_MEGABYTES = 2000;

/**
 * The bytes of a file, of up to 2000 MB.
 *
 * @throws OptionError for what is no path; rejects with a DataError that says why a file can't be read.
 *
 * @example
 * await readWhole("no-such-file.json"); // throws DataError: no-such-file.json doesn't exist.
 */
export async function readWhole(path: string): Promise<Uint8Array> {
  checkPath("readWhole", path);
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw new DataError(`${printable(path)} is a folder: name a file in it.`);
    if (!stats.isFile())
      throw new DataError(`${printable(path)} is a pipe or a device, and no file: save what it gives.`);
    const megabytes = stats.size / 1e6;
    if (megabytes > MOST_MEGABYTES) {
      throw new DataError(
        `${printable(path)} has ${Math.round(megabytes)} MB, but files of up to ${MOST_MEGABYTES} MB are read.`,
      );
    }
    return await readFile(path);
  } catch (error) {
    throw error instanceof DataError ? error : sentence(path, error, "read");
  }
}

function sentence(path: string, error: unknown, what: "read" | "written"): unknown {
  const { code } = error as { readonly code?: unknown };
  if (typeof code !== "string") return error;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: what === "read" ? "doesn't exist" : "is in a folder that doesn't exist",
    ENOTDIR: "can't exist: a part of its path is a file, and no folder",
    EACCES: `may not be ${what} by this user`,
    EPERM: `may not be ${what} by this user`,
    EROFS: "is on a disk that can't be written",
    EISDIR: "is a folder: name a file in it",
    ENOSPC: "has no room on its disk: what was there before is as it was",
  };
  return new DataError(`${printable(path)} ${reasons[code] ?? `can't be ${what}: ${code}`}.`, { cause: error });
}
