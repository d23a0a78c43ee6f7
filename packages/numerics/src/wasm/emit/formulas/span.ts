import type { Graph } from "../../../expressions/graph.js";
import { ARRAYS, COLUMNS, FROM, ROWS, TO } from "../../runtime/layout.js";
import { signed, unsigned } from "../binary/module.js";
import {
  alignmentOf,
  bytesOf,
  DEMOTE,
  DOUBLE_OF_I32,
  F32,
  F64,
  type Format,
  I32,
  I32_ADD,
  I32_CONST,
  I32_LOAD,
  I32_MULTIPLY,
  I32_SUBTRACT,
  PROMOTE,
  SIMD,
  V128,
} from "../binary/opcodes.js";
import type { Local, Writer } from "../binary/writer.js";

/** What the function is given: where its instruction is, and where the numbers of that are. */
export const PARAMETERS: readonly number[] = [I32, I32];
const START = 0;
export const NUMBERS = 1;

/** Where in its arrays a function is: what its instruction says, and how far it has come. */
export class Span {
  readonly rows: Local;
  readonly columns: Local;
  /** Which rows are to be done, or which numbers where rows have no part in it. */
  readonly from: Local;
  readonly to: Local;
  /** How far the present numbers are from where their row begins, in bytes, and how many are left. */
  readonly offset: Local;
  readonly left: Local;
  readonly #writer: Writer;
  readonly #graph: Graph;
  readonly #format: Format;
  /** Where the present row of each array begins. */
  readonly #bases: Local[] = [];

  /** Begins the function: reads the instruction. */
  constructor(writer: Writer, graph: Graph, format: Format) {
    this.#writer = writer;
    this.#graph = graph;
    this.#format = format;
    this.rows = this.#read(ROWS);
    this.columns = this.#read(COLUMNS);
    this.from = this.#read(FROM);
    this.to = this.#read(TO);
    this.offset = writer.local(I32);
    this.left = writer.local(I32);
    for (let i = 0; i < graph.arrays; i++) {
      this.#bases.push(this.#read(ARRAYS + i));
      this.#moveBase(i, this.from);
    }
  }

  /** Goes on to the next row, in all arrays. */
  nextRow(): void {
    const writer = this.#writer;
    const one = writer.variable(I32, () => writer.push(I32_CONST, 1));
    for (let i = 0; i < this.#graph.arrays; i++) this.#moveBase(i, one);
    writer.get(this.from);
    writer.push(I32_CONST, 1, I32_ADD);
    writer.set(this.from);
  }

  /** The number that an array has for the row, twice. */
  loadSingle(array: number): void {
    this.#writer.get(this.#bases[array]!);
    this.#loadTwice();
  }

  storeSingle(array: number, value: Local): void {
    this.#writer.get(this.#bases[array]!, value);
    this.#storeFirst();
  }

  /** The next two numbers of an array's row, or one of them twice. */
  loadPair(array: number, isPair: boolean): void {
    const writer = this.#writer;
    this.#pushAddress(array);
    if (!isPair) this.#loadTwice();
    else if (this.#format === F64) writer.operate("load", V128, 3, 0);
    else {
      writer.pushPaired(SIMD.load64, 2, 0);
      writer.pushPaired(SIMD.promote);
    }
  }

  /** The columns of the next two numbers, or of one of them twice. */
  pushIndices(isPair: boolean): void {
    this.#pushIndex(0);
    this.#writer.pushPaired(SIMD.splat);
    if (!isPair) return;
    this.#pushIndex(1);
    this.#writer.pushPaired(SIMD.replace, 1);
  }

  storePair(array: number, value: Local, isPair: boolean): void {
    const writer = this.#writer;
    this.#pushAddress(array);
    writer.get(value);
    if (!isPair) this.#storeFirst();
    else if (this.#format === F64) writer.operate("store", V128, 3, 0);
    else {
      writer.pushPaired(SIMD.demote);
      writer.pushPaired(SIMD.store64Lane, 2, 0, 0);
    }
  }

  #pushIndex(ahead: number): void {
    const writer = this.#writer;
    writer.get(this.columns, this.left);
    writer.push(I32_SUBTRACT, I32_CONST, ahead, I32_ADD, DOUBLE_OF_I32);
  }

  #pushAddress(array: number): void {
    this.#writer.get(this.#bases[array]!, this.offset);
    this.#writer.push(I32_ADD);
  }

  #loadTwice(): void {
    this.#writer.operate("load", this.#format, alignmentOf(this.#format), 0);
    if (this.#format === F32) this.#writer.push(PROMOTE);
    this.#writer.pushPaired(SIMD.splat);
  }

  #storeFirst(): void {
    this.#writer.pushPaired(SIMD.extract, 0);
    if (this.#format === F32) this.#writer.push(DEMOTE);
    this.#writer.operate("store", this.#format, alignmentOf(this.#format), 0);
  }

  /** By so many rows, or by so many numbers. */
  #moveBase(array: number, by: Local): void {
    if (this.#graph.isByColumn(array)) return;
    const writer = this.#writer;
    const base = this.#bases[array]!;
    writer.get(base, by);
    if (!this.#graph.isByRow(array) && !this.#graph.isElementwise) {
      writer.get(this.columns);
      writer.push(I32_MULTIPLY);
    }
    writer.push(I32_CONST, ...signed(bytesOf(this.#format)), I32_MULTIPLY, I32_ADD);
    writer.set(base);
  }

  /** A whole number of the instruction. */
  #read(at: number): Local {
    return this.#writer.variable(I32, () => {
      this.#writer.get(START);
      this.#writer.push(I32_LOAD, 2, ...unsigned(4 * at));
    });
  }
}
