import { fromHalfFloats } from "../../safetensors/half.js";
import { joinChunks } from "./chunks.js";
import type { Bytes } from "./cursor.js";
import { type Datatype, datatypeAt, shapeAt } from "./datatype.js";
import { MESSAGE, type Message } from "./header.js";

/** Numbers with their shape. */
export interface Dataset {
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array;
}

/** The array that an object's messages describe. */
export function datasetOf(bytes: Bytes, messages: readonly Message[], what: string): Dataset {
  const at = (kind: number, name: string): number => {
    const message = messages.find((each) => each.kind === kind);
    if (message === undefined) throw bytes.wrong(`has no ${name} for ${what}`);
    return message.at;
  };
  const type = datatypeAt(bytes, at(MESSAGE.DATATYPE, "number format"));
  if (type.kind !== "float")
    throw bytes.wrong(`has ${what} in a number format that isn't read: it must be float16, float32 or float64`);
  const shape = shapeAt(bytes, at(MESSAGE.DATASPACE, "shape"));
  const filters = messages.find(({ kind }) => kind === MESSAGE.FILTERS);
  const layout = at(MESSAGE.LAYOUT, "place");
  const found = rawBytes(
    bytes,
    layout,
    shape,
    type.size,
    filters === undefined ? [] : filtersAt(bytes, filters.at),
    what,
  );
  return { shape, values: numbersIn(found, type) };
}

function rawBytes(
  bytes: Bytes,
  layout: number,
  shape: readonly number[],
  size: number,
  filters: readonly number[],
  what: string,
): Uint8Array {
  const cursor = bytes.from(layout);
  const version = cursor.byte();
  if (version !== 3) throw bytes.wrong(`has ${what} laid out in a form that isn't read, ${version}`);
  const kind = cursor.byte();
  const whole = shape.reduce((product, each) => product * each, size);
  if (whole === 0) return new Uint8Array(0);
  if (kind === 2) {
    const rank = cursor.byte() - 1;
    if (rank !== shape.length) throw bytes.wrong(`has pieces of ${what} of another rank`);
    const tree = cursor.long();
    return joinChunks(bytes, { tree, chunk: shape.map(() => cursor.word()), shape, size, filters });
  }
  if (kind > 2) throw bytes.wrong(`has ${what} laid out in a form that isn't read`);
  const [place, length] = kind === 0 ? [cursor.at + 2, cursor.short()] : [cursor.long(), cursor.long()];
  if (place === Infinity) throw bytes.wrong(`has ${what} without its numbers`);
  if (length !== whole) throw bytes.wrong(`has ${length} bytes for ${what}, which takes ${whole}`);
  return bytes.slice(place, length);
}

function filtersAt(bytes: Bytes, address: number): number[] {
  const cursor = bytes.from(address);
  const [version, count] = [cursor.byte(), cursor.byte()];
  if (version !== 1) throw bytes.wrong("lists filters in a form that isn't read");
  cursor.skip(6);
  return Array.from({ length: count }, () => {
    bytes.step();
    const [filter, nameLength] = [cursor.short(), cursor.short()];
    const values = cursor.skip(2).short();
    cursor.skip(nameLength + 4 * (values + (values % 2)));
    return filter;
  });
}

function numbersIn(raw: Uint8Array, { size, isLittleEndian }: Datatype): Float32Array | Float64Array {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const count = raw.length / size;
  if (size === 8) return Float64Array.from({ length: count }, (_, i) => view.getFloat64(8 * i, isLittleEndian));
  if (size === 4) return Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * i, isLittleEndian));
  return fromHalfFloats(Uint16Array.from({ length: count }, (_, i) => view.getUint16(2 * i, isLittleEndian)));
}
