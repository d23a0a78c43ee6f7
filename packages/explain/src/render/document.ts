import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { checkMathematics, isMathematics } from "../explanation/mathematics.js";
import type { Factor } from "../explanation/steps.js";

/** A formula as text, as `"2 * x^2"`, with the names that an explanation uses. */
export interface FormulaPart {
  /** What tells it from other mathematics. */
  readonly kind: "formula";
  /** `"w1 * x1 + b1"` */
  readonly source: string;
  /** The most decimals of its numbers, whatever is asked for of others. */
  readonly decimals?: number;
  /** Of its numbers and names, from left to right, which were computed, and aren't given: none unless it is said. */
  readonly found?: readonly boolean[];
  /** With how many digits these are written, zeros at the end, too; without, they are written without zeros. */
  readonly zeros?: number;
}

/** A number. */
export interface NumberPart {
  /** What tells it from other mathematics. */
  readonly kind: "number";
  /** Shown with all the digits it has, unless `digits` says otherwise. */
  readonly value: number;
  /** The most decimals that it is shown with, whatever is asked for of others. */
  readonly decimals?: number;
  /** With so many significant digits instead, whatever is asked for of other numbers. */
  readonly significant?: number;
  /** Whether it was computed, and isn't given. */
  readonly found?: boolean;
  /** What has the same last place. */
  readonly asFineAs?: number;
  /** With so many significant digits, and zeros at the end. */
  readonly zeros?: number;
}

/** A name and its value: x1 = −2. */
export interface EqualityPart {
  /** What tells it from other mathematics. */
  readonly kind: "equality";
  /** The name. */
  readonly symbol: string;
  /** Its value. */
  readonly value: number;
}

/** Derivatives, multiplied if there are several: ∂L/∂o1 · ∂o1/∂h1. */
export interface DerivativesPart {
  /** What tells it from other mathematics. */
  readonly kind: "derivatives";
  /** From left to right, each with what is derived and with respect to what. */
  readonly factors: readonly Pick<Factor, "of" | "by">[];
}

/** To be filled in by a student. */
export interface BlankPart {
  /** What tells it from other mathematics. */
  readonly kind: "blank";
}

/** Something in mathematical notation. */
export type Mathematics = FormulaPart | NumberPart | EqualityPart | DerivativesPart | BlankPart;

/** Words with mathematics among them. */
export type Sentence = readonly (string | Mathematics)[];

/** A part of a document. */
export type Block =
  | { readonly kind: "title" | "heading" | "paragraph"; readonly content: Sentence }
  /** What is equal, one below the other; with an arrow after the first side, what takes its place. */
  | { readonly kind: "equation"; readonly sides: readonly Mathematics[]; readonly assigns?: boolean }
  | { readonly kind: "table"; readonly header: readonly Sentence[]; readonly rows: readonly (readonly Sentence[])[] };

/**
 * A sentence from a template, for a language of your own.
 *
 * @throws OptionError for parts that are neither text nor mathematics.
 *
 * @example
 * sentence`by ${{ kind: "formula", source: "w1" }}`; // => ["by ", { kind: "formula", source: "w1" }]
 */
export function sentence(
  words: TemplateStringsArray,
  ...parts: readonly (string | Mathematics | Sentence)[]
): Sentence {
  if (!Array.isArray(words)) {
    throw new OptionError(`sentence stands before a template, as in sentence\`one word\`, but got ${show(words)}.`);
  }
  for (const list of [words, ...parts.map((part) => (Array.isArray(part) ? part : [part]))]) checkParts(list);
  return [...words].flatMap((word, i) => {
    const part = parts[i];
    const after: Sentence = part === undefined ? [] : Array.isArray(part) ? (part as Sentence) : [part as Mathematics];
    return word === "" ? after : [word, ...after];
  });
}

/** Looks at one part after the other, and copies none: a list may have room for more than there is memory. */
export function checkParts(list: readonly unknown[]): void {
  for (let i = 0; i < list.length; i++) {
    const part = list[i];
    if (typeof part === "string") continue;
    if (isMathematics(part)) {
      checkMathematics(part, (lack) => {
        throw new OptionError(`Of the mathematics in a sentence, one is ${show(part)}: ${lack}.`);
      });
      continue;
    }
    throw new OptionError(
      `A sentence is made of text and mathematics, such as { kind: "formula", source: "w1" }, but has ${show(part)} in it.`,
    );
  }
}

/** Sentences one after the other, with something in between. */
export function joined(sentences: readonly Sentence[], separator: string): Sentence {
  return sentences.flatMap((sentence, i) => (i === 0 ? sentence : [separator, ...sentence]));
}

export const BLANK: Mathematics = { kind: "blank" };

export function heading(content: Sentence): Block {
  return { kind: "heading", content };
}

export function paragraph(content: Sentence): Block {
  return { kind: "paragraph", content };
}

export function formula(source: string): FormulaPart {
  return { kind: "formula", source };
}

export function number(value: number, significant?: number): NumberPart {
  return significant === undefined ? { kind: "number", value } : { kind: "number", value, significant };
}

/** A number that was computed. */
export function foundNumber(value: number, significant?: number): NumberPart {
  return { ...number(value, significant), found: true };
}

export function derivative(of: string, by: string): Mathematics {
  return { kind: "derivatives", factors: [{ of, by }] };
}

/** An equation without the sides that say the same as the one before. */
export function equation(...sides: readonly (Mathematics | null | undefined)[]): Block {
  const all = sides.filter((side) => side !== null && side !== undefined);
  const sourceOf = (side: Mathematics): string =>
    side.kind === "formula" ? side.source : side.kind === "number" ? String(side.value) : JSON.stringify(side);
  return { kind: "equation", sides: all.filter((side, i) => i === 0 || sourceOf(side) !== sourceOf(all[i - 1]!)) };
}
