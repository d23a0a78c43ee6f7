import type { Node } from "../../../expressions/node.js";
import { type Called, isPaired, unsigned } from "../binary/module.js";
import { DOUBLE_OF_I32, F32, type Format, isInstruction, SIMD, V128 } from "../binary/opcodes.js";
import type { Local, Writer } from "../binary/writer.js";
import { NearExp } from "./near-exp.js";
import { NUMBERS, type Span } from "./span.js";

/**
 * The values of a computation, two numbers of a row at a time, or the last number of a row alone, twice. What is the same
 * for a row or for a call is such a number, too: it is computed once, before the numbers that need it.
 */
export class Pairs {
  readonly #writer: Writer;
  readonly #span: Span;
  readonly #format: Format;
  readonly #exp: NearExp;
  /** What is the same for a row. */
  readonly #shared: Map<Node, Local> = new Map();
  #ofNumbers: Map<Node, Local> = new Map();
  #isHeld: (node: Node) => boolean = () => false;
  #isPair = false;

  constructor(writer: Writer, span: Span, format: Format) {
    this.#writer = writer;
    this.#span = span;
    this.#format = format;
    this.#exp = new NearExp(writer);
  }

  /**
   * Goes on to other numbers of a row.
   *
   * @param isHeld - Whether what was stored is to be loaded again.
   * @param isPair - Whether there are two of them.
   */
  begin(isHeld: (node: Node) => boolean, isPair: boolean): void {
    this.#ofNumbers = new Map();
    this.#isHeld = isHeld;
    this.#isPair = isPair;
  }

  /** What holds for one row alone is computed anew for the next. */
  forgetRow(): void {
    for (const node of this.#shared.keys()) if (node.rank === 1) this.#shared.delete(node);
  }

  of(node: Node): Local {
    const known = node.rank < 2 ? this.#shared : this.#ofNumbers;
    return known.get(node) ?? this.#keep(node, known, () => this.#push(node, node.rank === 2 && this.#isPair));
  }

  /** What a loop has come to: a sum or a maximum of a row. */
  set(node: Node, result: Local): void {
    this.#keep(node, this.#shared, () => {
      this.#writer.get(result);
      this.#writer.pushPaired(SIMD.splat);
    });
  }

  /** Computes what a node needs that is of less rank: before the loop in which it would be computed again and again. */
  prepare(node: Node, rank: number, seen: Set<Node>): void {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.operation === "exp") this.#exp.prepare();
    if (node.rank < rank) this.of(node);
    else for (const input of node.inputs) this.prepare(input, rank, seen);
  }

  #keep(node: Node, known: Map<Node, Local>, push: () => void): Local {
    const local = this.#writer.variable(V128, push);
    known.set(node, local);
    return local;
  }

  #push(node: Node, isPair: boolean): void {
    const writer = this.#writer;
    const { operation, inputs, value } = node;
    if (operation === "number") {
      writer.constant(value);
      writer.pushPaired(SIMD.splat);
    } else if (operation === "scalar") {
      writer.get(NUMBERS);
      writer.pushPaired(SIMD.load64Splat, 3, ...unsigned(8 * value));
    } else if (operation === "extent") {
      writer.get(value === 0 ? this.#span.columns : this.#span.rows);
      writer.push(DOUBLE_OF_I32);
      writer.pushPaired(SIMD.splat);
    } else if (operation === "load" || (node.rank === 2 && this.#isHeld(node))) {
      if (node.rank < 2) this.#span.loadSingle(value);
      else this.#span.loadPair(value, isPair);
    } else if (operation === "index") {
      this.#span.pushIndices(isPair);
    } else
      this.#pushResult(
        operation,
        inputs.map((input) => this.of(input)),
        isPair,
      );
  }

  #pushResult(operation: string, operands: readonly Local[], isPair: boolean): void {
    const writer = this.#writer;
    // What is chosen between comes before the condition.
    const [first, ...others] = operands;
    if (isInstruction(operation)) {
      writer.get(...(operation === "?" ? [...others, first!] : operands));
      writer.operate(operation, V128);
    } else if (operation === "stored") {
      writer.get(first!);
      if (this.#format === F32) this.#round();
    } else if (operation === "exp") {
      this.#exp.push(first!);
    } else if (isPaired(operation as Called)) {
      writer.get(first!);
      writer.call(operation as Called);
    } else this.#callTwice(operation as Called, operands, isPair);
  }

  #round(): void {
    this.#writer.pushPaired(SIMD.demote);
    this.#writer.pushPaired(SIMD.promote);
  }

  /** A function of one number, for both. */
  #callTwice(name: Called, operands: readonly Local[], isPair: boolean): void {
    const writer = this.#writer;
    const lane = (lane: number): void => {
      for (const operand of operands) {
        writer.get(operand);
        writer.pushPaired(SIMD.extract, lane);
      }
      writer.call(name);
    };
    lane(0);
    writer.pushPaired(SIMD.splat);
    if (!isPair) return;
    lane(1);
    writer.pushPaired(SIMD.replace, 1);
  }
}
