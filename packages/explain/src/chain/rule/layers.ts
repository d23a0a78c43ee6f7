import type { LayerChain } from "../../explanation/derivation.js";
import type { Delta, Equation } from "../../explanation/steps.js";
import { tidy } from "../../formula/derivatives/tidy.js";
import { callOf, type Expression, numberOf, productOf, sumOf, symbolOf } from "../../formula/expression.js";
import { abridged, isNamedInSum } from "../../formula/symbols.js";
import { sourceOf } from "../../formula/text/source.js";
import type { Chain } from "../chain.js";
import { type Traced, traced } from "../links/link.js";
import type { Rounding } from "../rounding.js";
import type { Trace } from "../trace.js";
import type { Origin } from "./origin.js";
import { passedOn, reachedFrom } from "./reached.js";

/**
 * The chain rule with the paths taken together, from the loss back to the parameter's weighted sums, for the numbers that
 * lie on a path.
 *
 *     δ_o = ∂L/∂o of the example's own loss          δ_i = Σ_j ∂j/∂i · δ_j, for every number j that i reaches
 */
export function layerChain(
  chain: Chain,
  trace: Trace,
  origin: Origin,
  pathCount: number | null,
  rounding: Rounding,
): LayerChain {
  const deltas: Delta[] = [];
  const examples = trace.ends.length;
  const terms = trace.ends.flatMap((ends, example) => {
    const isListed = isNamedInSum(example, examples);
    /** What is known of a derivative; its equation is listed where a sum would name it. */
    const told = (name: () => string, slope: Traced, inParts: () => Partial<Delta>, isNamed: boolean): Known => {
      const value = rounding.round(slope.value);
      if (!isListed) {
        return {
          value,
          get symbol() {
            return name();
          },
        };
      }
      const symbol = name();
      trace.note(symbol, value);
      if (isNamed) deltas.push({ ...trace.step(symbol, slope), ...inParts() });
      return { symbol, value };
    };
    const reached = reachedFrom(chain, trace, origin, example);
    const outputs = reached.at(-1)!;
    let after = new Map<number, Known>(
      outputs.map((output, i) => {
        const name = (): string => `delta_${ends.at(-1)!.outputNames[output]!}`;
        const isNamed = isNamedInSum(i, outputs.length);
        return [output, told(name, trace.lossSlope(example, output), () => ({}), isNamed)];
      }),
    );
    const ownTerms: Term[][] = [];
    /** What leads on from numbers that are passed on: they have a δ where they come about. */
    let pending = new Map<number, readonly Term[]>();
    for (let at = chain.links.length - 1; ; at--) {
      const link = chain.links[at]!;
      const termsOf = (slopes: ReadonlyMap<number, Traced>): Term[] =>
        [...slopes].map(([output, slope]) => [slope, after.get(output)!] as const);
      const pulled = link.pullBack?.(
        ends[at]!,
        ends[at]!.outputs.map((_, output) => after.get(output)?.value ?? 0),
        origin.parameter,
      );
      if (pulled === undefined) ownTerms[at] = termsOf(link.parameterSlopes(ends[at]!, origin.parameter));
      else ownTerms[at] = link.has(origin.parameter) ? [together(pulled.parameter)] : [];
      if (at === origin.first) break;
      const before = new Map<number, Known>();
      const pendingBefore = new Map<number, readonly Term[]>();
      const passed = chain.links[at - 1]!.passed?.length ?? 0;
      const inputs = reached[at - 1 - origin.first]!;
      const own = inputs.filter((input) => input >= passed);
      const listed = new Set(own.filter((_, i) => isNamedInSum(i, own.length)));
      for (const input of inputs) {
        const later = passedOn(link, input).flatMap((output) => pending.get(output) ?? []);
        const terms = [
          ...later,
          ...(pulled ? [together(pulled.inputs[input]!)] : termsOf(link.slopes(ends[at]!, input))),
        ];
        if (input < passed) {
          pendingBefore.set(input, terms);
          continue;
        }
        const name = (): string => `delta_${ends[at]!.inputNames[input]!}`;
        const parts = (): Partial<Delta> => (pulled ? {} : inParts(terms, trace));
        before.set(input, told(name, weighted(terms, rounding), parts, listed.has(input)));
      }
      after = before;
      pending = pendingBefore;
    }
    return ownTerms.flat();
  });
  return {
    kind: "layers",
    pathCount,
    deltas,
    last: {
      ...trace.factor("L", origin.name, meanOf(weighted(terms, rounding), examples)),
      ...numbersOf(terms, examples),
    },
  };
}

function meanOf(whole: Traced, examples: number): Traced {
  if (examples === 1) return whole;
  const { formula, meaning, named, clipped, value } = whole;
  const divided = (sum: Expression): Expression => callOf("divide", sum, numberOf(examples));
  return {
    meaning,
    clipped,
    formula: formula && divided(formula),
    ...(named && { named: divided(named) }),
    value: value / examples,
  };
}

/** What a derivative without a formula is made of. */
function numbersOf(terms: readonly Term[], examples: number): Pick<Delta, "product"> {
  if (terms.every(([{ formula }]) => formula) || terms.some(([, delta]) => delta === ALL_TOGETHER)) return {};
  const sum = abridged(terms.map(([{ value }, delta]) => productOf([numberOf(value), numberOf(delta.value)])));
  return { product: sourceOf(examples === 1 ? sum : callOf("divide", sum, numberOf(examples))) };
}

/** The derivatives of functions by themselves, before they are multiplied: one alone has an equation of its own. */
function inParts(terms: readonly Term[], trace: Trace): Pick<Delta, "product" | "slope"> {
  const [first, ...more] = terms.map(([slope]) => slope);
  const isFunction = terms.some(([{ formula }]) => formula?.kind !== "number" && formula?.kind !== "symbol");
  if (!isFunction) return {};
  const products = terms.map(([{ value }, delta]) => productOf([numberOf(value), numberOf(delta.value)]));
  const product = sourceOf(abridged(products));
  if (more.length > 0 || first?.named === undefined) return { product };
  const { formula, meaning, named, value } = first;
  return { product, slope: trace.step(sourceOf(named), { formula, meaning, value }) };
}

/** A derivative's name and its value. */
type Known = Pick<Equation, "symbol" | "value">;

type Term = readonly [slope: Traced, delta: Known];

/** A derivative that has been multiplied and added up by the layer's own code. */
function together(value: number): Term {
  return [{ formula: null, value }, ALL_TOGETHER];
}

/** Beside a derivative that has been multiplied and added up by the layer's own code. */
const ALL_TOGETHER: Known = { symbol: "1", value: 1 };

/** Σ of slopes times what they lead to. */
function weighted(terms: readonly Term[], { sum }: Rounding): Traced {
  const value = sum(terms.map(([slope, delta]) => slope.value * delta.value));
  return traced(value, () => {
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
    return { formula, ...meaning, ...(named && { named }) };
  });
}
