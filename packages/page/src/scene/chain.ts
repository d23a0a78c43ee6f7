import type { Delta, Explanation, Factor, PathSum } from "@nn/explain";
import type { Look } from "../engine/look.js";
import type { State } from "../state/state.js";
import { type Shown, type Words, wordsOf } from "./words.js";

/** A factor of the chain, or a line of what is used in its place. */
export interface ChainRow {
  readonly id: string;
  /** In MathML, as all of these. */
  readonly symbol: string;
  readonly formula: string | null;
  readonly substituted: string | null;
  readonly value: Shown;
  /** The neurons and the parameter of the diagram that belong to it. */
  readonly places: readonly string[];
}

export interface ChainPart {
  readonly title: string | null;
  readonly rows: readonly ChainRow[];
  readonly product: Shown | null;
}

/** Where the gradient of the selected parameter comes from, and where it leads. */
export interface ChainScene {
  readonly title: string;
  readonly parts: readonly ChainPart[];
  readonly isSum: boolean;
  readonly gradient: Shown;
  readonly byHand: string | null;
  readonly check: { readonly text: string; readonly value: number; readonly kink: string | null };
  readonly update: readonly string[];
  readonly after: Shown;
}

/** The rows that are explained. */
export const namesOf = ({ rows }: Look): string => rows.map(({ name }) => name).join(", ");

export function chainScene(seen: Look, { look }: State): ChainScene {
  const { explanation } = seen;
  const words = wordsOf(look);
  const { texts, mathematics, handNumber } = words;
  const { chain, parameter, gradient, exactGradient } = explanation;
  const isElementary = look.detail === "elementary";
  const sum = chain.kind === "paths" ? (isElementary ? chain.elementary : chain.neurons) : null;
  const parts = sum ? pathParts(sum, words) : [layersPart(chain as Exclude<typeof chain, { kind: "paths" }>, words)];
  const update = (isElementary && explanation.elementaryUpdate) || explanation.update!;
  const title = mathematics([derivativeOf("L", parameter.name), texts.chainOf(namesOf(seen))]);
  return {
    title,
    parts,
    isSum: parts.length > 1,
    gradient: handNumber(sum?.value ?? gradient),
    byHand: look.rounding === "hand" ? texts.byHand(words.number(exactGradient).text) : null,
    check: checkOf(explanation, words),
    update: updateLines(update, words),
    after: handNumber(update.after),
  };
}

const formula = (source: string) => ({ kind: "formula", source }) as const;
const derivativeOf = (of: string, by: string) => ({ kind: "derivatives", factors: [{ of, by }] }) as const;

/** The neuron that a weighted sum or an output belongs to. */
const placeOf = (symbol: string): string => symbol.replace(/^[za]\d*_/, "");

function pathParts({ paths }: PathSum, words: Words): ChainPart[] {
  let count = 0;
  return paths.map(({ nodes, factors, value }) => ({
    title: paths.length > 1 ? words.texts.path(nodes.join(" → ")) : null,
    rows: factors.map((factor) => factorRow(factor, count++, words)),
    product: words.handNumber(value),
  }));
}

function layersPart({ deltas, last }: { deltas: readonly Delta[]; last: Factor }, words: Words): ChainPart {
  const rows = deltas.map((delta, i) => ({
    ...lineOf(delta, i, words),
    symbol: words.mathematics(formula(delta.symbol)),
    places: [placeOf(delta.symbol.replace("delta_", ""))],
  }));
  return { title: null, rows: [...rows, factorRow(last, rows.length, words)], product: null };
}

function factorRow(factor: Factor, index: number, words: Words): ChainRow {
  const { of, by } = factor;
  return {
    ...lineOf(factor, index, words),
    symbol: words.mathematics(derivativeOf(of, by)),
    places: [...new Set([placeOf(of), placeOf(by)])].filter((place) => place !== "L"),
  };
}

function lineOf(
  { named, formula: source, product, substituted, value }: Factor | Delta,
  index: number,
  { mathematics, handNumber }: Words,
): Omit<ChainRow, "symbol" | "places"> {
  const written = named ?? source;
  const numbers = product ?? substituted;
  return {
    id: `factor-${index}`,
    formula: written === null ? null : mathematics(formula(written)),
    substituted: numbers === null ? null : mathematics(formula(numbers)),
    value: handNumber(value),
  };
}

function checkOf({ check }: Explanation, { texts, number }: Words): ChainScene["check"] {
  const { measured, verdict, kink } = check;
  return {
    text: texts.check[verdict](number(measured).text),
    value: measured,
    kink: kink && texts.check.kink(number(kink.left).text, number(kink.right).text),
  };
}

function updateLines({ lines }: NonNullable<Explanation["update"]>, { mathematics, handNumber }: Words): string[] {
  return lines.map(({ symbol, replaces, formula: source, substituted, value }) => {
    const sides = [source, substituted].filter((side) => side !== null).map((side) => mathematics(formula(side)));
    return [
      `${mathematics(formula(symbol))} ${replaces ? "←" : "="} ${sides[0]}`,
      ...sides.slice(1),
      handNumber(value).text,
    ].join(" = ");
  });
}
