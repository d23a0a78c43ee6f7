import { DataError, show } from "@nn/core/component";
import { parseJson } from "../text/parse-json.js";
import { textOf } from "../text/utf8.js";
import { FORMATS, type TensorDType } from "./dtypes.js";
import { LARGEST_HEADER, METADATA, SIZE_BYTES } from "./tensor.js";

/** What the header says of a tensor, each number checked. */
export interface TensorPlace {
  readonly name: string;
  readonly dtype: TensorDType;
  readonly shape: readonly number[];
  /** Its bytes, counted from the end of the header. */
  readonly from: number;
  readonly to: number;
}

/** A file's header. */
interface Header {
  readonly places: readonly TensorPlace[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Where the tensors' bytes begin. */
  readonly end: number;
}

const WHAT = "The header of the safetensors file";

/** @throws DataError for a header that the format doesn't allow, and where tensors don't cover the rest exactly. */
export function readHeader(file: Uint8Array): Header {
  const end = SIZE_BYTES + headerSize(file);
  const text = textOf(file.subarray(SIZE_BYTES, end), WHAT);
  if (!text.startsWith("{")) throw new DataError(`${WHAT} must begin with "{", but begins with ${show(text[0])}.`);
  const entries = Object.entries(parseJson(text, WHAT, 4) as Readonly<Record<string, unknown>>);
  const places = entries.filter(([name]) => name !== METADATA).map(([name, entry]) => placeOf(name, entry));
  places.sort((a, b) => a.from - b.from || a.to - b.to);
  checkCover(places, file.length - end);
  return { places, metadata: metadataOf(entries.find(([name]) => name === METADATA)?.[1]), end };
}

function headerSize(file: Uint8Array): number {
  if (file.length < SIZE_BYTES) {
    throw new DataError(`A safetensors file has at least 8 bytes, but this one has ${file.length}.`);
  }
  const view = new DataView(file.buffer, file.byteOffset, SIZE_BYTES);
  const size = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (size > LARGEST_HEADER) {
    throw new DataError(
      `${WHAT} has ${size} bytes by its first eight, but may have ${LARGEST_HEADER} at most: this is most likely no such file.`,
    );
  }
  if (SIZE_BYTES + size > file.length) {
    throw new DataError(
      `${WHAT} has ${size} bytes by its first eight, but only ${file.length - SIZE_BYTES} follow: the file is cut off, or no such file.`,
    );
  }
  return size;
}

function placeOf(name: string, entry: unknown): TensorPlace {
  const what = `The safetensors file's tensor ${show(name)}`;
  const { dtype, shape, data_offsets: offsets, ...others } = isObject(entry) ? entry : {};
  const other = Object.keys(others)[0];
  if (!isObject(entry) || other !== undefined) {
    const got = other === undefined ? `is ${show(entry)}` : `has ${show(other)} as well`;
    throw new DataError(`${what} must be { dtype, shape, data_offsets }, but ${got}.`);
  }
  const format = FORMATS.get(dtype as string);
  if (format === undefined) {
    throw new DataError(`${what} has the dtype ${show(dtype)}. There are ${[...FORMATS.keys()].join(", ")}.`);
  }
  if (!Array.isArray(shape) || !shape.every(isCount)) {
    throw new DataError(`${what} must have a shape of whole numbers, [2, 3], but has ${show(shape)}.`);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    throw new DataError(`${what} must have data_offsets of two whole numbers, but has ${show(offsets)}.`);
  }
  const [from, to] = offsets as [number, number];
  const size = shape.reduce((product: number, dimension: number) => product * dimension, format.size);
  if (to - from !== size) {
    throw new DataError(
      `${what}, ${String(dtype)} of the shape [${shape.slice(0, 8).join(", ")}${shape.length > 8 ? ", …" : ""}], takes ${size} bytes, but its data_offsets are ${from} and ${to}.`,
    );
  }
  return { name, dtype: dtype as TensorDType, shape, from, to };
}

/** @param size - How many bytes follow the header. */
function checkCover(places: readonly TensorPlace[], size: number): void {
  let end = 0;
  for (const { name, from, to } of places) {
    if (from !== end) {
      throw new DataError(
        `The safetensors file's tensor ${show(name)} begins at byte ${from}, but the one before it ends at ${end}: tensors must lie one behind the other, without gaps.`,
      );
    }
    end = to;
  }
  if (end !== size) {
    throw new DataError(
      `The safetensors file's tensors take ${end} bytes, but ${size} follow its header: ${end > size ? "the file is cut off" : "something was added to the file"}.`,
    );
  }
}

function metadataOf(said: unknown = {}): Readonly<Record<string, string>> {
  if (!isObject(said)) throw new DataError(`${WHAT} must have texts in its ${METADATA}, but it is ${show(said)}.`);
  const wrong = Object.entries(said).find(([, text]) => typeof text !== "string");
  if (wrong === undefined) return said as Readonly<Record<string, string>>;
  throw new DataError(`${WHAT} must have texts in its ${METADATA}, but ${show(wrong[0])} is ${show(wrong[1])}.`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Exact, so that sums of them are. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && !Object.is(value, -0);
}
