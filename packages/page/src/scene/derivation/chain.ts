import type { Delta, Explanation, Factor, PathSum } from "@nn/explain";
import type { Look } from "../../engine/look.js";
import type { State } from "../../state/state.js";
import { raised } from "../charts/raised.js";
import { readNumber } from "../reading.js";
import { type Shown, type Words, wordsOf } from "../words.js";
import { type Blank, blankOf } from "./blanks.js";
import { stillSentence } from "./move.js";

/** A factor of the chain, or a line of what is used in its place. */
export interface ChainRow {
  readonly id: string;
  /** In MathML, as all of these. */
  readonly symbol: string;
  readonly formulas: readonly string[];
  readonly substituted: string | null;
  readonly value: Shown;
  /** Where the reader is to find the value. */
  readonly blank: Blank | null;
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
  readonly gradientBlank: Blank | null;
  /** Whether no value has to be found any more: what follows from them is shown then. */
  readonly isSolved: boolean;
  readonly byHand: string | null;
  readonly check: {
    readonly text: string;
    readonly value: number;
    readonly kink: string | null;
    readonly isUnmeasurable: boolean;
  };
  readonly updateTitle: string;
  readonly update: readonly string[];
  readonly after: Shown;
  /** Said where the update moves no digit that is shown. */
  readonly still: string | null;
}

type WrittenRow = Omit<ChainRow, "blank">;
type WrittenPart = Omit<ChainPart, "rows"> & { readonly rows: readonly WrittenRow[] };

/** The rows that are explained. */
export const namesOf = ({ rows }: Look): string => rows.map(({ name }) => name).join(", ");

export function chainScene(seen: Look, { at, look, answers }: State): ChainScene {
  const { explanation } = seen;
  const words = wordsOf(look);
  const { texts, mathematics, handNumber } = words;
  const { chain, parameter, gradient, exactGradient } = explanation;
  const isElementary = look.detail === "elementary";
  const sum = chain.kind === "paths" ? (isElementary ? chain.elementary : chain.neurons) : null;
  const parts = sum ? pathParts(sum, words) : [layersPart(chain as Exclude<typeof chain, { kind: "paths" }>, words)];
  const update = (isElementary && explanation.elementaryUpdate) || explanation.update!;
  const total = sum?.value ?? gradient;
  const blank = (id: string, value: number): Blank | null => {
    const rows = seen.rows.map(({ place }) => place);
    const key = [at.step, rows, parameter.name, look.detail, id].join(" ");
    return look.values === "blank" ? blankOf(key, id, answers[key], value, texts) : null;
  };
  const title = mathematics([derivativeOf("L", parameter.name), texts.chainOf(namesOf(seen))]);
  const asked = parts.map(({ rows, ...part }) => ({
    ...part,
    rows: rows.map((row) => ({ ...row, blank: blank(row.id, row.value.value) })),
  }));
  const gradientBlank = blank("gradient", total);
  const blanks = [...asked.flatMap(({ rows }) => rows.map((row) => row.blank)), gradientBlank];
  // What was found by hand is right beside a gradient that ends in another digit.
  const typed = gradientBlank && readNumber(gradientBlank.typed);
  const isRounded = typed !== null && words.number(typed).text !== words.number(exactGradient).text;
  return {
    title,
    parts: asked,
    isSum: parts.length > 1,
    gradient: handNumber(total),
    gradientBlank,
    isSolved: blanks.every((one) => one === null || one.verdict === "right"),
    byHand: look.rounding === "hand" || isRounded ? texts.byHand(words.number(exactGradient).text) : null,
    check: checkOf(explanation, words),
    updateTitle: seen.isNext ? texts.update(at.step + 1) : texts.updateIf(at.step + 1, namesOf(seen)),
    update: updateLines(update, words),
    after: handNumber(update.after),
    // By hand, all that is shown of it is rounded.
    still:
      seen.isNext && look.rounding !== "hand"
        ? stillSentence(at.step + 1, parameter.name, [seen.selected.value, update.after], words)
        : null,
  };
}

const formula = (source: string) => ({ kind: "formula", source }) as const;
const derivativeOf = (of: string, by: string) => ({ kind: "derivatives", factors: [{ of, by }] }) as const;

/** The neuron that a weighted sum or an output belongs to. */
const placeOf = (symbol: string): string => symbol.replace(/^[za]\d*_/, "");

function pathParts({ paths }: PathSum, words: Words): WrittenPart[] {
  let count = 0;
  return paths.map(({ nodes, factors, value }) => ({
    title: paths.length > 1 ? words.texts.path(nodes.map(ofExample).join(" → ")) : null,
    rows: factors.map((factor) => factorRow(factor, count++, words)),
    product: words.handNumber(value),
  }));
}

function layersPart({ deltas, last }: { deltas: readonly Delta[]; last: Factor }, words: Words): WrittenPart {
  const rows = deltas.map((delta, i) => ({
    ...lineOf(delta, i, words),
    symbol: words.mathematics(formula(delta.symbol)),
    places: [placeOf(delta.symbol.replace("delta_", ""))],
  }));
  return { title: null, rows: [...rows, factorRow(last, rows.length, words)], product: null };
}

/** A node of an example among several, as formulas have it: h1⁽²⁾. */
const ofExample = (node: string): string => node.replace(/__(\d+)$/, (_, example) => `⁽${raised(example)}⁾`);

function factorRow(factor: Factor, index: number, words: Words): WrittenRow {
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
): Omit<WrittenRow, "symbol" | "places"> {
  // With f′ by its name, as one speaks of it, and by its formula, as one computes it.
  const sides = [named ?? null, source].filter((side) => side !== null);
  const numbers = product ?? substituted;
  // A number alone is the value that follows.
  const isTold = numbers === null || Number.isFinite(Number(numbers));
  return {
    id: `factor-${index}`,
    formulas: sides.map((side) => mathematics(formula(side))),
    substituted: isTold ? null : mathematics(formula(numbers)),
    value: handNumber(value),
  };
}

/** Below it, differences of a loss that is about 1 say nothing. */
const MEASURABLE = 1e-10;

/** So sure a measure is of the digits that are shown. */
const SURE = 1e-3;

function checkOf({ parameter, check, exactGradient }: Explanation, { texts, number }: Words): ChainScene["check"] {
  const { measured, uncertainty, verdict, kink } = check;
  const isSmall = Math.max(Math.abs(measured), Math.abs(exactGradient)) < MEASURABLE;
  const shown = number(measured).text;
  // Who sees the same digits twice isn't told that they can't be compared.
  const isSame = uncertainty <= SURE * Math.abs(exactGradient) && shown === number(exactGradient).text;
  const isUnmeasurable = !isSame && (verdict === "unmeasurable" || (verdict === "wrong" && isSmall));
  const told = isUnmeasurable ? "unmeasurable" : verdict === "wrong" ? "wrong" : "right";
  return {
    text: texts.check[told](parameter.name, shown),
    value: measured,
    kink: kink && texts.check.kink(number(kink.left).text, number(kink.right).text),
    isUnmeasurable,
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
