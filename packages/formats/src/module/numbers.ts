import type { FloatArray } from "@nn/core/component";

declare const btoa: (bytes: string) => string;

/** More numbers than these are written as the base64 of their bytes. */
const MOST_AS_DIGITS = 1024;

/** An array of a module as the expression that makes it: with its numbers, or with zeros. */
export function arrayText(values: FloatArray, isKept: boolean): string {
  const type = values.BYTES_PER_ELEMENT === 4 ? "Float32Array" : "Float64Array";
  if (!isKept || values.every((value) => Object.is(value, 0))) return `new ${type}(${values.length})`;
  if (values.length > MOST_AS_DIGITS) return `${DECODER.name}(${type}, "${base64Of(values)}")`;
  return `${type}.of(${Array.from(values, digitsOf(values)).join(", ")})`;
}

/** The digits that give a number back; in single precision, as few as do. */
function digitsOf({ BYTES_PER_ELEMENT }: FloatArray): (value: number) => string {
  return (value) => {
    if (Object.is(value, -0)) return "-0";
    if (BYTES_PER_ELEMENT === 8) return String(value);
    for (let digits = 6; digits < 9; digits++) {
      const text = Number(value.toPrecision(digits));
      if (Math.fround(text) === value) return String(text);
    }
    return String(Number(value.toPrecision(9)));
  };
}

/** The bytes of the numbers, the lowest first. */
function base64Of(values: FloatArray): string {
  const { length, BYTES_PER_ELEMENT: size } = values;
  const view = new DataView(new ArrayBuffer(length * size));
  for (let i = 0; i < length; i++) {
    if (size === 4) view.setFloat32(4 * i, values[i]!, true);
    else view.setFloat64(8 * i, values[i]!, true);
  }
  const bytes = new Uint8Array(view.buffer);
  let text = "";
  for (let from = 0; from < bytes.length; from += 0x8000)
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(text);
}

/** The function of a module that reads such bytes. */
export const DECODER = {
  name: "decodeNumbers",
  source: `/** The numbers in the base64 of their bytes. */
function decodeNumbers(type, text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const size = type.BYTES_PER_ELEMENT;
  return type.from({ length: bytes.length / size }, (_, i) =>
    size === 4 ? view.getFloat32(size * i, true) : view.getFloat64(size * i, true),
  );
}`,
} as const;
