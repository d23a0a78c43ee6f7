import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where it is written down what was set up. It goes when node_modules goes. */
export function stampOf(root) {
  return join(root, "node_modules", ".set-up.json");
}

/** What was set up: `{ dependencies, everything, build }`; nothing where nothing was, or what stands there can't be read. */
export function readStamp(root) {
  try {
    return Object(JSON.parse(readFileSync(stampOf(root), "utf8")));
  } catch {
    return {};
  }
}

/** Writes it down where it differs from what was read. */
export function writeStamp(root, stamp, before) {
  const [text, old] = [stamp, before].map((value) => JSON.stringify(value));
  if (text === old) return;
  try {
    writeFileSync(stampOf(root), text);
  } catch (error) {
    // A folder that may not be written to is looked through again by the next command, which costs a second.
    if (!["EROFS", "EACCES", "EPERM"].includes(error.code)) throw error;
  }
}
