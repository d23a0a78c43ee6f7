import type { Node } from "../../../expressions/node.js";
import type { Stages } from "../../../expressions/stages.js";
import { signed } from "../straight-line/module.js";
import {
  BLOCK,
  BRANCH,
  BRANCH_IF,
  bytesOf,
  END,
  F64,
  type Format,
  I32_ADD,
  I32_CONST,
  I32_LESS,
  I32_SUBTRACT,
  IF,
  LOOP,
  NO_RESULT,
  opcodes,
  RETURN,
  SIMD,
  V128,
} from "../straight-line/opcodes.js";
import { Pairs } from "./pairs.js";
import type { Singles } from "./singles.js";
import type { Span } from "./span.js";
import type { Local, Writer } from "./writer.js";

const { add, max } = opcodes(F64);

/** Loops over the numbers of a row, two at a time, and the last one alone where their number is odd. */
export class RowLoop {
  readonly #writer: Writer;
  readonly #span: Span;
  readonly #singles: Singles;
  readonly #stages: Stages;
  readonly #format: Format;

  constructor(writer: Writer, span: Span, singles: Singles, stages: Stages, format: Format) {
    this.#writer = writer;
    this.#span = span;
    this.#singles = singles;
    this.#stages = stages;
    this.#format = format;
  }

  /**
   * One of the loops over a row.
   *
   * @param length - How many numbers it goes over.
   */
  write(at: number, length: Local): void {
    const writer = this.#writer;
    const { offset, left } = this.#span;
    const { reductions, refusals, stores } = this.#stages.loops[at]!;
    if (reductions.length + refusals.length + stores.length === 0) return;
    const seen = new Set<Node>();
    for (const { inputs } of reductions) this.#prepare(inputs[0]!, seen);
    for (const node of refusals) this.#prepare(node, seen);
    for (const { value } of stores) this.#prepare(value, seen);
    const sums = reductions.map((node) => this.#singles.start(node));
    const refused = refusals.map(() => writer.local(V128));
    for (const local of refused) {
      writer.constant(0);
      writer.pushPaired(SIMD.splat);
      writer.set(local);
    }
    writer.push(I32_CONST, 0);
    writer.set(offset);
    writer.get(length);
    writer.set(left);
    writer.push(BLOCK, NO_RESULT, LOOP, NO_RESULT);
    writer.get(left);
    writer.push(I32_CONST, 2, I32_LESS, BRANCH_IF, 1);
    this.#body(at, sums, refused, true);
    this.#advance();
    writer.push(BRANCH, 0, END, END);
    writer.get(left);
    writer.push(IF, NO_RESULT);
    this.#body(at, sums, refused, false);
    writer.push(END);
    for (const local of refused) {
      writer.get(local);
      writer.pushPaired(SIMD.anyTrue);
      writer.push(IF, NO_RESULT, I32_CONST, 0, RETURN, END);
    }
  }

  /** Computes what the numbers of a loop share, before it. */
  #prepare(node: Node, seen: Set<Node>): void {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.rank < 2) this.#singles.splat(node);
    else for (const input of node.inputs) this.#prepare(input, seen);
  }

  /** Goes on by two numbers. */
  #advance(): void {
    const writer = this.#writer;
    const { offset, left } = this.#span;
    writer.get(offset);
    writer.push(I32_CONST, ...signed(2 * bytesOf(this.#format)), I32_ADD);
    writer.set(offset);
    writer.get(left);
    writer.push(I32_CONST, 2, I32_SUBTRACT);
    writer.set(left);
  }

  #body(at: number, sums: readonly Local[], refused: readonly Local[], isPair: boolean): void {
    const writer = this.#writer;
    const { reductions, refusals, stores } = this.#stages.loops[at]!;
    const isHeld = (node: Node): boolean => this.#stages.isHeld(node, at);
    const pairs = new Pairs(writer, this.#span, this.#singles, this.#format, isHeld, isPair);
    for (const [i, node] of reductions.entries()) {
      const value = pairs.of(node.inputs[0]!);
      for (const lane of isPair ? [0, 1] : [0]) {
        writer.get(sums[i]!, value);
        writer.pushPaired(SIMD.extract, lane, node.operation === "sum" ? add : max);
        writer.set(sums[i]!);
      }
    }
    for (const [i, node] of refusals.entries()) {
      writer.get(refused[i]!, pairs.of(node));
      writer.pushPaired(SIMD.or);
      writer.set(refused[i]!);
    }
    // All are read before one is written, which may be the same array.
    const values = stores.map(({ value }) => pairs.of(value));
    for (const [i, { array }] of stores.entries()) this.#span.storePair(array, values[i]!, isPair);
  }
}
