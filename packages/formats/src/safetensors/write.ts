import { checkOptions, DataError, OptionError, ShapeError, show } from "@nn/core/component";
import { bytesOf } from "../text/utf8.js";
import { FORMATS, type TensorDType } from "./dtypes.js";
import { rawBytes } from "./raw-bytes.js";
import { LARGEST_HEADER, METADATA, SIZE_BYTES, type Tensor } from "./tensor.js";

/** What else a safetensors file says. */
export interface SafetensorsOptions {
  /** Texts by their names, about the whole. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A tensor with its place in the file. */
interface Written {
  readonly name: string;
  readonly dtype: TensorDType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

const ORDER: readonly string[] = [...FORMATS.keys()];

/**
 * Writes tensors as a safetensors file, with the bytes that the format's own library gives: the strictest alignment
 * first, then by name. The number format is that of each typed array.
 *
 * @throws DataError for what is no typed array of numbers; ShapeError for one that isn't as long as its shape says;
 *   OptionError for a number format that isn't the array's.
 *
 * @example
 * const tensors = { bias: { shape: [2], values: new Float64Array([0.5, -1]) } };
 * const file = writeSafetensors(tensors, { metadata: { from: "the lab" } });
 * readSafetensors(file).metadata; // => { from: "the lab" }
 */
export function writeSafetensors(
  tensors: Readonly<Record<string, Tensor>>,
  options: SafetensorsOptions = {},
): Uint8Array {
  checkOptions("writeSafetensors", options, ["metadata"]);
  if (typeof tensors !== "object" || tensors === null || Array.isArray(tensors)) {
    throw new DataError(
      `writeSafetensors takes tensors by their names, { weight: { shape, values } }, but got ${show(tensors)}.`,
    );
  }
  const list = Object.entries(tensors).map(([name, tensor]) => written(name, tensor));
  list.sort((a, b) => ORDER.indexOf(b.dtype) - ORDER.indexOf(a.dtype) || byCharacters(a.name, b.name));
  const header = headerOf(list, options.metadata);
  const size = list.reduce((sum, { bytes }) => sum + bytes.length, SIZE_BYTES + header.length);
  const file = new Uint8Array(size);
  new DataView(file.buffer).setUint32(0, header.length, true);
  file.set(header, SIZE_BYTES);
  let at = SIZE_BYTES + header.length;
  for (const { bytes } of list) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

function headerOf(list: readonly Written[], metadata: Readonly<Record<string, string>> | undefined): Uint8Array {
  let end = 0;
  const entries: [string, object][] = list.map(({ name, dtype, shape, bytes }) => {
    const from = end;
    end += bytes.length;
    return [name, { dtype, shape, data_offsets: [from, end] }];
  });
  if (metadata !== undefined) entries.unshift([METADATA, checkTexts(metadata)]);
  // One by one: an object would have names such as "1" first.
  const text = `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join(",")}}`;
  for (const each of [...entries.map(([name]) => name), ...Object.entries(metadata ?? {}).flat()]) {
    // JSON would hide half a character behind an escape, which other readers refuse.
    bytesOf(each, `writeSafetensors: the text ${show(each)}`);
  }
  const bytes = bytesOf(text, "writeSafetensors: the header");
  if (bytes.length > LARGEST_HEADER) {
    throw new DataError(
      `The header of a safetensors file may have ${LARGEST_HEADER} bytes at most, but this one has ${bytes.length}.`,
    );
  }
  // The numbers begin at a multiple of eight: what is aligned by then, no reader has to copy.
  const header = new Uint8Array(Math.ceil(bytes.length / SIZE_BYTES) * SIZE_BYTES).fill(0x20);
  header.set(bytes);
  return header;
}

function written(name: string, tensor: Tensor): Written {
  const what = `writeSafetensors: tensor ${show(name)}`;
  if (name === METADATA || name === "__proto__") {
    throw new OptionError(`${what}: no tensor may have that name. Texts are given as { metadata }.`);
  }
  if (typeof tensor !== "object" || tensor === null) {
    throw new DataError(`${what} must be { shape, values }, but is ${show(tensor)}.`);
  }
  const { shape, values, dtype = formatOf(values) } = tensor;
  const format = FORMATS.get(dtype as string);
  if (!ArrayBuffer.isView(values) || dtype === undefined) {
    throw new DataError(
      `${what} must have its values in a typed array, such as a Float32Array, but has ${show(values)}.`,
    );
  }
  if (format === undefined || format.widen !== undefined || format.of.name !== nameOf(values)) {
    throw new OptionError(
      `${what} can't be written as ${show(dtype)} from a ${nameOf(values)}. Leave out its dtype, which is ${formatOf(values) ?? "none that the format has"}.`,
    );
  }
  // findIndex sees holes, and ends at the first: a list may have room for more than there is memory.
  if (!Array.isArray(shape) || shape.findIndex((size) => !Number.isSafeInteger(size) || size < 0) >= 0) {
    throw new ShapeError(`${what} must have a shape of whole numbers, [2, 3], but has ${show(shape)}.`);
  }
  const count = shape.reduce((product: number, dimension: number) => product * dimension, 1);
  if (values.length !== count) {
    throw new ShapeError(`${what} has the shape [${shape.join(", ")}], ${count} numbers, but ${values.length} values.`);
  }
  return { name, dtype, shape, bytes: rawBytes(values, what) };
}

/** The format whose numbers a typed array holds as they are. */
function formatOf(values: unknown): TensorDType | undefined {
  const kind = nameOf(values);
  const format = [...FORMATS].find(([name, { of, widen }]) => of.name === kind && !widen && name !== "BOOL");
  return format?.[0] as TensorDType | undefined;
}

/** `"Float32Array"`, of whichever realm. */
function nameOf(values: unknown): string {
  return Object.prototype.toString.call(values).slice(8, -1);
}

function checkTexts(metadata: unknown): Readonly<Record<string, string>> {
  const wrong = Object.entries(Object(metadata)).find(
    ([name, text]) => typeof text !== "string" || name === "__proto__",
  );
  const isOne = typeof metadata === "object" && metadata !== null && !Array.isArray(metadata);
  if (isOne && wrong === undefined) return metadata as Readonly<Record<string, string>>;
  const got = wrong === undefined ? show(metadata) : `${show(wrong[1])} as ${show(wrong[0])}`;
  throw new OptionError(`writeSafetensors: metadata must be texts by their names, but is ${got}.`);
}

/** By whole characters, as UTF-8 sorts them, not by halves of some. */
function byCharacters(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  const at = left.findIndex((character, i) => character !== right[i]);
  if (at === -1) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? -1) - (right[at]?.codePointAt(0) ?? -1);
}
