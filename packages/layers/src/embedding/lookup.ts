import { exampleError, type FloatArray, type OwnKernel, show } from "@nn/core/component";
import { CODE } from "./binary.js";

/** What looks rows up, and adds to them. */
export interface Lookup {
  readonly rows: OwnKernel;
  /** Threads divide it by the rows of the table, so that each row has its sum in the order of the examples. */
  readonly gradient: OwnKernel;
}

/** The layer, as errors name it, and its table. */
interface Table {
  readonly name: string;
  readonly count: number;
  readonly size: number;
}

/** The kernels for examples of so many whole numbers. */
export function lookup({ name, count, size }: Table, places: number): Lookup {
  const arrays = {
    x: { name: "x", size: places, use: "read" as const },
    table: { size: count * size, isForAll: true as const },
    numbers: { size: places * size },
  };
  const kernel = (adds: 0 | 1): Pick<OwnKernel, "code" | "numbers" | "work"> => ({
    code: CODE,
    numbers: [adds, places, count, size],
    work: places * size,
  });
  return {
    rows: {
      ...{ name: "embedding", ...kernel(0) },
      arrays: [
        { ...arrays.numbers, name: "y", use: "write" },
        arrays.x,
        { ...arrays.table, name: "table", use: "read" },
      ],
      loop(batch, y, x, table) {
        for (let i = 0; i < batch * places; i++) rowAt(x, i);
        lookUp(places, size, batch, y, x, table);
      },
      written: { functions: [lookUp], constants: [places, size] },
    },
    gradient: {
      ...{ name: "gradient of an embedding", ...kernel(1), rows: count },
      arrays: [
        { ...arrays.table, name: "dtable", use: "change" },
        arrays.x,
        { ...arrays.numbers, name: "dy", use: "read" },
      ],
      loop(batch, dtable, x, dy) {
        for (let i = 0; i < batch * places; i++) rowAt(x, i);
        addRows(places, size, batch, dtable, x, dy);
      },
      written: { functions: [addRows], constants: [places, size] },
    },
  };

  function rowAt(x: FloatArray, i: number): number {
    const row = x[i];
    if (Number.isInteger(row) && row >= 0 && row < count) return row;
    const number = places === 1 ? "" : `number ${i % places} of `;
    throw exampleError(
      Math.floor(i / places),
      (example) => `${name} takes whole numbers from 0 to ${count - 1}, but ${number}${example} is ${show(row)}.`,
    );
  }
}

/** y[i] = table[x[i]] */
function lookUp(places: number, size: number, batch: number, y: FloatArray, x: FloatArray, table: FloatArray): void {
  for (let i = 0; i < batch * places; i++) {
    for (let at = 0; at < size; at++) y[i * size + at] = table[x[i] * size + at];
  }
}

/** table[x[i]] += dy[i] */
function addRows(places: number, size: number, batch: number, table: FloatArray, x: FloatArray, dy: FloatArray): void {
  for (let i = 0; i < batch * places; i++) {
    for (let at = 0; at < size; at++) table[x[i] * size + at] += dy[i * size + at];
  }
}
