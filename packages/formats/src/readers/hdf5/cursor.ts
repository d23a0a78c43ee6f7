import { DataError } from "@nn/core/component";

/** So many structures no file of weights has. */
const MOST_STEPS = 2_000_000;

/** The bytes of a file, with a bound on the work that they may ask for. */
export class Bytes {
  readonly all: Uint8Array;
  readonly view: DataView;
  readonly what: string;
  #steps = 0;

  constructor(all: Uint8Array, what: string) {
    this.all = all;
    this.view = new DataView(all.buffer, all.byteOffset, all.byteLength);
    this.what = what;
  }

  /**
   * Counts one structure. There are far fewer than bytes, and far more only where a file leads in circles, or to the same
   * place over and over.
   */
  step(): void {
    this.#steps++;
    if (this.#steps > Math.min(4 * this.all.length, MOST_STEPS) + 10_000)
      throw this.wrong("leads in circles, or to the same place over and over");
  }

  /** Goes on from an address, which counts as a structure. */
  from(address: number): Cursor {
    this.step();
    return new Cursor(this, address);
  }

  /** Some bytes, not copied. */
  slice(address: number, size: number): Uint8Array {
    if (address + size > this.all.length) throw this.cutOff(address + size);
    return this.all.subarray(address, address + size);
  }

  cutOff(end: number): DataError {
    return this.wrong(`refers to byte ${end}, but has ${this.all.length} bytes: it is cut off, or no such file`);
  }

  wrong(sentence: string): DataError {
    return new DataError(`${this.what} ${sentence}.`);
  }
}

/** A place in a file that moves on with what is read: little endian, as all of HDF5's own numbers. */
export class Cursor {
  readonly #bytes: Bytes;
  at: number;

  constructor(bytes: Bytes, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** The next address or length; one that is no exact number, as that of nothing, is infinite. */
  long(): number {
    const at = this.#next(8);
    const { view } = this.#bytes;
    const high = view.getUint32(at + 4, true);
    return high > 0x1fffff ? Infinity : view.getUint32(at, true) + high * 2 ** 32;
  }

  word(): number {
    return this.#bytes.view.getUint32(this.#next(4), true);
  }

  short(): number {
    return this.#bytes.view.getUint16(this.#next(2), true);
  }

  byte(): number {
    return this.#bytes.view.getUint8(this.#next(1));
  }

  skip(size: number): this {
    this.#next(size);
    return this;
  }

  /** @throws DataError unless the next bytes are these letters. */
  expect(letters: string, what: string): this {
    const at = this.#next(letters.length);
    for (let i = 0; i < letters.length; i++) {
      if (this.#bytes.view.getUint8(at + i) === letters.charCodeAt(i)) continue;
      throw this.#bytes.wrong(`has no ${what} at byte ${at}, where it says that one is`);
    }
    return this;
  }

  #next(size: number): number {
    const { at } = this;
    if (at + size > this.#bytes.all.length) throw this.#bytes.cutOff(at + size);
    this.at += size;
    return at;
  }
}
