import { type Loss, type Optimizer, permutation, type Random } from "@nn/core/component";
import { type Rounding, roundingTo } from "../chain/rounding.js";
import { getByName, type SettableNetwork, setByName } from "../chain/values.js";
import { explain } from "../explain.js";
import type { PathSum } from "../explanation/derivation.js";
import type { Explanation } from "../explanation/explanation.js";
import type { Factor } from "../explanation/steps.js";
import { evaluate } from "../formula/evaluate.js";
import { parseOwn } from "../formula/text/parse.js";
import { GradientRun } from "../passes/run.js";
import { updateOf } from "../update/update.js";
import { linesOf } from "./found-lines.js";
import type { Mistake } from "./sheet.js";

/** What a sheet's explanation was made from. */
export interface Asked {
  readonly network: SettableNetwork;
  readonly input: readonly number[];
  readonly target: readonly number[];
  readonly loss: Loss;
  readonly optimizer: Optimizer;
}

/** One of the mistakes that are often made by hand: a bias or a slope left out, a sign turned round; `null` if none shows. */
export function mistakeIn(right: Explanation, asked: Asked, random: Random): Mistake | null {
  const lines = linesOf(right);
  const mistakes = [...withoutBias(right, asked), ...withWrongFactor(right, asked)];
  for (const place of permutation(random, mistakes.length)) {
    const explanation = mistakes[place]!();
    const line = linesOf(explanation).findIndex(
      ({ value }, i) => Math.abs(value - lines[i]!.value) > 2 * lines[i]!.tolerance,
    );
    if (line >= 0) return { line, explanation };
  }
  return null;
}

/** A weighted sum without its bias. What follows is what a network without that bias has. */
function withoutBias(right: Explanation, { network, ...question }: Asked): (() => Explanation)[] {
  const { name: parameter } = right.parameter;
  const significantDigits = right.significantDigits!;
  return right.forward.flatMap(({ symbol, formula, substituted }) => {
    const bias = /\bb\d+\b/.exec(formula ?? "")?.[0];
    if (bias === undefined) return [];
    return () => {
      const kept = getByName(network);
      setByName(network, { [bias]: 0 });
      try {
        const wrong = explain(network, { ...question, parameter, significantDigits });
        const forward = wrong.forward.map((step) => (step.symbol === symbol ? { ...step, substituted } : step));
        return { ...wrong, forward, given: right.given };
      } finally {
        setByName(network, kept);
      }
    };
  });
}

/** A factor whose sign is turned round, or which lacks f′. */
function withWrongFactor(right: Explanation, asked: Asked): (() => Explanation)[] {
  const { chain } = right;
  if (chain.kind === "layers") return [];
  const rounding = roundingTo(right.significantDigits);
  const factors = new Map(
    chain.neurons.paths.flatMap((path) => path.factors.map((one) => [`${one.of} ${one.by}`, one])),
  );
  return [...factors.values()].flatMap((factor) =>
    [-factor.value, withoutSlope(factor)]
      .filter((value) => value !== null)
      .map((value) => () => {
        const neurons = withFactor(chain.neurons, { ...factor, value: rounding.round(value) }, rounding);
        const gradient = neurons.value;
        return { ...right, chain: { ...chain, neurons }, gradient, update: updateBy(gradient, right, asked, rounding) };
      }),
  );
}

/** What else is in a product with f′. */
function withoutSlope({ slope, product }: Factor): number | null {
  if (slope === undefined || product === undefined) return null;
  const expression = parseOwn(product);
  const operands = expression.kind === "call" && expression.name === "multiply" ? expression.operands : [];
  const other = operands.find((operand) => evaluate(operand) !== slope.value);
  return other === undefined ? null : evaluate(other);
}

/** The paths with another value of a factor, wherever it is, and what follows from it. */
function withFactor({ paths, examples }: PathSum, { of, by, value }: Factor, { round, sum }: Rounding): PathSum {
  const changed = paths.map((path) => {
    const factors = path.factors.map((factor) =>
      factor.of === of && factor.by === by ? { ...factor, value } : factor,
    );
    return { ...path, factors, value: round(factors.reduce((product, factor) => product * factor.value, 1)) };
  });
  const whole = round(sum(changed.map((path) => path.value)));
  return { paths: changed, examples: examples.map((example) => ({ ...example, value: whole })), value: whole };
}

/** What the optimizer makes of another derivative. */
function updateBy(
  gradient: number,
  { parameter }: Explanation,
  asked: Asked,
  rounding: Rounding,
): Explanation["update"] {
  const { network, input, target, loss, optimizer } = asked;
  const { name, fullName, element, value: before } = parameter;
  const run = new GradientRun(network, { inputs: [...input], targets: [...target] }, loss);
  const placed = network.stack.allPlaces.flatMap(({ parameters }) => parameters);
  const index = placed.find((one) => one.fullName === fullName)!.offset + element;
  const gradients = Float64Array.from(run.gradients());
  return updateOf(network, optimizer, { gradients, index, name, before, gradient }, run, rounding, undefined);
}
