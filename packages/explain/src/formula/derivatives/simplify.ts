import { evaluate } from "../evaluate.js";
import { callOf, type Expression, numberOf, partsOf, productOf } from "../expression.js";
import { sourceOf } from "../text/source.js";
import { tidy } from "./tidy.js";

/** A formula of more parts stays as long as it is: it is too long to read. */
const MOST_SIMPLIFIED = 180;

/**
 * A shorter way to write the same formula, as a student would: equal terms are counted, equal factors are powers, and what
 * stands above and below a line is left out.
 */
export function simplified(expression: Expression): Expression {
  const tidied = tidy(expression);
  if (partsOf(tidied).length > MOST_SIMPLIFIED) return tidied;
  const shorter = tidy(shortened(tidied));
  // Numbers that are too large or too small for their product stay apart.
  return partsOf(shorter).some((part) => part.kind === "number" && !Number.isFinite(part.value)) ? tidied : shorter;
}

/** A base and its power. */
interface Factor {
  readonly base: Expression;
  readonly exponent: number;
}

/** over/under times powers of other things, by the texts of these. */
interface Product {
  readonly over: number;
  readonly under: number;
  readonly factors: ReadonlyMap<string, Factor>;
}

function shortened(expression: Expression): Expression {
  if (expression.kind !== "call") return expression;
  switch (expression.name) {
    case "add":
    case "subtract":
      return sumOfTerms(termsOf(expression, 1));
    case "unaryMinus":
    case "multiply":
    case "divide":
    case "pow":
      return written(productFrom(expression));
    default:
      return counted(expression.name, expression.operands.map(shortened));
  }
}

/** A function of numbers alone; of whole ones only where it is one, too: log(1) is 0, and log(2) stays. */
function counted(name: string, operands: readonly Expression[]): Expression {
  const expression = callOf(name, ...operands);
  if (operands.some(({ kind }) => kind !== "number")) return expression;
  const value = evaluate(expression);
  const areWhole = operands.every((operand) => operand.kind === "number" && Number.isInteger(operand.value));
  return Number.isInteger(value) || (Number.isFinite(value) && !areWhole) ? numberOf(value) : expression;
}

function productFrom(expression: Expression): Product {
  if (expression.kind === "number") return { over: expression.value, under: 1, factors: new Map() };
  if (expression.kind !== "call") return ofOne(expression);
  const [a, b] = expression.operands as [Expression, Expression];
  switch (expression.name) {
    case "unaryMinus":
      return times(productFrom(a), { over: -1, under: 1, factors: new Map() });
    case "multiply":
      return times(productFrom(a), productFrom(b));
    case "divide":
      return times(productFrom(a), raised(productFrom(b), -1));
    case "pow": {
      const exponent = shortened(b);
      if (exponent.kind !== "number") return ofOne(callOf("pow", shortened(a), exponent));
      const base = productFrom(a);
      // (x · y)^0.5 isn't x^0.5 · y^0.5 where both are negative.
      return Number.isInteger(exponent.value) ? raised(base, exponent.value) : ofOne(written(base), exponent.value);
    }
    default: {
      const one = shortened(expression);
      return one.kind === "call" && !OPERATORS.includes(one.name) ? ofOne(one) : productFrom(one);
    }
  }
}

const OPERATORS: readonly string[] = ["unaryMinus", "multiply", "divide", "pow"];

function ofOne(base: Expression, exponent = 1): Product {
  return { over: 1, under: 1, factors: new Map([[sourceOf(base), { base, exponent }]]) };
}

function raised({ over, under, factors }: Product, exponent: number): Product {
  if (exponent === 0) return { over: 1, under: 1, factors: new Map() };
  const [above, below] = exponent < 0 ? [under, over] : [over, under];
  const size = Math.abs(exponent);
  return {
    over: above ** size,
    under: below ** size,
    factors: new Map([...factors].map(([key, one]) => [key, { ...one, exponent: one.exponent * exponent }])),
  };
}

function times(a: Product, b: Product): Product {
  const factors = new Map(a.factors);
  for (const [key, { base, exponent }] of b.factors) {
    const sum = (factors.get(key)?.exponent ?? 0) + exponent;
    if (sum === 0) factors.delete(key);
    else factors.set(key, { base, exponent: sum });
  }
  return { ...reduced(a.over * b.over, a.under * b.under), factors };
}

