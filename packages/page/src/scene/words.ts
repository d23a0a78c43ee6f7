import { type Mathematics, type Sentence, toMathML, toSpeech, toText } from "@nn/explain";
import { en, type Texts } from "../languages/en.js";
import { fr } from "../languages/fr.js";
import type { LookState } from "../state/state.js";

const TEXTS: Readonly<Record<LookState["language"], Texts>> = { en, fr };

/** A number as it is, and as it is read. */
export interface Shown {
  readonly value: number;
  readonly text: string;
}

interface ShownOptions {
  readonly digits?: number;
  /** So many significant digits, with zeros at the end. */
  readonly zeros?: number;
}

/** How a state's language writes. */
export interface Words {
  readonly texts: Texts;
  number(value: number): Shown;
  /** As it is, where it was rounded by hand already. */
  handNumber(value: number, options?: ShownOptions): Shown;
  /** With all its digits, as it is edited. */
  exact(value: number): string;
  /** HTML with MathML in it. */
  mathematics(part: Mathematics | Sentence): string;
  spoken(part: Mathematics | Sentence): string;
}

export function wordsOf({ language: code, digits, rounding }: LookState): Words {
  const texts = TEXTS[code];
  const { language } = texts;
  const finite = (value: number, { zeros, ...options }: ShownOptions): string =>
    toText({ kind: "number", value, ...(zeros && { zeros }) }, { language, ...options }).replace("-", "\u2212");
  const shown = (value: number, options: ShownOptions): Shown => ({
    value,
    // The loss of a training that diverged, and what a steep tangent makes expect; what is no number is neither.
    text: Number.isFinite(value) ? finite(value, options) : value > 0 ? "∞" : value < 0 ? "\u2212∞" : "—",
  });
  const inChain = rounding === "hand" ? { language } : { language, digits };
  return {
    texts,
    number: (value) => shown(value, { digits }),
    exact: (value) => String(value).replace(".", texts.point),
    handNumber: (value, options = {}) => shown(value, rounding === "hand" ? options : { digits }),
    mathematics: (part) => toMathML(part, inChain),
    spoken: (part) => toSpeech(part, inChain),
  };
}
