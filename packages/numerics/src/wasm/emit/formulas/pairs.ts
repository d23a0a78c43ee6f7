import type { Node } from "../../../expressions/node.js";
import type { Called } from "../straight-line/module.js";
import { F32, type Format, SIMD, V128 } from "../straight-line/opcodes.js";
import type { Singles } from "./singles.js";
import type { Span } from "./span.js";
import type { Local, Writer } from "./writer.js";

/** What becomes of two numbers at a time. */
const OPERATIONS: Readonly<Record<string, number>> = {
  ...{ "+": SIMD.add, "-": SIMD.sub, "*": SIMD.mul, "/": SIMD.div, min: SIMD.min, max: SIMD.max },
  ...{ negate: SIMD.neg, abs: SIMD.abs, sqrt: SIMD.sqrt, floor: SIMD.floor },
  ...{ "<": SIMD.lt, "<=": SIMD.le, "==": SIMD.eq, or: SIMD.or, and: SIMD.and },
};

/** The functions that there are of two numbers at a time. */
const FUNCTIONS: Readonly<Record<string, Called>> = { exp: "expPair", tanh: "tanhPair" };

/** Two numbers of a row, each operation on both at once; or the last number of a row alone, twice. */
export class Pairs {
  readonly #writer: Writer;
  readonly #span: Span;
  readonly #singles: Singles;
  readonly #format: Format;
  readonly #isHeld: (node: Node) => boolean;
  readonly #isPair: boolean;
  readonly #known: Map<Node, Local> = new Map();

  /**
   * @param isHeld - Whether what was stored is to be loaded again.
   * @param isPair - Whether there are two numbers.
   */
  constructor(
    writer: Writer,
    span: Span,
    singles: Singles,
    format: Format,
    isHeld: (node: Node) => boolean,
    isPair: boolean,
  ) {
    this.#writer = writer;
    this.#span = span;
    this.#singles = singles;
    this.#format = format;
    this.#isHeld = isHeld;
    this.#isPair = isPair;
  }

  of(node: Node): Local {
    if (node.rank < 2) return this.#singles.splat(node);
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const local = this.#writer.local(V128);
    this.#compute(node);
    this.#writer.set(local);
    this.#known.set(node, local);
    return local;
  }

  #compute(node: Node): void {
    const writer = this.#writer;
    const { operation, inputs, value } = node;
    if (operation === "load" || this.#isHeld(node)) {
      this.#span.loadPair(value, this.#isPair);
      return;
    }
    if (operation === "index") {
      this.#span.pushIndices(this.#isPair);
      return;
    }
    if (operation === "?") {
      const [condition, one, other] = inputs as [Node, Node, Node];
      writer.get(...[one, other, condition].map((input) => this.of(input)));
      writer.pushPaired(SIMD.select);
      return;
    }
    const operands = inputs.map((input) => this.of(input));
    const paired = OPERATIONS[operation];
    if (operation === "stored") {
      writer.get(...operands);
      if (this.#format === F32) this.#round();
    } else if (paired !== undefined) {
      writer.get(...operands);
      writer.pushPaired(paired);
    } else if (FUNCTIONS[operation] !== undefined) {
      writer.get(...operands);
      writer.call(FUNCTIONS[operation]!);
    } else this.#callTwice(operation as Called, operands);
  }

  #round(): void {
    this.#writer.pushPaired(SIMD.demote);
    this.#writer.pushPaired(SIMD.promote);
  }

  /** A function of one number, for both. */
  #callTwice(name: Called, operands: readonly Local[]): void {
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
    if (!this.#isPair) return;
    lane(1);
    writer.pushPaired(SIMD.replace, 1);
  }
}
