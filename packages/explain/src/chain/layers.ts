import type { Equation, LayerChain } from "../explanation.js";
import { callOf, type Expression, numberOf, productOf, sumOf, symbolOf } from "../formula/expression.js";
import { tidy } from "../formula/tidy.js";
import { abridged, MOST_TERMS } from "../formula/units.js";
import type { Traced } from "./link.js";
import type { Chain } from "./links.js";
import type { Origin } from "./paths.js";
import type { Rounding } from "./rounding.js";
import type { Trace } from "./trace.js";

/**
 * The chain rule with the paths taken together, from the loss back to the parameter's weighted sum, for the numbers that
 * lie on a path.
 *
 *     δ_o = ∂L/∂o of the example's own loss          δ_i = Σ_j ∂j/∂i · δ_j, for every number j that i reaches
 */
export function layerChain(
  chain: Chain,
  trace: Trace,
  origin: Origin,
  pathCount: number,
  rounding: Rounding,
): LayerChain {
  const deltas: Equation[] = [];
  const examples = trace.ends.length;
  const terms = trace.ends.map((ends, example) => {
    const isListed = isNamedInSum(example, examples);
    const list = (equations: readonly Equation[]): void => {
      if (isListed) deltas.push(...equations.filter((_, i) => isNamedInSum(i, equations.length)));
    };
    const reached = reachedFrom(chain, trace, origin, example);
    const outputs = reached.at(-1)!;
    let after = new Map(
      outputs.map((output) => {
        const name = `delta_${ends.at(-1)!.outputNames[output]!}`;
        return [output, trace.equation(name, trace.lossSlope(example, output))] as const;
      }),
    );
    list([...after.values()]);
    for (let link = chain.links.length - 1; link > origin.link; link--) {
      const before = new Map<number, Equation>();
      for (const input of reached[link - 1 - origin.link]!) {
        const slopes = [...chain.links[link]!.slopes(ends[link]!, input)];
        const sum = weighted(
          slopes.map(([output, slope]) => [slope, after.get(output)!] as const),
          rounding,
        );
        before.set(input, trace.equation(`delta_${ends[link]!.inputNames[input]}`, sum));
      }
      list([...before.values()]);
      after = before;
    }
    return [origin.slope(example), after.get(origin.unit)!] as const;
  });
  return {
    kind: "layers",
    pathCount,
    deltas,
    last: trace.factor("L", origin.name, meanOf(weighted(terms, rounding), examples)),
  };
}

/** Whether a sum over so many numbers names one of them, or has an ellipsis in its place; see {@link abridged}. */
export function isNamedInSum(index: number, count: number): boolean {
  return count <= MOST_TERMS || index < 2 || index === count - 1;
}

/** Which outputs of a link lie on a path, for each link from the parameter's weighted sum to the last. */
function reachedFrom(chain: Chain, trace: Trace, origin: Origin, example: number): number[][] {
  const ends = trace.ends[example]!;
  const reached = [[origin.unit]];
  for (let link = origin.link + 1; link < chain.links.length; link++) {
    const next = reached.at(-1)!.flatMap((node) => [...chain.links[link]!.slopes(ends[link]!, node).keys()]);
    reached.push([...new Set(next)].sort((a, b) => a - b));
  }
  return reached;
}

function meanOf({ formula, named, value, ...rest }: Traced, examples: number): Traced {
  if (examples === 1) return { formula, ...(named && { named }), value, ...rest };
  const divided = (sum: Expression): Expression => callOf("divide", sum, numberOf(examples));
  return {
    ...rest,
    formula: formula && divided(formula),
    ...(named && { named: divided(named) }),
    value: value / examples,
  };
}

/** Σ of slopes times what they lead to. */
function weighted(terms: readonly (readonly [Traced, Equation])[], { sum }: Rounding): Traced {
  const value = sum(terms.map(([slope, delta]) => slope.value * delta.value));
  const made = (part: (slope: Traced) => Expression | null): Expression | null => {
    const known = terms.map(([slope, { symbol }]) => {
      const formula = part(slope);
      return formula && tidy(productOf([formula, symbolOf(symbol)]));
    });
    return known.includes(null) ? null : tidy(abridged(known.map((term) => term ?? sumOf([]))));
  };
  const formula = made((slope) => slope.formula);
  const named = terms.some(([slope]) => slope.named) ? made((slope) => slope.named ?? slope.formula) : null;
  // What has a name but no formula is the function's own.
  const meaning = terms.some(([slope]) => slope.meaning === null) ? { meaning: null } : {};
  return { formula, ...meaning, ...(named && { named }), value };
}
