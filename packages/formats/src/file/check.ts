import { DataError, show } from "@nn/core/component";
import * as v from "valibot";
import type { NetworkFile } from "./network-file.js";
import { networkFile, VERSION } from "./schema.js";

/** @throws DataError for the first thing that isn't as the schema says, with its place. */
export function checkFile(file: unknown): NetworkFile {
  checkVersion(file);
  const { issues, output, success } = v.safeParse(networkFile, file, { abortEarly: true });
  if (success) return output;
  const [{ message, input, path, type }] = issues;
  const place = (path ?? []).map(({ key }) => key);
  const last = place.at(-1);
  if (type === "strict_object" && last !== undefined && input === undefined) {
    throw new DataError(`${placeOf(place.slice(0, -1))} lacks ${show(last)}.`);
  }
  if (type === "strict_object" && last !== undefined && typeof path?.at(-1)?.input === "object") {
    throw new DataError(`${placeOf(place.slice(0, -1))} has ${show(last)}, for which the format has no place.`);
  }
  throw new DataError(`${placeOf(place)} must be ${message}, but is ${show(input)}.`);
}

/** @throws DataError for what is no such file, and for a version that isn't known here. */
function checkVersion(file: unknown): void {
  const isObject = typeof file === "object" && file !== null && !Array.isArray(file);
  const { format, version } = (isObject ? file : {}) as { readonly format?: unknown; readonly version?: unknown };
  if (format !== "@nn/network") {
    const got = !isObject ? `is ${show(file)}` : format === undefined ? "has none" : `has the format ${show(format)}`;
    throw new DataError(`A network's file has the format "@nn/network", but this ${got}.`);
  }
  if (typeof version === "number" && version > VERSION) {
    throw new DataError(
      `This network's file is of version ${version}, and this @nn/formats reads version ${VERSION}: read it with a newer one.`,
    );
  }
}

function placeOf(keys: readonly unknown[]): string {
  const [first, ...others] = keys;
  if (first === undefined) return "The network file";
  const rest = others.map((key) => (typeof key === "number" ? `[${key}]` : `[${show(key)}]`));
  return `The network file's ${String(first)}${rest.join("")}`;
}
