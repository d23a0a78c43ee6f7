import type { Network } from "@nn/core/component";
import type { FileOptions } from "../file/options.js";
import { toSafetensors } from "../file/to-safetensors.js";
import { toFile } from "../file/write-network.js";
import { refuseOthers } from "./endings.js";
import { checkPath, writeWhole } from "./whole-file.js";

/**
 * Writes a network into a file: as JSON, or as a safetensors file if its name ends in `.safetensors`. It is written whole or
 * not at all: a program that ends in between leaves what was there.
 *
 * @throws OptionError as {@link toFile} does, and for what is no path, or that of another system's file; rejects with a DataError that says why a file can't be
 *   written.
 *
 * @example
 * await save(new Sequential([new Dense(2, 1)]), "no-such-folder/network.json");
 * // throws DataError: no-such-folder/network.json is in a folder that doesn't exist.
 */
export async function save(network: Network, path: string, options: FileOptions = {}): Promise<void> {
  checkPath("save", path);
  refuseOthers("save", path);
  const content = path.endsWith(".safetensors")
    ? toSafetensors(network, options)
    : `${JSON.stringify(toFile(network, options), null, 1)}\n`;
  await writeWhole(path, content);
}
