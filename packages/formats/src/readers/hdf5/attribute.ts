import { show } from "@nn/core/component";
import { textOf } from "../../text/utf8.js";
import type { Bytes } from "./cursor.js";
import { datatypeAt, shapeAt } from "./datatype.js";
import { MESSAGE, type Message } from "./header.js";

/** So many texts may a list have, and so long may each be. */
const LONGEST_LIST = 100_000;
const LONGEST_NAME = 1024;

/** The texts of an attribute, one for a single text; nothing where there is no such attribute. */
export function textsOf(bytes: Bytes, messages: readonly Message[], wanted: string): string[] | undefined {
  for (const { kind, at } of messages) {
    if (kind !== MESSAGE.ATTRIBUTE) continue;
    const cursor = bytes.from(at);
    const version = cursor.byte();
    if (version !== 1 && version !== 3) throw bytes.wrong(`has an attribute at byte ${at} of a form that isn't read`);
    cursor.skip(1);
    const sizes = [cursor.short(), cursor.short(), cursor.short()] as const;
    if (version === 3) cursor.skip(1);
    const padded = (size: number): number => (version === 1 ? Math.ceil(size / 8) * 8 : size);
    const [nameAt, typeAt] = [cursor.at, cursor.at + padded(sizes[0])];
    const shapePlace = typeAt + padded(sizes[1]);
    if (sizes[0] !== wanted.length + 1 || nameIn(bytes, nameAt, sizes[0] - 1) !== wanted) continue;
    return valuesOf(bytes, typeAt, shapePlace, shapePlace + padded(sizes[2]), wanted);
  }
  return undefined;
}

function nameIn(bytes: Bytes, at: number, length: number): string {
  return String.fromCharCode(...bytes.slice(at, length));
}

function valuesOf(bytes: Bytes, typeAt: number, shapePlace: number, at: number, wanted: string): string[] {
  const type = datatypeAt(bytes, typeAt);
  const shape = shapeAt(bytes, shapePlace);
  const count = shape.reduce((product, each) => product * each, 1);
  if (count === 0) return [];
  const what = `The attribute ${show(wanted)}`;
  if (type.kind !== "text" && type.kind !== "long text")
    throw bytes.wrong(`has an attribute ${show(wanted)} that is no text`);
  if (!(count <= LONGEST_LIST))
    throw bytes.wrong(`has ${count} texts as ${show(wanted)}, but at most ${LONGEST_LIST} are read`);
  return Array.from({ length: count }, (_, i) => {
    const raw = type.kind === "text" ? bytes.slice(at + i * type.size, type.size) : inHeap(bytes, at + 16 * i);
    if (shape.length > 0 && raw.length > LONGEST_NAME)
      throw bytes.wrong(`has a text of ${raw.length} bytes in ${show(wanted)}`);
    const end = raw.indexOf(0);
    return textOf(end === -1 ? raw : raw.subarray(0, end), what);
  });
}

/** A text that lies in one of the file's heaps: its length, the heap, and its number in there. */
function inHeap(bytes: Bytes, at: number): Uint8Array {
  const cursor = bytes.from(at);
  const length = cursor.word();
  const heap = cursor.long();
  const wanted = cursor.word();
  const objects = bytes.from(heap).expect("GCOL", "heap of texts").skip(4);
  const end = heap + objects.long();
  while (objects.at + 16 <= end) {
    bytes.step();
    const index = objects.short();
    const size = objects.skip(6).long();
    if (index === 0) break;
    if (index === wanted && length <= size) return bytes.slice(objects.at, length);
    objects.skip(Math.ceil(size / 8) * 8);
  }
  throw bytes.wrong(`has no text ${wanted} in its heap at byte ${heap}`);
}
