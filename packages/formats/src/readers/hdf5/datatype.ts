import type { Bytes } from "./cursor.js";

/** How an element is written, as far as it is read. */
export interface Datatype {
  readonly kind: "float" | "text" | "long text" | "other";
  /** Bytes of one element. */
  readonly size: number;
  readonly isLittleEndian: boolean;
}

const FLOAT = 1;
const STRING = 3;
const VARIABLE_LENGTH = 9;

export function datatypeAt(bytes: Bytes, address: number): Datatype {
  const cursor = bytes.from(address);
  const kind = cursor.byte() & 0xf;
  const flags = cursor.byte();
  const size = cursor.skip(2).word();
  const isLittleEndian = (flags & 1) === 0;
  if (kind === FLOAT && isIEEE(bytes, cursor.at, size)) return { kind: "float", size, isLittleEndian };
  if (kind === STRING) return { kind: "text", size, isLittleEndian };
  if (kind === VARIABLE_LENGTH && (flags & 0xf) === 1) return { kind: "long text", size, isLittleEndian };
  return { kind: "other", size, isLittleEndian };
}

/** Whether the bits are divided as in float16, float32 and float64: bfloat16 has its own division. */
function isIEEE(bytes: Bytes, address: number, size: number): boolean {
  const cursor = bytes.from(address).skip(2);
  const bits = cursor.short();
  const [exponentAt, exponentSize] = [cursor.byte(), cursor.byte()];
  const known = [
    [2, 16, 10, 5],
    [4, 32, 23, 8],
    [8, 64, 52, 11],
  ];
  return known.some((each) => each.every((value, i) => value === [size, bits, exponentAt, exponentSize][i]));
}

/** A shape; nothing where there are no elements at all. */
export function shapeAt(bytes: Bytes, address: number): number[] {
  const cursor = bytes.from(address);
  const version = cursor.byte();
  if (version !== 1 && version !== 2) throw bytes.wrong(`has a shape at byte ${address} of a form that isn't read`);
  const rank = cursor.byte();
  if (rank > 8) throw bytes.wrong(`has a shape of ${rank} dimensions at byte ${address}`);
  cursor.skip(version === 1 ? 6 : 1);
  const isNull = version === 2 && bytes.all[cursor.skip(1).at - 1] === 2;
  if (version === 2) return isNull ? [0] : dimensions(cursor.at);
  return dimensions(cursor.at);

  function dimensions(at: number): number[] {
    const next = bytes.from(at);
    return Array.from({ length: rank }, () => next.long());
  }
}
