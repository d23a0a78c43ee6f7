import type { FloatArray, OwnKernel } from "@nn/core/component";
import { CODE } from "./binary.js";

/** Where the numbers of one output lie in a row of all. */
export interface OutputPlace {
  readonly begin: number;
  readonly size: number;
  /** How many numbers the row has. */
  readonly all: number;
}

/** Copies one output's part of each row: [batch, all] → [batch, size]. */
export function takingKernel(place: OutputPlace): OwnKernel {
  return {
    ...kernelOf("part of rows", 0, place),
    arrays: [
      { name: "part", size: place.size, use: "write" },
      { name: "rows", size: place.all, use: "read" },
    ],
    loop: (batch, part, rows) => takePart(place, batch, part, rows),
    written: { functions: [takePart], constants: [place] },
  };
}

/** Writes one output's part into each row; what the rows have beside it stays. */
export function puttingKernel(place: OutputPlace): OwnKernel {
  return {
    ...kernelOf("rows of parts", 1, place),
    arrays: [
      { name: "rows", size: place.all, use: "change" },
      { name: "part", size: place.size, use: "read" },
    ],
    loop: (batch, rows, part) => putPart(place, batch, rows, part),
    written: { functions: [putPart], constants: [place] },
  };
}

function kernelOf(name: string, isInto: number, { begin, size, all }: OutputPlace) {
  return { name, code: CODE, numbers: [isInto, begin, size, all], work: size };
}

export function takePart(place: OutputPlace, batch: number, part: FloatArray, rows: FloatArray): void {
  for (let example = 0, to = 0; example < batch; example++) {
    const from = example * place.all + place.begin;
    for (let i = 0; i < place.size; i++) part[to++] = rows[from + i];
  }
}

function putPart(place: OutputPlace, batch: number, rows: FloatArray, part: FloatArray): void {
  for (let example = 0, from = 0; example < batch; example++) {
    const to = example * place.all + place.begin;
    for (let i = 0; i < place.size; i++) rows[to + i] = part[from++];
  }
}
