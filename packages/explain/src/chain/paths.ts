import type { Factor, Path, PathChain, Product } from "../explanation.js";
import { callOf, type Expression, numberOf, productOf } from "../formula/expression.js";
import { parseOwn } from "../formula/parse.js";
import { sourceOf } from "../formula/source.js";
import { tidy } from "../formula/tidy.js";
import type { Traced } from "./link.js";
import type { Chain } from "./links.js";
import type { Rounding } from "./rounding.js";
import type { Trace } from "./trace.js";

/** Where a parameter acts: in the weighted sum `unit` of a link, in which it is multiplied by something. */
export interface Origin {
  readonly name: string;
  readonly link: number;
  readonly unit: number;
  /** ∂z/∂parameter in an example. */
  readonly slope: (example: number) => Traced;
}

/** How many paths lead from the parameter to the loss, over all examples. */
export function countPaths(chain: Chain, trace: Trace, origin: Origin): number {
  return trace.ends.reduce((total, ends) => {
    let ways = new Map([[origin.unit, 1]]);
    for (let link = origin.link + 1; link < chain.links.length; link++) {
      const next = new Map<number, number>();
      for (const [node, count] of ways) {
        for (const output of chain.links[link]!.slopes(ends[link]!, node).keys()) {
          next.set(output, (next.get(output) ?? 0) + count);
        }
      }
      ways = next;
    }
    return [...ways.values()].reduce((sum, count) => sum + count, total);
  }, 0);
}

/** Every path with its factors, and their sum. */
export function pathChain(chain: Chain, trace: Trace, origin: Origin, { round }: Rounding): PathChain {
  const paths = trace.ends.flatMap((_, example) =>
    [...waysFrom(chain, trace, origin, example)].map((factors): Path => {
      const first = factors.at(-1)!;
      const nodes = [first.by, ...factors.map(({ of }) => of).reverse()];
      const elementary = productOfFactors(factors, round);
      return { nodes, neurons: productOfFactors(neuronFactors(factors, round), round), elementary };
    }),
  );
  const sumOfPaths = (part: (path: Path) => Product): number =>
    round(paths.reduce((sum, path) => sum + part(path).value, 0));
  return {
    kind: "paths",
    paths,
    sums: { neurons: sumOfPaths((path) => path.neurons), elementary: sumOfPaths((path) => path.elementary) },
  };
}

/** The factors of each path in an example, from the loss back to the parameter. */
function* waysFrom(chain: Chain, trace: Trace, origin: Origin, example: number): Generator<Factor[]> {
  const ends = trace.ends[example]!;
  const sum = ends[origin.link]!.outputNames[origin.unit]!;
  yield* onwards(origin.link + 1, origin.unit, [trace.factor(sum, origin.name, origin.slope(example))]);

  function* onwards(link: number, node: number, behind: readonly Factor[]): Generator<Factor[]> {
    if (link === chain.links.length) {
      yield [trace.factor("L", ends.at(-1)!.outputNames[node]!, trace.lossSlope(example, node)), ...behind];
      return;
    }
    const { inputNames, outputNames } = ends[link]!;
    for (const [output, slope] of chain.links[link]!.slopes(ends[link]!, node)) {
      const factor = trace.factor(outputNames[output]!, inputNames[node]!, slope);
      yield* onwards(link + 1, output, [factor, ...behind]);
    }
  }
}

function productOfFactors(factors: readonly Factor[], round: (value: number) => number): Product {
  return { factors, value: round(factors.reduce((product, { value }) => product * value, 1)) };
}

/** The factors with those on both sides of a weighted sum multiplied: from neuron to neuron. */
function neuronFactors(factors: readonly Factor[], round: (value: number) => number): Factor[] {
  const joined: Factor[] = [];
  for (let i = 0; i < factors.length; i++) {
    const factor = factors[i]!;
    const next = factors[i + 1];
    if (next !== undefined && factor.by.startsWith("z_")) {
      joined.push(joinedFactor(factor, next, round));
      i++;
    } else {
      joined.push(factor);
    }
  }
  return joined;
}

/** As the lab writes it, ∂o1/∂h1 = w5 · f′(z): what stands nearer to the parameter comes first. */
function joinedFactor(outer: Factor, inner: Factor, round: (value: number) => number): Factor {
  const value = round(outer.value * inner.value);
  const product = sourceOf(productOf([numberOf(inner.value), numberOf(outer.value)]));
  const joint = (a: string | null, b: string | null, shorten: (formula: Expression) => Expression): string | null =>
    a === null || b === null ? null : sourceOf(shorten(callOf("multiply", parseOwn(a), parseOwn(b))));
  return {
    of: outer.of,
    by: inner.by,
    formula: joint(inner.formula, outer.formula, tidy),
    substituted: joint(inner.substituted, outer.substituted, (formula) => formula),
    product,
    value,
  };
}
