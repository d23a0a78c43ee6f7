import { CONDITIONS } from "../../../expressions/operations.js";
import type { Called } from "../binary/module.js";
import { DEMOTE, F64, type Format, I32, type Operation, PROMOTE, SIMD, V128 } from "../binary/opcodes.js";
import { type Local, Writer } from "../binary/writer.js";

/** Operations on single numbers, each of which gives a variable of its own. */
export class Arithmetic extends Writer {
  /** A variable with the result of an operation on numbers of one format. */
  result(operation: Operation, ...operands: readonly Local[]): Local {
    // What is chosen between comes before the condition.
    const [first, ...others] = operands as [Local, ...Local[]];
    const inOrder = operation === "?" ? [...others, first] : operands;
    const format = this.typeOf(inOrder[0]!);
    return this.variable(CONDITIONS.has(operation) ? I32 : format, () => {
      this.get(...inOrder);
      this.operate(operation, format);
    });
  }

  /** The result of a function of doubles. */
  resultOf(name: Called, ...operands: readonly Local[]): Local {
    return this.variable(F64, () => {
      this.get(...operands);
      this.call(name);
    });
  }

  /** The results of a function that takes two doubles at a time, for two or for one. */
  resultsOf(name: Called, operands: readonly [Local, Local?]): Local[] {
    const [first, second] = operands;
    const pair = this.variable(V128, () => {
      this.get(first);
      this.pushPaired(SIMD.splat);
      if (second !== undefined) {
        this.get(second);
        this.pushPaired(SIMD.replace, 1);
      }
      this.call(name);
    });
    return operands.map((_, lane) =>
      this.variable(F64, () => {
        this.get(pair);
        this.pushPaired(SIMD.extract, lane);
      }),
    );
  }

  number(value: number, format: Format = F64): Local {
    return this.variable(format, () => this.constant(value, format));
  }

  /** What a variable holds now. */
  copy(x: Local): Local {
    return this.variable(this.typeOf(x), () => this.get(x));
  }

  /** In another format, or as it is. */
  converted(x: Local, format: Format): Local {
    if (this.typeOf(x) === format) return x;
    return this.variable(format, () => {
      this.get(x);
      this.push(format === F64 ? PROMOTE : DEMOTE);
    });
  }
}
