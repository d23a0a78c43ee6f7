import type { FloatArray } from "@nn/core/component";
import type { Names } from "./names.js";
import { arrayText } from "./numbers.js";
import type { ArrayPart } from "./statements.js";

/** An array of the passes under a name. */
export interface NamedArray {
  readonly name: string;
  readonly values: FloatArray;
  /** What it held before the passes, where that counts: a parameter's numbers. */
  readonly isKept: boolean;
}

/** Arrays under their names and the place of a layer. */
export function named(
  arrays: Readonly<Record<string, FloatArray>>,
  nameOf: (name: string) => string,
  isKept = false,
): NamedArray[] {
  return Object.entries(arrays).map(([name, values]) => ({ name: nameOf(name), values, isKept }));
}

/** An array that a module declares, once something uses it. */
interface Declared extends NamedArray {
  isUsed: boolean;
}

/** The arrays of a module, by the memory that they lie in. */
export class Arrays {
  readonly #named: Declared[];
  /** Arrays that others are parts of. */
  readonly #blocks: readonly Declared[];

  /** @param used - All that is used. What has no name is a component's own, with what it holds. */
  constructor(named: readonly NamedArray[], blocks: readonly NamedArray[], used: Iterable<FloatArray>, names: Names) {
    const declared = (array: NamedArray): Declared => ({ ...array, name: names.like(array.name), isUsed: false });
    this.#blocks = blocks.map(declared);
    this.#named = named.map(declared);
    const others = Array.from(used).filter((values) => this.#find(values) === undefined);
    this.#named.push(...merged(others).map((values) => declared({ name: "own", values, isKept: true })));
  }

  /** Which part of which array it is. */
  partOf(values: FloatArray): ArrayPart {
    const found = this.#find(values)!;
    found.isUsed = true;
    return { array: found.name, offset: offsetIn(found, values)!, steps: [] };
  }

  nameOf(values: FloatArray): string {
    return this.partOf(values).array;
  }

  /** Those that are used, each behind the one that it is a part of. */
  declarations(): string[] {
    const parts = this.#named
      .filter(({ isUsed }) => isUsed)
      .map((array) => `const ${array.name} = ${this.#textOf(array)};`);
    const blocks = this.#blocks.filter(({ isUsed }) => isUsed);
    return [...blocks.map(({ name, values, isKept }) => `const ${name} = ${arrayText(values, isKept)};`), ...parts];
  }

  #find(values: FloatArray): Declared | undefined {
    return [...this.#named, ...this.#blocks].find((each) => offsetIn(each, values) !== undefined);
  }

  #textOf(array: Declared): string {
    const block = this.#blocks.find((each) => offsetIn(each, array.values) !== undefined);
    if (block === undefined) return arrayText(array.values, array.isKept);
    block.isUsed = true;
    const from = offsetIn(block, array.values)!;
    return `${block.name}.subarray(${from}, ${from + array.values.length})`;
  }
}

/** How many numbers of an array come before those values; `undefined` if they aren't within it. */
function offsetIn(
  { values: whole }: Pick<NamedArray, "values">,
  { buffer, byteOffset, byteLength }: FloatArray,
): number | undefined {
  const isWithin =
    whole.buffer === buffer &&
    byteOffset >= whole.byteOffset &&
    byteOffset + byteLength <= whole.byteOffset + whole.byteLength;
  return isWithin ? (byteOffset - whole.byteOffset) / whole.BYTES_PER_ELEMENT : undefined;
}

/** The same memory as arrays that don't overlap. */
function merged(arrays: readonly FloatArray[]): FloatArray[] {
  const inOrder = [...arrays].sort((one, other) => one.byteOffset - other.byteOffset);
  const found: FloatArray[] = [];
  for (const next of inOrder) {
    const at = found.findIndex((each) => each.buffer === next.buffer && endOf(each) > next.byteOffset);
    if (at < 0) found.push(next);
    else if (endOf(next) > endOf(found[at]!)) found[at] = upTo(found[at]!, endOf(next));
  }
  return found;
}

function endOf({ byteOffset, byteLength }: FloatArray): number {
  return byteOffset + byteLength;
}

function upTo({ buffer, byteOffset, BYTES_PER_ELEMENT: size }: FloatArray, end: number): FloatArray {
  const length = (end - byteOffset) / size;
  return size === 4 ? new Float32Array(buffer, byteOffset, length) : new Float64Array(buffer, byteOffset, length);
}
