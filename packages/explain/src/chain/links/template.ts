import { OptionError } from "@nn/core";
import { derivativeOf } from "../../formula/derivatives/derive.js";
import { simplified } from "../../formula/derivatives/simplify.js";
import { callOf, type Expression, numberOf, partsOf, rewrite, symbolOf } from "../../formula/expression.js";
import { CONSTANTS, FUNCTIONS } from "../../formula/functions.js";
import { parseOwn } from "../../formula/text/parse.js";

/** What is taken of several numbers at once. */
export interface Reduction {
  /** What stands for it in the formula around it. */
  readonly name: string;
  readonly kind: "sum" | "mean" | "max";
  /** What is computed of each of them. */
  readonly inside: Expression;
}

/** A formula of a layer's equations, with the derivatives of its parts, each of which is found once. */
export class Template {
  /** With a symbol for each reduction. */
  readonly outer: Expression;
  readonly reductions: readonly Reduction[];
  readonly #derivatives: Map<string, Expression> = new Map();

  /**
   * @param refuse - Throws the error of a text that isn't such a formula.
   */
  constructor(text: string, letters: readonly string[], refuse: (lack: string) => never) {
    const reductions: Reduction[] = [];
    this.outer = rewrite(parsed(text, letters, refuse), (part) => {
      if (part.kind !== "call" || !isReduction(part)) return undefined;
      const name = `reduction${reductions.length}`;
      const [inside] = part.operands as [Expression];
      if (partsOf(inside).some((inner) => inner.kind === "call" && isReduction(inner))) {
        refuse("has one of sum, mean and max inside of another");
      }
      reductions.push({ name, kind: part.name as Reduction["kind"], inside });
      return symbolOf(name);
    });
    this.reductions = reductions;
  }

  /** Whether it is a letter alone. */
  get isLetter(): boolean {
    return this.outer.kind === "symbol" && this.reductions.length === 0;
  }

  /** The derivative of the formula around the reductions, or inside of one, with respect to a symbol. */
  derivative(symbol: string, of?: Reduction): Expression {
    const key = `${of?.name ?? ""} ${symbol}`;
    const known = this.#derivatives.get(key) ?? simplified(derivativeOf(of?.inside ?? this.outer, symbol));
    this.#derivatives.set(key, known);
    return known;
  }
}

function isReduction({ name, operands }: Expression & { kind: "call" }): boolean {
  return name === "sum" || name === "mean" || (name === "max" && operands.length === 1);
}

function parsed(text: string, letters: readonly string[], refuse: (lack: string) => never): Expression {
  const read = (): Expression => {
    try {
      return parseOwn(text);
    } catch (error) {
      if (error instanceof OptionError) refuse("can't be read");
      throw error;
    }
  };
  const expression = rewrite(read(), (part) => {
    if (part.kind !== "symbol" || letters.includes(part.name)) return undefined;
    return Object.hasOwn(CONSTANTS, part.name)
      ? numberOf(CONSTANTS[part.name]!)
      : refuse(`uses "${part.name}", which reads gives no number for`);
  });
  for (const part of partsOf(expression)) {
    if (part.kind !== "call" || isReduction(part)) continue;
    const expected = FUNCTIONS[part.name]?.length;
    if (expected !== part.operands.length) {
      const operands = part.operands.length === 1 ? "1 operand" : `${part.operands.length} operands`;
      refuse(expected === undefined ? `has no function ${part.name}` : `gives ${part.name} ${operands}`);
    }
  }
  return expression;
}

/** Operands from the left, as a function of two takes them; of one, itself. */
export function largestOf(operands: readonly Expression[]): Expression {
  return operands.length === 1 ? operands[0]! : callOf("max", ...operands);
}
