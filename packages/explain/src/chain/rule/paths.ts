import type { Path, PathChain, PathSum } from "../../explanation/derivation.js";
import type { Factor } from "../../explanation/steps.js";
import { tidy } from "../../formula/derivatives/tidy.js";
import { type Expression, factorsOf, productOf } from "../../formula/expression.js";
import { abridged } from "../../formula/symbols.js";
import { parseOwn } from "../../formula/text/parse.js";
import { sourceOf } from "../../formula/text/source.js";
import type { Chain } from "../chain.js";
import { reachedBy } from "../links/link.js";
import type { Rounding } from "../rounding.js";
import type { Trace } from "../trace.js";
import type { Origin } from "./origin.js";
import { passedOn } from "./reached.js";

/** The paths from a parameter to the loss, before they are written out. */
export interface PathCount {
  /** How many there are, over all examples; `null` where there are too many to be counted. */
  readonly count: number | null;
  /** Through how many numbers of one layer they go. */
  readonly width: number;
}

export function countPaths(chain: Chain, trace: Trace, origin: Origin): PathCount {
  let width = 0;
  if (chain.links.some((link, at) => at >= origin.first && link.pullBack)) return { count: null, width };
  const count = trace.ends.reduce((total, ends) => {
    let ways = new Map<number, number>();
    for (let link = origin.first; link < chain.links.length; link++) {
      const own = chain.links[link]!.parameterSlopes(ends[link]!, origin.parameter);
      const next = new Map([...own.keys()].map((output) => [output, 1]));
      for (const [node, count] of ways) {
        const reached = reachedBy(chain.links[link]!, ends[link]!, node);
        for (const output of [...reached, ...passedOn(chain.links[link]!, node)]) {
          next.set(output, (next.get(output) ?? 0) + count);
        }
      }
      ways = next;
      width = Math.max(width, ways.size);
    }
    return [...ways.values()].reduce((sum, count) => sum + count, total);
  }, 0);
  return { count, width };
}

/** Every path with its factors, and their sum, in both views. */
export function pathChain(chain: Chain, trace: Trace, origin: Origin, rounding: Rounding): PathChain {
  const { round, sum } = rounding;
  const sumOver = (view: View): PathSum => {
    const byExample = trace.ends.map((_, example) =>
      [...waysFrom(chain, trace, origin, example, view)].map((factors): Path => {
        const nodes = [origin.name, ...factors.map(({ of }) => of).reverse()];
        return { nodes, factors, value: round(factors.reduce((product, { value }) => product * value, 1)) };
      }),
    );
    const examples = byExample.map((paths, example) => {
      const value = round(sum(paths.map((path) => path.value)));
      return { loss: trace.lossName(example), paths: paths.length, value };
    });
    const mean = sum(examples.map(({ value }) => value)) / examples.length;
    return { paths: byExample.flat(), examples, value: round(mean) };
  };
  return {
    kind: "paths",
    neurons: sumOver({ rounding, joins: true }),
    elementary: sumOver({ rounding, joins: false }),
  };
}

/** Whether factors on both sides of a neuron's weighted sum are joined to one, and how what comes of it is rounded. */
interface View {
  readonly joins: boolean;
  readonly rounding: Rounding;
}

/** An output of a link, and a derivative of it. */
type Reached = readonly [output: number, factor: Factor];

/** The factors of each path in an example, from the loss back to the parameter. */
function* waysFrom(
  chain: Chain,
  trace: Trace,
  origin: Origin,
  example: number,
  { joins, rounding }: View,
): Generator<Factor[]> {
  const ends = trace.ends[example]!;
  for (const [at, link] of chain.links.entries()) {
    const own = link.parameterSlopes(ends[at]!, origin.parameter);
    const factors = [...own].map(([output, slope]): [number, Factor] => {
      return [output, trace.factor(ends[at]!.outputNames[output]!, origin.name, slope)];
    });
    yield* through(at, factors, []);
  }

  function* onwards(link: number, node: number, behind: readonly Factor[]): Generator<Factor[]> {
    if (link === chain.links.length) {
      yield [
        trace.factor(trace.lossName(example), ends.at(-1)!.outputNames[node]!, trace.lossSlope(example, node)),
        ...behind,
      ];
    } else {
      yield* through(link, factorsFrom(link, node), behind);
      for (const output of passedOn(chain.links[link]!, node)) yield* onwards(link + 1, output, behind);
    }
  }

  /** On from the outputs of a link, given the derivatives of these. */
  function* through(link: number, factors: readonly Reached[], behind: readonly Factor[]): Generator<Factor[]> {
    if (joins && chain.links[link]!.isPassedOver) {
      for (const [output, pairs] of pairsFrom(link, factors)) {
        yield* onwards(link + 2, output, [joined(pairs, rounding), ...behind]);
      }
    } else {
      for (const [output, factor] of factors) yield* onwards(link + 1, output, [factor, ...behind]);
    }
  }

  function factorsFrom(link: number, node: number): Reached[] {
    const { inputNames, outputNames } = ends[link]!;
    return [...chain.links[link]!.slopes(ends[link]!, node)].map(([output, slope]) => [
      output,
      trace.factor(outputNames[output]!, inputNames[node]!, slope),
    ]);
  }

  /** Over the weighted sums of a layer: to each output, on one way, or on several where the activation works on rows. */
  function pairsFrom(link: number, factors: readonly Reached[]): Map<number, [inner: Factor, outer: Factor][]> {
    const pairs = new Map<number, [Factor, Factor][]>();
    for (const [sumAt, inner] of factors) {
      for (const [output, outer] of factorsFrom(link + 1, sumAt)) {
        pairs.set(output, [...(pairs.get(output) ?? []), [inner, outer]]);
      }
    }
    return pairs;
  }
}

/** As the lab writes it, ∂o1/∂h1 = w5 · f′(z): what stands nearer to the parameter comes first. */
function joined(pairs: readonly (readonly [inner: Factor, outer: Factor])[], { round, sum }: Rounding): Factor {
  const [inner, outer] = pairs[0]!;
  const made = (part: (factor: Factor) => string | null): Expression | null => {
    const sources = pairs.flat().map(part);
    if (sources.includes(null)) return null;
    const ownOf = (pair: readonly Factor[]): Expression[] =>
      pair.filter(({ formula }) => formula !== "1").map((factor) => parseOwn(part(factor)!));
    return abridged(pairs.map((pair) => productOf(ownOf(pair).flatMap(factorsOf))));
  };
  const formula = made((factor) => factor.formula);
  const substituted = made((factor) => factor.substituted);
  const product = made((factor) => String(factor.value))!;
  const { named, substituted: own, formula: slope, value: slopeValue } = outer;
  const alone = pairs.length === 1 && named !== undefined;
  return {
    of: outer.of,
    by: inner.by,
    formula: formula && sourceOf(tidy(formula)),
    ...(alone && { named: sourceOf(tidy(made((factor) => factor.named ?? factor.formula)!)) }),
    substituted: substituted && sourceOf(substituted),
    // A product with 1 alone says nothing.
    ...(pairs.flat().some((factor) => factor.formula === "1") ? {} : { product: sourceOf(product) }),
    ...(alone && { slope: { symbol: named, formula: slope, substituted: own, value: slopeValue } }),
    value: round(sum(pairs.map((pair) => pair[0].value * pair[1].value))),
  };
}
