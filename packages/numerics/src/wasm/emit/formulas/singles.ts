import type { Node } from "../../../expressions/node.js";
import { CONDITIONS } from "../../../expressions/operations.js";
import { type Called, unsigned } from "../straight-line/module.js";
import {
  DEMOTE,
  DOUBLE_OF_I32,
  F32,
  F64,
  type Format,
  I32,
  I32_AND,
  I32_CONST,
  I32_OR,
  I32_SUBTRACT,
  opcodes,
  PROMOTE,
  SELECT,
  SIMD,
  V128,
} from "../straight-line/opcodes.js";
import { NUMBERS, type Span } from "./span.js";
import type { Local, Writer } from "./writer.js";

const { add, sub, mul, div, min, max, neg, abs, sqrt, floor, lt, le, eq } = opcodes(F64);
const OPERATIONS: Readonly<Record<string, number>> = {
  ...{ "+": add, "-": sub, "*": mul, "/": div, min, max, negate: neg, abs, sqrt, floor },
  ...{ "<": lt, "<=": le, "==": eq, or: I32_OR, and: I32_AND },
};

/** What is the same for a row, or for a call: it is computed once, before the numbers that need it. */
export class Singles {
  readonly #writer: Writer;
  readonly #span: Span;
  readonly #format: Format;
  readonly #known: Map<Node, Local> = new Map();
  /** The same twice. */
  readonly #splats: Map<Node, Local> = new Map();

  constructor(writer: Writer, span: Span, format: Format) {
    this.#writer = writer;
    this.#span = span;
    this.#format = format;
  }

  /** A sum or a maximum of a row, which a loop brings up to date. */
  start(node: Node): Local {
    const local = this.#writer.local(F64);
    this.#writer.constant(node.operation === "sum" ? 0 : Number.NEGATIVE_INFINITY);
    this.#writer.set(local);
    this.#known.set(node, local);
    return local;
  }

  /** What holds for one row alone is computed anew for the next. */
  forgetRow(): void {
    for (const map of [this.#known, this.#splats]) {
      for (const node of map.keys()) if (node.rank === 1) map.delete(node);
    }
  }

  of(node: Node): Local {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const local = this.#writer.local(CONDITIONS.has(node.operation) ? I32 : F64);
    const operands = node.inputs.map((input) => this.of(input));
    this.#compute(node, operands);
    this.#writer.set(local);
    this.#known.set(node, local);
    return local;
  }

  /** A number twice, for pairs. */
  splat(node: Node): Local {
    const known = this.#splats.get(node);
    if (known !== undefined) return known;
    const writer = this.#writer;
    const single = this.of(node);
    const local = writer.local(V128);
    if (CONDITIONS.has(node.operation)) {
      // All bits of both, or none.
      writer.push(I32_CONST, 0);
      writer.get(single);
      writer.push(I32_SUBTRACT);
      writer.pushPaired(SIMD.splatI32);
    } else {
      writer.get(single);
      writer.pushPaired(SIMD.splat);
    }
    writer.set(local);
    this.#splats.set(node, local);
    return local;
  }

  #compute({ operation, value }: Node, operands: readonly Local[]): void {
    const writer = this.#writer;
    if (operation === "number") writer.constant(value);
    else if (operation === "scalar") {
      writer.get(NUMBERS);
      writer.push(opcodes(F64).load, 3, ...unsigned(8 * value));
    } else if (operation === "extent") {
      writer.get(value === 0 ? this.#span.columns : this.#span.rows);
      writer.push(DOUBLE_OF_I32);
    } else if (operation === "load") this.#span.loadSingle(value);
    else if (operation === "?") {
      writer.get(operands[1]!, operands[2]!, operands[0]!);
      writer.push(SELECT);
    } else if (operation === "stored") {
      writer.get(operands[0]!);
      if (this.#format === F32) writer.push(DEMOTE, PROMOTE);
    } else {
      writer.get(...operands);
      if (OPERATIONS[operation] === undefined) writer.call(operation as Called);
      else writer.push(OPERATIONS[operation]!);
    }
  }
}
