import { LN2_HIGH, LN2_LOW, ROUNDER } from "../../../elementary.js";
import { BLOCK, BRANCH_IF, END, I32_CONST, NO_RESULT, type Operation, SIMD, V128 } from "../binary/opcodes.js";
import type { Local, Writer } from "../binary/writer.js";

/** 1/2!, 1/3! and so on. */
const TERMS: readonly number[] = /* @__PURE__ */ (() => {
  let factorial = 1;
  return Array.from({ length: 12 }, (_, i) => {
    factorial *= i + 2;
    return 1 / factorial;
  });
})();
/** Nearer to 0 than this, e^x is a normal number. */
const NEAR = 708;

/**
 * e^x of two numbers, written where it is needed: a call costs a fifth of it. Operation by operation it is what
 * `src/elementary.ts` says, and so are the bits; numbers that are far from 0 are left to the function.
 */
export class NearExp {
  readonly #writer: Writer;
  readonly #constants: Map<number, Local> = new Map();

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  /** Makes its constants, once: before the loops that need them, or those would make them again and again. */
  prepare(): void {
    for (const value of [1, NEAR, Math.LOG2E, ROUNDER, LN2_HIGH, LN2_LOW, ...TERMS]) {
      if (this.#constants.has(value)) continue;
      const local = this.#writer.variable(V128, () => {
        this.#writer.constant(value);
        this.#writer.pushPaired(SIMD.splat);
      });
      this.#constants.set(value, local);
    }
  }

  /** Pushes e^x. */
  push(x: Local): void {
    this.prepare();
    const writer = this.#writer;
    const one = this.#constant(1);
    const rounder = this.#constant(ROUNDER);
    const rounded = this.#of("+", this.#of("*", x, this.#constant(Math.LOG2E)), rounder);
    const k = this.#of("-", rounded, rounder);
    const high = this.#of("-", x, this.#of("*", k, this.#constant(LN2_HIGH)));
    const rest = this.#of("+", high, this.#curve(high, this.#of("*", k, this.#constant(LN2_LOW))));
    const y = this.#of("+", one, rest);
    const result = writer.variable(V128, () => {
      writer.get(y, rounded);
      // y·2^k: k stands in the lowest bits, and is added to the exponent, as that is one of a normal number.
      writer.push(I32_CONST, 52);
      writer.pushPaired(SIMD.shiftLeft);
      writer.pushPaired(SIMD.addWhole);
    });
    writer.push(BLOCK, NO_RESULT);
    writer.get(x);
    writer.operate("abs", V128);
    writer.get(this.#constant(NEAR));
    writer.operate("<", V128);
    writer.pushPaired(SIMD.allTrue);
    writer.push(BRANCH_IF, 0);
    writer.get(x);
    writer.call("exp");
    writer.set(result);
    writer.push(END);
    writer.get(result);
  }

  /** e^r − 1 − high for r = high − low. */
  #curve(high: Local, low: Local): Local {
    const r = this.#of("-", high, low);
    const r2 = this.#of("*", r, r);
    const r4 = this.#of("*", r2, r2);
    const [first, second, third] = [0, 4, 8].map((from) => this.#fourTerms(r, r2, TERMS.slice(from, from + 4)));
    const lower = this.#of("+", first!, this.#of("*", r4, second!));
    const terms = this.#of("+", lower, this.#of("*", this.#of("*", r4, r4), third!));
    return this.#of("-", this.#of("*", r2, terms), low);
  }

  /** a + b·r + r²·(c + d·r) */
  #fourTerms(r: Local, r2: Local, terms: readonly number[]): Local {
    const [a, b, c, d] = terms.map((term) => this.#constant(term));
    const low = this.#of("+", a!, this.#of("*", r, b!));
    const high = this.#of("+", c!, this.#of("*", r, d!));
    return this.#of("+", low, this.#of("*", r2, high));
  }

  #of(operation: Operation, a: Local, b: Local): Local {
    return this.#writer.variable(V128, () => {
      this.#writer.get(a, b);
      this.#writer.operate(operation, V128);
    });
  }

  #constant(value: number): Local {
    return this.#constants.get(value)!;
  }
}