/** A fraction of whole numbers without common divisors, with a minus above; of other numbers, what it comes to. */
function reduced(over: number, under: number): Pick<Product, "over" | "under"> {
  const areWhole = Number.isInteger(over) && Number.isInteger(under);
  if (!areWhole || Number.isInteger(over / under)) return { over: over / under, under: 1 };
  const sign = under < 0 ? -1 : 1;
  const divisor =
    Number.isSafeInteger(over) && Number.isSafeInteger(under) ? commonDivisor(Math.abs(over), Math.abs(under)) : 1;
  return { over: (sign * over) / divisor, under: (sign * under) / divisor };
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? Math.max(a, 1) : commonDivisor(b, a % b);
}

/** With these signs, the operands of a function are terms of a sum. */
const SIGNS: Readonly<Record<string, readonly number[]>> = { add: [1, 1], subtract: [1, -1], unaryMinus: [-1] };

function termsOf(expression: Expression, sign: number): Product[] {
  const signs = expression.kind === "call" ? SIGNS[expression.name] : undefined;
  if (expression.kind === "call" && signs) {
    return expression.operands.flatMap((operand, i) => termsOf(operand, sign * signs[i]!));
  }
  const own = productFrom(expression);
  return [{ ...own, over: sign * own.over }];
}

function sumOfTerms(terms: readonly Product[]): Expression {
  const counted = new Map<string, Product>();
  for (const term of terms) {
    const key = keyOf(term);
    const known = counted.get(key);
    counted.set(key, known === undefined ? term : together(known, term));
  }
  const left = [...counted.values()].filter(({ over }) => over !== 0).map(withoutMinus);
  // b − a in the place of −a + b
  const beginning = left.find(({ over }) => over > 0) ?? left[0];
  const [first, ...more] = [...new Set([beginning, ...left])].filter((term) => term !== undefined);
  if (first === undefined) return numberOf(0);
  return more.reduce((sum, term) => {
    return term.over < 0
      ? callOf("subtract", sum, written({ ...term, over: -term.over }))
      : callOf("add", sum, written(term));
  }, written(first));
}

function keyOf({ factors }: Product): string {
  return [...factors]
    .map(([key, { exponent }]) => `${key}^${exponent}`)
    .sort()
    .join(" ");
}

/** Two products of the same factors, added up. */
function together(a: Product, b: Product): Product {
  const sum =
    a.under === b.under
      ? reduced(a.over + b.over, a.under)
      : reduced(a.over * b.under + b.over * a.under, a.under * b.under);
  return { ...a, ...sum };
}

/** −(a − b) as b − a */
function withoutMinus(product: Product): Product {
  if (product.over >= 0) return product;
  for (const [key, { base, exponent }] of product.factors) {
    if (exponent !== 1 || base.kind !== "call" || base.name !== "subtract") continue;
    const [a, b] = base.operands as [Expression, Expression];
    if (a.kind === "call" && (a.name === "add" || a.name === "subtract")) continue;
    const turned = callOf("subtract", b, a);
    const factors = [...product.factors].map(([own, one]) =>
      own === key ? ([sourceOf(turned), { base: turned, exponent }] as const) : ([own, one] as const),
    );
    return { ...product, over: -product.over, factors: new Map(factors) };
  }
  return product;
}

function written(product: Product): Expression {
  const { over, under, factors } = withoutMinus(product);
  if (over === 0) return numberOf(0);
  const powers = (sign: 1 | -1): Expression[] =>
    // A name stands before a bracket.
    [...factors.values()]
      .filter(({ exponent }) => exponent * sign > 0)
      .sort((a, b) => Number(b.base.kind === "symbol") - Number(a.base.kind === "symbol"))
      .map(({ base, exponent }) => (exponent * sign === 1 ? base : callOf("pow", base, numberOf(exponent * sign))));
  const [above, below] = [powers(1), powers(-1)];
  const size = Math.abs(over);
  const numerator = productOf(size === 1 ? above : [numberOf(size), ...above]);
  const signed = over < 0 ? callOf("unaryMinus", numerator) : numerator;
  const denominator = under === 1 ? below : [numberOf(under), ...below];
  return tidy(denominator.length === 0 ? signed : callOf("divide", signed, productOf(denominator)));
}
