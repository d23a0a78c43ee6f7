import type { ReadOptions } from "../file/options.js";
import { fromFile, type NetworkFromFile } from "../file/read-network.js";
import { refuseOthers } from "./endings.js";
import { checkPath, readWhole } from "./whole-file.js";

/**
 * Reads a network from a file, and what was saved with it: JSON or safetensors, by what is in it.
 *
 * @typeParam P - The pipeline that the file is known to hold, as for {@link fromFile}: `load<Pipeline>(path)`.
 * @throws OptionError, DataError and ShapeError as {@link fromFile} does; rejects with a DataError that says why a file can't be
 *   read.
 *
 * @example
 * await load("no-such-file.json"); // throws DataError: no-such-file.json doesn't exist.
 */
export async function load<P = unknown>(path: string, options: ReadOptions = {}): Promise<NetworkFromFile<P>> {
  checkPath("load", path);
  refuseOthers("load", path);
  return fromFile<P>(await readWhole(path), options);
}
