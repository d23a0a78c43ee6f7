import { DataError, show } from "@nn/core/component";
import { readSafetensors } from "../safetensors/read.js";
import { LARGEST_HEADER, SIZE_BYTES } from "../safetensors/tensor.js";
import { bytesIn } from "../text/bytes-in.js";
import { parseJson } from "../text/parse-json.js";
import { textOf } from "../text/utf8.js";
import { arrayKind, type NumberArray } from "./arrays.js";
import { DEEPEST, type GetTensor } from "./plain-data.js";

/** The name that a safetensors file has the rest of the network under. */
export const DOCUMENT = "@nn/network";

/** What a file says, before any check of it. */
interface FileDocument {
  readonly document: unknown;
  readonly tensor: GetTensor;
}

const WHAT = "The network file";

/** @throws DataError for what is no JSON and no safetensors file. */
export function documentIn(file: unknown): FileDocument {
  const kind = Object.prototype.toString.call(file).slice(8, -1);
  if (typeof file === "string") return { document: parseJson(file, WHAT, DEEPEST), tensor: noTensor };
  if (kind === "Object") return { document: file, tensor: noTensor };
  if (kind !== "Uint8Array" && kind !== "ArrayBuffer") {
    throw new DataError(
      `fromFile takes what toFile gave, its text, or the bytes of a file, but got ${show(file)}.${kind === "Promise" ? " Wait for it first, with await." : ""}`,
    );
  }
  const bytes = bytesIn(file, WHAT);
  return isSafetensors(bytes) ? inSafetensors(bytes) : documentIn(textOf(bytes, WHAT));
}

/** Whether bytes begin with a size as that of a header: eight letters are far more. */
function isSafetensors(bytes: Uint8Array): boolean {
  if (bytes.length <= SIZE_BYTES) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, SIZE_BYTES);
  return view.getUint32(4, true) === 0 && view.getUint32(0, true) <= LARGEST_HEADER;
}

function inSafetensors(bytes: Uint8Array): FileDocument {
  const { tensors, metadata } = readSafetensors(bytes);
  const text = Object.hasOwn(metadata, DOCUMENT) ? metadata[DOCUMENT] : undefined;
  if (text === undefined) {
    throw new DataError(
      `This safetensors file has weights alone, and no network: read it with readSafetensors, and give its values to setParameters of a network of the same layers.`,
    );
  }
  const tensor: GetTensor = (name, place) => {
    const values = Object.hasOwn(tensors, name) ? tensors[name]?.values : undefined;
    if (values !== undefined && arrayKind(values) !== undefined) return values as NumberArray;
    throw new DataError(`${place} must be a tensor of the file, but there is no ${show(name)} that it can be.`);
  };
  return { document: parseJson(text, WHAT, DEEPEST), tensor };
}

const noTensor: GetTensor = (name, place) => {
  throw new DataError(`${place} is the tensor ${show(name)} of a safetensors file, but this is none.`);
};
