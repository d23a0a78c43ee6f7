import { DataError, isShape, show, sizeOf } from "@nn/core/component";
import { fromHalfFloats } from "../../safetensors/half.js";
import { type Fields, fieldsOf, listOf, numberOf, textIn } from "../checked.js";
import type { Weights } from "../keras/read-layer.js";

const WHAT = "The TensorFlow.js model";

/** How numbers are written: bytes of one, and what makes numbers of them. */
interface Format {
  readonly size: number;
  readonly read: (bytes: Uint8Array, what: string, quantization: Fields) => ArrayLike<number>;
}

const PLAIN: ReadonlyMap<unknown, Format> = /* @__PURE__ */ new Map([
  ["float32", { size: 4, read: (bytes) => new Float32Array(bytes.slice().buffer) }],
] as [string, Format][]);

const QUANTIZED: ReadonlyMap<unknown, Format> = /* @__PURE__ */ new Map([
  ["float16", { size: 2, read: (bytes) => fromHalfFloats(new Uint16Array(bytes.slice().buffer)) }],
  ["uint8", { size: 1, read: (bytes, what, said) => scaled(bytes, what, said) }],
  ["uint16", { size: 2, read: (bytes, what, said) => scaled(new Uint16Array(bytes.slice().buffer), what, said) }],
] as [string, Format][]);

/** The weights by their names, each at its place in the bytes of all files, one behind the other. */
export function weightsIn(manifest: unknown, bytes: Uint8Array): Map<string, Weights> {
  const weights = new Map<string, Weights>();
  let at = 0;
  for (const [i, group] of listOf(manifest, `${WHAT}'s weightsManifest`).entries()) {
    const place = `${WHAT}'s weightsManifest: group ${i}`;
    for (const entry of listOf(fieldsOf(group, place).weights, `${place}: weights`)) {
      const fields = fieldsOf(entry, `${place}: a weight`);
      const name = textIn(fields.name, `${place}: the name of a weight`);
      const what = `${WHAT}'s weight ${show(name)}`;
      const { format, quantization } = formatOf(fields, what);
      const shape = listOf(fields.shape, `${what}: shape`) as number[];
      if (shape.length > 0 && !isShape(shape)) throw new DataError(`${what} must have a shape of whole numbers.`);
      const end = at + sizeOf(shape) * format.size;
      if (end > bytes.length) {
        throw new DataError(
          `${what} ends at byte ${end}, but the weights have ${bytes.length} bytes. Give those of all files.`,
        );
      }
      if (weights.has(name)) throw new DataError(`${what} comes twice.`);
      weights.set(name, { shape, values: format.read(bytes.subarray(at, end), what, quantization) });
      at = end;
    }
  }
  if (at === bytes.length) return weights;
  throw new DataError(`${WHAT}'s weights have ${bytes.length} bytes, but its weightsManifest is about ${at}.`);
}

function formatOf({ dtype, quantization }: Fields, what: string): { format: Format; quantization: Fields } {
  const said = fieldsOf(quantization ?? {}, `${what}: quantization`);
  const isPlain = quantization === undefined || quantization === null;
  const formats = isPlain ? PLAIN : QUANTIZED;
  const format = formats.get(isPlain ? dtype : said.dtype);
  if (format !== undefined && dtype === "float32") return { format, quantization: said };
  const name = dtype === "float32" ? said.dtype : dtype;
  throw new DataError(
    `${what} has the dtype ${show(name)}, which isn't read. There are "float32", and "float16", "uint8" and "uint16" as quantization of it.`,
  );
}

/** Whole numbers that stand for others, evenly from the least on. */
function scaled(values: Uint8Array | Uint16Array, what: string, { scale, min }: Fields): Float32Array {
  const [step, least] = [numberOf(scale, `${what}: scale`), numberOf(min, `${what}: min`)];
  return Float32Array.from(values, (value) => value * step + least);
}
