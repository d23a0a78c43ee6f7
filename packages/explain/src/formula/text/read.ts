import { type Expression, numberOf } from "../expression.js";
import { type Token, tokensOf } from "./tokens.js";

/** What becomes of names and of functions. */
interface Makers {
  readonly symbol: (name: string) => Expression;
  /** Operators go by names, too: `"add"`. */
  readonly call: (name: string, operands: readonly Expression[]) => Expression;
}

const SUMS: Readonly<Record<string, string>> = { "+": "add", "-": "subtract" };
const PRODUCTS: Readonly<Record<string, string>> = { "*": "multiply", "/": "divide" };

/** So deep may brackets, signs and powers lie in one another: beyond, to read them takes more than the engine's stack. */
const DEEPEST = 500;

/**
 * Reads a formula: a minus binds less than a power, −x² is −(x²), and powers of powers are taken from the right.
 *
 * Source: V. Pratt, "Top down operator precedence", POPL 1973.
 *
 * @param refuse - Throws the error of a text that isn't a formula.
 */
export function read(text: string, refuse: (why: string) => never, { symbol, call }: Makers): Expression {
  const tokens = tokensOf(text);
  let at = 0;
  let depth = 0;
  const fail = (): never => refuse("can't be read.");
  const isNext = (sign: string): boolean => tokens[at]?.text === sign;
  const take = (): Token => tokens[at++] ?? fail();
  const expect = (sign: string): void => {
    if (take().text !== sign) fail();
  };

  const nested = (inner: () => Expression): Expression => {
    if (++depth > DEEPEST) refuse("is nested too deep.");
    const expression = inner();
    depth--;
    return expression;
  };

  const chain = (operators: Readonly<Record<string, string>>, operand: () => Expression) => (): Expression => {
    let left = operand();
    for (;;) {
      const next = tokens[at];
      const name = next?.kind === "operator" ? operators[next.text] : undefined;
      if (name === undefined) return left;
      at++;
      left = call(name, [left, operand()]);
    }
  };
  const product = chain(PRODUCTS, signed);
  const sum = chain(SUMS, product);

  function signed(): Expression {
    if (isNext("+")) {
      at++;
      return nested(signed);
    }
    if (!isNext("-")) return power();
    at++;
    return call("unaryMinus", [nested(signed)]);
  }

  function power(): Expression {
    const base = atom();
    if (!isNext("^")) return base;
    at++;
    return call("pow", [base, nested(signed)]);
  }

  function atom(): Expression {
    const token = take();
    if (token.kind === "number") return numberOf(Number(token.text));
    if (token.kind === "name") return isNext("(") ? call(token.text, operands()) : symbol(token.text);
    if (token.kind !== "open") return fail();
    const inside = nested(sum);
    expect(")");
    return inside;
  }

  function operands(): Expression[] {
    at++;
    const given: Expression[] = [];
    while (!isNext(")")) {
      given.push(nested(sum));
      if (!isNext(")")) expect(",");
    }
    at++;
    return given;
  }

  const whole = sum();
  return at === tokens.length ? whole : fail();
}
