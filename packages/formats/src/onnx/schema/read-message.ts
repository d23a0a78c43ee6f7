import { DataError } from "@nn/core";
import { PbfReader } from "pbf";
import type { Message, MessageName } from "./message.js";
import { MESSAGES } from "./messages.js";

/** What a file may have at most: each field, and each number that isn't one of a tensor's bytes, takes memory of its own. */
const MOST_FIELDS = 1_000_000;

/** Kinds of a field in the bytes. */
const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5];

type Spec = readonly [number, string, string?];
const BY_TAG: ReadonlyMap<string, ReadonlyMap<number, readonly [name: string, spec: Spec]>> = /* @__PURE__ */ (() =>
  new Map(
    Object.entries(MESSAGES).map(([message, fields]) => [
      message,
      new Map(Object.entries(fields).map(([name, spec]) => [spec[0], [name, spec]])),
    ]),
  ))();

/**
 * Reads a message whose bytes may be anything. What the schema doesn't have is skipped. It allocates no more than some
 * hundred bytes for each byte of a file, and some hundred megabytes in all.
 *
 * @throws DataError with the byte from which it can't be read.
 */
export function readMessage<Name extends MessageName>(name: Name, bytes: Uint8Array): Message<Name> {
  return new Reading(bytes).message(name, bytes.length) as Message<Name>;
}

class Reading {
  readonly #reader: PbfReader;
  readonly #size: number;
  #fields = 0;

  constructor(bytes: Uint8Array) {
    this.#reader = new PbfReader(bytes);
    this.#size = bytes.length;
  }

  message(name: string, end: number): Record<string, unknown> {
    const fields = BY_TAG.get(name)!;
    const result: Record<string, unknown> = {};
    const reader = this.#reader;
    while (reader.pos < end) {
      const from = reader.pos;
      this.#count(1);
      const key = this.#varint(end);
      const [kind, tag] = [key % 8, Math.floor(key / 8)];
      const found = fields.get(tag);
      if (found === undefined) {
        this.#skip(kind, end, from);
        continue;
      }
      const [field, [, type, many]] = found;
      if (many === undefined) result[field] = this.#one(type, kind, end, from);
      else
        this.#several((result[field] as unknown[] | undefined) ?? [], type, kind, end, from, (all) => {
          result[field] = all;
        });
    }
    return result;
  }

  /** One more of a field that there may be several of, or a packed list of them. */
  #several(
    before: unknown[],
    type: string,
    kind: number,
    end: number,
    from: number,
    set: (all: ArrayLike<unknown>) => void,
  ): void {
    const isNumber = !(type === "string" || type === "bytes" || BY_TAG.has(type));
    if (!(isNumber && kind === BYTES)) {
      before.push(this.#one(type, kind, end, from));
      set(before);
      return;
    }
    const last = this.#end(end, from);
    if (type === "float" || type === "double") {
      const bytes = this.#reader.buf.slice(this.#reader.pos, last);
      const size = type === "float" ? 4 : 8;
      if (bytes.length % size > 0 || before.length > 0) this.#refuse(from);
      this.#reader.pos = last;
      set(type === "float" ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer));
      return;
    }
    while (this.#reader.pos < last) {
      this.#count(1);
      before.push(this.#signed(last));
    }
    set(before);
  }

  #one(type: string, kind: number, end: number, from: number): unknown {
    const reader = this.#reader;
    const expected = type === "float" ? FIXED32 : type === "double" ? FIXED64 : /^int/.test(type) ? VARINT : BYTES;
    if (kind !== expected) this.#refuse(from);
    if (kind === VARINT) return this.#signed(end);
    if (kind === FIXED32 || kind === FIXED64) {
      if (reader.pos + (kind === FIXED32 ? 4 : 8) > end) this.#refuse(from);
      return kind === FIXED32 ? reader.readFloat() : reader.readDouble();
    }
    const { pos } = reader;
    const last = this.#end(end, from);
    if (BY_TAG.has(type)) return this.message(type, last);
    // These read the length once more.
    reader.pos = pos;
    return type === "bytes" ? reader.readBytes() : reader.readString();
  }

  #skip(kind: number, end: number, from: number): void {
    if (kind === VARINT) this.#varint(end);
    else if (kind === BYTES) this.#reader.pos = this.#end(end, from);
    else if (kind === FIXED32 || kind === FIXED64) this.#reader.pos += kind === FIXED32 ? 4 : 8;
    else this.#refuse(from);
    if (this.#reader.pos > end) this.#refuse(from);
  }

  /** Where what begins with its length ends. */
  #end(end: number, from: number): number {
    const last = this.#varint(end) + this.#reader.pos;
    return last <= end ? last : this.#refuse(from);
  }

  #varint(end: number): number {
    const { pos } = this.#reader;
    const value = this.#read(false);
    return this.#reader.pos <= end ? value : this.#refuse(pos);
  }

  #signed(end: number): number {
    const { pos } = this.#reader;
    const value = this.#read(true);
    return this.#reader.pos <= end ? value : this.#refuse(pos);
  }

  #read(isSigned: boolean): number {
    const { pos } = this.#reader;
    try {
      return this.#reader.readVarint(isSigned);
    } catch {
      return this.#refuse(pos);
    }
  }

  #count(more: number): void {
    this.#fields += more;
    if (this.#fields > MOST_FIELDS) {
      throw new DataError(`fromOnnx: the file has more than ${MOST_FIELDS} fields, which no network of @nn needs.`);
    }
  }

  #refuse(from: number): never {
    throw new DataError(
      `fromOnnx: the bytes aren't those of an ONNX file: they can't be read from byte ${from} of ${this.#size} on.`,
    );
  }
}
