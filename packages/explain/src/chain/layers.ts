import type { Equation, LayerChain } from "../explanation.js";
import { productOf, sumOf, symbolOf } from "../formula/expression.js";
import { tidy } from "../formula/tidy.js";
import { abridged } from "../formula/units.js";
import type { Traced } from "./link.js";
import type { Chain } from "./links.js";
import type { Origin } from "./paths.js";
import type { Trace } from "./trace.js";

/**
 * The chain rule with the paths taken together, from the loss back to the parameter's weighted sum.
 *
 *     δ_o = ∂L/∂o          δ_i = Σ_j ∂j/∂i · δ_j, for every number j that i reaches
 */
export function layerChain(chain: Chain, trace: Trace, origin: Origin, pathCount: number): LayerChain {
  const deltas: Equation[] = [];
  const terms = trace.ends.map((ends, example) => {
    let after = ends.at(-1)!.outputNames.map((name, output) => {
      const equation = trace.equation(`delta_${name}`, trace.lossSlope(example, output));
      deltas.push(equation);
      return equation;
    });
    for (let link = chain.links.length - 1; link > origin.link; link--) {
      // Of the sums that the parameter is in, only its own leads back to it.
      const wanted = link === origin.link + 1 ? [origin.unit] : ends[link]!.inputNames.keys();
      const before: Equation[] = [];
      for (const input of wanted) {
        const reached = [...chain.links[link]!.slopes(ends[link]!, input)];
        const traced = weighted(reached.map(([output, slope]) => [slope, after[output]!] as const));
        before[input] = trace.equation(`delta_${ends[link]!.inputNames[input]}`, traced);
        deltas.push(before[input]);
      }
      after = before;
    }
    return [origin.slope(example), after[origin.unit]!] as const;
  });
  return { kind: "layers", pathCount, deltas, last: trace.factor("L", origin.name, weighted(terms)) };
}

/** Σ of slopes times what they lead to. */
function weighted(terms: readonly (readonly [Traced, Equation])[]): Traced {
  const known = terms.map(([{ formula }, { symbol }]) => formula && tidy(productOf([formula, symbolOf(symbol)])));
  const value = terms.reduce((sum, [slope, delta]) => sum + slope.value * delta.value, 0);
  return { formula: known.includes(null) ? null : tidy(abridged(known.map((term) => term ?? sumOf([])))), value };
}
