import { OptionError } from "@nn/core";
import { type Activation, type Formula, type Loss, show } from "@nn/core/component";
import { derivativeOf } from "./derivatives/derive.js";
import { readable } from "./derivatives/readable.js";
import { simplified } from "./derivatives/simplify.js";
import {
  callOf,
  type Expression,
  mentions,
  numberOf,
  partsOf,
  productOf,
  rewrite,
  substitute,
  sumOf,
  symbolOf,
} from "./expression.js";
import { REDUCTIONS } from "./functions.js";
import { parseFormula } from "./text/parse.js";

/** An activation in symbols: z goes in, a comes out; b and `other` are the output and the input of another number. */
export interface ActivationSymbols {
  /** a in terms of z, and of sums over the example where the function works on rows. */
  readonly value: Expression;
  /** ∂a/∂z */
  readonly derivative: Expression;
  /** ∂a/∂other, or `undefined` for a function that works on each number by itself. */
  readonly crossDerivative: Expression | undefined;
}

/** A loss in symbols: predictions p and targets t under sums over one example, which has `size` outputs. */
export interface LossSymbols {
  /** An example's value. */
  readonly value: Expression;
  /** Its derivative with respect to one p, which stands outside of the sums with its t. */
  readonly gradient: Expression;
}

const activations: WeakMap<Formula, ActivationSymbols | undefined> = /* @__PURE__ */ new WeakMap();
const losses: WeakMap<Formula, LossSymbols | undefined> = /* @__PURE__ */ new WeakMap();

/** What an activation's formula says, or `undefined` where there is none that can be written. */
export function symbolsOfActivation({ name, formula }: Activation): ActivationSymbols | undefined {
  if (formula === undefined) return undefined;
  checkFormula(name, formula);
  if (!activations.has(formula)) {
    const { value, derivative, crossDerivative } = formula;
    const names = ["z", "a", "b", "other"];
    activations.set(
      formula,
      readable([value, derivative, crossDerivative], names, () => readActivation(formula)),
    );
  }
  return activations.get(formula);
}

/** What a loss's formula says, or `undefined` where there is none that can be written. */
export function symbolsOfLoss({ name, formula }: Loss): LossSymbols | undefined {
  if (formula === undefined) return undefined;
  checkFormula(name, formula);
  if (!losses.has(formula)) {
    const { value, derivative } = formula;
    losses.set(
      formula,
      readable([value, derivative], ["p", "t"], () => readLoss(formula)),
    );
  }
  return losses.get(formula);
}

function checkFormula(name: string, formula: unknown): void {
  if (typeof formula === "object" && formula !== null) return;
  throw new OptionError(
    `The formula of ${name} must be an object, as in { value: "max(0, z)" }, but is ${show(formula)}.`,
  );
}

/** @throws OptionError for a formula that holds what it may not; see {@link parseFormula}. */
export function readActivation({ value: text, derivative, crossDerivative }: Formula): ActivationSymbols {
  const value = meansAsSums(renamed(parseFormula(text, ["x", "z"]), "x", "z"));
  if (!mentions(value, "z")) throw new OptionError(`The formula "${text}" must have x in it, or z.`);
  const { outer, sums } = withoutSums(value, text);
  const back = (expression: Expression): Expression => simplified(substitute(expression, sums));
  const terms = [...sums].map(([name, sum]) => ({
    bySum: derivativeOf(outer, name),
    inside: derivativeOf((sum as Expression & { kind: "call" }).operands[0]!, "z"),
  }));
  const own = derivativeOf(outer, "z");
  const across = terms.map(({ bySum, inside }) => productOf([bySum, renamed(inside, "z", "other")]));
  const written = (formula: string): Expression => parseFormula(formula, ["z", "a", "b", "other"]);
  return {
    value,
    derivative: derivative
      ? written(derivative)
      : back(sumOf([own, ...terms.map(({ bySum, inside }) => productOf([bySum, inside]))])),
    crossDerivative: crossDerivative ? written(crossDerivative) : sums.size > 0 ? back(sumOf(across)) : undefined,
  };
}

