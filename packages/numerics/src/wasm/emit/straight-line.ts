import type { DType } from "../../arrays/dtype.js";
import { keyOf } from "../../expressions/key.js";
import { effectsOf, type Range } from "../optimize/effects.js";
import type { Instruction } from "../record/instruction.js";
import { OPERATION } from "../runtime/binary.js";
import type { Compiled, Machine } from "../runtime/machine.js";
import { type FunctionCode, moduleOf } from "./binary/module.js";
import { bytesOf, F32, F64, type Format } from "./binary/opcodes.js";
import { arrays } from "./straight-line/arrays.js";
import { Code } from "./straight-line/code.js";
import { compute } from "./straight-line/computations.js";
import type { Operations } from "./straight-line/operation.js";

/**
 * The operations that tiny networks are made of. Each gives the bits that assembly/ gives: sums of products are in the
 * arrays' format, and formulas of one number are computed in double precision and rounded when they are stored. Made by a
 * function, so that a bundler can leave it out of a program that needs none of this.
 */
const operations = (): Operations => ({ ...arrays(), [OPERATION.compute]: compute });
const OPERATIONS: Partial<Operations> = /* @__PURE__ */ operations();

/** A program that works on more numbers gains little: its arithmetic takes longer than getting from one to the next. */
const TINY = 256;

/** So many architectures are remembered. */
const MOST_KNOWN = 64;

/** What is run again and again, recorded for arrays that lie at certain addresses. */
export interface Repeated {
  /** How many examples each run is given, and how many numbers. */
  readonly batch: number;
  readonly scalars: number;
  readonly instructions: readonly Instruction[];
}

/** Straight-line code for the program of one owner. */
export interface StraightLine {
  /** Where its arrays lie: what the function has to be given the list of. */
  readonly starts: readonly number[];
  /** The function, which serves all networks of one architecture. */
  readonly code: Compiled;
}

/** Turns tiny programs into straight-line code: one function for all networks of one architecture. */
export class StraightLineCompiler {
  readonly #machine: Machine;
  readonly #format: Format;
  readonly #known: Map<string, Compiled> = new Map();

  constructor(machine: Machine, dtype: DType) {
    this.#machine = machine;
    this.#format = dtype === "float64" ? F64 : F32;
  }

  /** @returns `undefined` for a program that is too large, or has an operation that there is no straight-line code for. */
  straightLine(program: Repeated): StraightLine | undefined {
    if (!isTiny(program)) return undefined;
    const pieces = piecesOf(program, bytesOf(this.#format));
    if (pieces === undefined) return undefined;
    const key = layoutOf(program, pieces);
    const code = this.#known.get(key) ?? this.#compile(codeOf(program, pieces, this.#format), key);
    return code && { starts: pieces.map(({ from }) => from), code };
  }

  /** @returns `undefined` if the engine takes no more code. The list of instructions does the same. */
  #compile(code: FunctionCode, key: string): Compiled | undefined {
    try {
      const compiled = this.#machine.compile((shared) => moduleOf(shared, code));
      this.#known.set(key, compiled);
      // Programs that have their code keep it; only new ones of that architecture would have it made again.
      if (this.#known.size > MOST_KNOWN) this.#known.delete(this.#known.keys().next().value!);
      return compiled;
    } catch {
      return undefined;
    }
  }
}

function isTiny({ instructions }: Repeated): boolean {
  let size = 0;
  for (const { operation, rows, inner, columns } of instructions) {
    if (OPERATIONS[operation] === undefined) return false;
    size += rows * Math.max(inner, 1) * Math.max(columns, 1);
  }
  return size <= TINY;
}

/**
 * The pieces of memory that a program works on. Of data that its examples are copied from, the piece is empty: they are
 * read where they lie, wherever that is.
 *
 * @returns `undefined` if it changes the data that its examples are copied from.
 */
function piecesOf({ instructions }: Repeated, size: number): Range[] | undefined {
  const data = new Set<number>();
  const ranges: Range[] = [];
  for (const instruction of instructions) {
    const { reads, writes } = effectsOf(instruction, size);
    if (instruction.operation === OPERATION.gather) data.add(instruction.arrays[1]!);
    else ranges.push(...reads);
    ranges.push(...writes);
  }
  const pieces: { from: number; to: number; use: number }[] = [];
  const inUse = ranges.map(({ from, to }, use) => ({ from, to, use })).filter(({ from, to }) => from < to);
  for (const { from, to, use } of inUse.sort((one, other) => one.from - other.from)) {
    const last = pieces.at(-1);
    // Arrays that only lie side by side do so by chance, and other networks of the architecture have theirs elsewhere.
    if (last === undefined || from >= last.to) pieces.push({ from, to, use });
    else Object.assign(last, { to: Math.max(last.to, to), use: Math.min(last.use, use) });
  }
  pieces.sort((one, other) => one.use - other.use);
  const sources = Array.from(data, (from) => ({ from, to: from }));
  const isApart = sources.every(({ from }) => !pieces.some((piece) => piece.from <= from && from < piece.to));
  return isApart ? [...sources, ...pieces] : undefined;
}

/** What a program is but for where its pieces of memory lie: the same code serves all that are alike. */
function layoutOf({ batch, scalars, instructions }: Repeated, pieces: readonly Range[]): string {
  const placeOf = (address: number): string => {
    const piece = pieces.findIndex(({ from, to }) => from === address || (from < address && address < to));
    // The code makes no use of an array that is in none.
    return piece < 0 ? "" : `${piece}+${address - pieces[piece]!.from}`;
  };
  const texts = instructions.map(({ operation, arrays, rows, inner, columns, numbers, ofRun, computation }) => [
    ...[operation, rows, inner, columns, ofRun, computation && keyOf(computation)],
    ...[...numbers.map((number) => (Object.is(number, -0) ? "-0" : `${number}`)), ...arrays.map(placeOf)],
  ]);
  return JSON.stringify([batch, scalars, texts]);
}

function codeOf({ batch, scalars, instructions }: Repeated, pieces: readonly Range[], format: Format): FunctionCode {
  const code = new Code(format, pieces);
  for (const instruction of instructions) {
    const { operation, numbers, ofRun } = instruction;
    OPERATIONS[operation]!(code, instruction, (i) =>
      ofRun === undefined ? code.number(numbers[i]!) : code.numberOfRun(ofRun + 8 * i),
    );
  }
  return code.finished(batch, scalars);
}
