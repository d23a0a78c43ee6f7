import type { Node } from "../../../expressions/node.js";
import type { Stages } from "../../../expressions/stages.js";
import { signed } from "../binary/module.js";
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
  RETURN,
  SIMD,
  V128,
} from "../binary/opcodes.js";
import type { Local, Writer } from "../binary/writer.js";
import type { Pairs } from "./pairs.js";
import type { Span } from "./span.js";

/** Loops over the numbers of a row, two at a time, and the last one alone where their number is odd. */
export class RowLoop {
  readonly #writer: Writer;
  readonly #span: Span;
  readonly #pairs: Pairs;
  readonly #stages: Stages;
  readonly #format: Format;

  constructor(writer: Writer, span: Span, pairs: Pairs, stages: Stages, format: Format) {
    this.#writer = writer;
    this.#span = span;
    this.#pairs = pairs;
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
    for (const { inputs } of reductions) this.#pairs.prepare(inputs[0]!, 2, seen);
    for (const node of refusals) this.#pairs.prepare(node, 2, seen);
    for (const { value } of stores) this.#pairs.prepare(value, 2, seen);
    const sums = reductions.map(({ operation }) =>
      writer.variable(F64, () => writer.constant(operation === "sum" ? 0 : Number.NEGATIVE_INFINITY)),
    );
    const refused = refusals.map(() =>
      writer.variable(V128, () => {
        writer.constant(0);
        writer.pushPaired(SIMD.splat);
      }),
    );
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
    for (const [i, node] of reductions.entries()) this.#pairs.set(node, sums[i]!);
    for (const local of refused) this.refuseIf(local);
  }

  /** Ends the function, which answers 0, where a condition holds. */
  refuseIf(condition: Local): void {
    this.#writer.get(condition);
    this.#writer.pushPaired(SIMD.anyTrue);
    this.#writer.push(IF, NO_RESULT, I32_CONST, 0, RETURN, END);
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
    const pairs = this.#pairs;
    pairs.begin((node) => this.#stages.isHeld(node, at), isPair);
    for (const [i, node] of reductions.entries()) {
      const value = pairs.of(node.inputs[0]!);
      for (const lane of isPair ? [0, 1] : [0]) {
        writer.get(sums[i]!, value);
        writer.pushPaired(SIMD.extract, lane);
        writer.operate(node.operation === "sum" ? "+" : "max", F64);
        writer.set(sums[i]!);
      }
    }
    for (const [i, node] of refusals.entries()) {
      writer.get(refused[i]!, pairs.of(node));
      writer.operate("or", V128);
      writer.set(refused[i]!);
    }
    // All are read before one is written, which may be the same array.
    const values = stores.map(({ value }) => pairs.of(value));
    for (const [i, { array }] of stores.entries()) this.#span.storePair(array, values[i]!, isPair);
  }
}