/**
 * A formula without a sum is about one output: the example's value is the mean over its outputs.
 *
 * @throws OptionError for a formula that holds what it may not; see {@link parseFormula}.
 */
export function readLoss({ value: text, derivative }: Formula): LossSymbols {
  const parsed = renamed(parseFormula(text, ["p", "y", "t"]), "y", "t");
  if (!mentions(parsed, "p")) throw new OptionError(`The formula "${text}" must have the prediction p in it.`);
  const value = meansAsSums(hasSum(parsed) ? parsed : callOf("mean", parsed));
  const { outer, sums } = withoutSums(value, text);
  if (mentions(outer, "p") || mentions(outer, "t")) {
    throw new OptionError(
      `The formula "${text}" has an output or a target outside of its sums: all or none stand in one.`,
    );
  }
  const terms = [...sums].map(([name, sum]) =>
    productOf([derivativeOf(outer, name), derivativeOf((sum as Expression & { kind: "call" }).operands[0]!, "p")]),
  );
  return {
    value,
    gradient: derivative ? parseFormula(derivative, ["p", "t", "size"]) : simplified(substitute(sumOf(terms), sums)),
  };
}

function renamed(expression: Expression, from: string, to: string): Expression {
  return substitute(expression, new Map([[from, symbolOf(to)]]));
}

function hasSum(expression: Expression): boolean {
  return partsOf(expression).some((part) => part.kind === "call" && REDUCTIONS.includes(part.name));
}

function meansAsSums(expression: Expression): Expression {
  return rewrite(expression, (part) =>
    part.kind === "call" && part.name === "mean"
      ? callOf("divide", callOf("sum", ...part.operands), symbolOf("size"))
      : undefined,
  );
}

/** The formula with a symbol for each of its sums. */
function withoutSums(expression: Expression, text: string): { outer: Expression; sums: Map<string, Expression> } {
  const sums = new Map<string, Expression>();
  const outer = rewrite(expression, (part) => {
    if (part.kind !== "call" || part.name !== "sum") return undefined;
    if (part.operands.some(hasSum)) throw new OptionError(`The formula "${text}" has a sum inside a sum.`);
    const name = `sum${sums.size}`;
    sums.set(name, part);
    return symbolOf(name);
  });
  return { outer, sums };
}

/**
 * A formula for the number at `index` of an example: sums are written out, and symbols stand for that number's own.
 * Beyond six numbers a sum has an ellipsis in its middle.
 *
 * @param own - The symbols of each number: what `p` and `t` are called there.
 */
export function writtenOut(
  expression: Expression,
  own: readonly ReadonlyMap<string, Expression>[],
  index: number,
): Expression {
  const size = new Map([["size", numberOf(own.length)]]);
  return rewrite(expression, (part) =>
    part.kind === "call" && part.name === "sum"
      ? abridged(own.map((symbols) => substitute(part.operands[0]!, symbols)))
      : part.kind === "symbol"
        ? (own[index]!.get(part.name) ?? size.get(part.name))
        : undefined,
  );
}

/** A sum with more terms has an ellipsis. */
export const MOST_TERMS = 6;

/** Whether a sum over so many numbers names one of them, or has an ellipsis in its place; see {@link abridged}. */
export function isNamedInSum(index: number, count: number): boolean {
  return count <= MOST_TERMS || index < 2 || index === count - 1;
}

/** A sum of the terms; beyond six an ellipsis stands for those in the middle. */
export function abridged(terms: readonly Expression[]): Expression {
  return sumOf(terms.length <= MOST_TERMS ? terms : [terms[0]!, terms[1]!, ELLIPSIS, terms.at(-1)!]);
}

/** The terms that aren't written. */
const ELLIPSIS: Expression = symbolOf("ellipsis");
