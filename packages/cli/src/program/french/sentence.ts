import { NBSP, plural } from "../printing/typography.js";
import { factInFrench } from "./fact.js";

/**
 * What a package says, in English and in French. What stands in braces is a fact, the same in both, and `…` is whatever the English
 * goes on with. A fact may be a word, without spaces, `{setting:word}`, or told in French as well, `{why:told}`. In French a number may
 * stand with its noun, `{cells|cellule|cellules}`.
 */
export type Sentence = readonly [english: string, french: string];

/** A sentence in French, with all that it was put together from. */
export interface InFrench {
  readonly text: string;
  readonly from: readonly Sentence[];
}

interface Known {
  readonly sentence: Sentence;
  readonly pattern: RegExp;
  /** The longest text in it without a fact, which is looked for first: most sentences don't have it. */
  readonly text: string;
  /** The names of the facts that are sentences themselves. */
  readonly told: readonly string[];
}

/** Knows sentences by their English texts. */
export class Sentences {
  readonly #sentences: readonly Sentence[];
  #known: readonly Known[] | undefined;

  constructor(sentences: readonly Sentence[]) {
    this.#sentences = sentences;
  }

  /** What an English sentence is in French; nothing for one that isn't known, or that holds one that isn't. */
  inFrench(english: string): InFrench | undefined {
    this.#known ??= this.#sentences.map(knownOf);
    for (const { sentence, pattern, text, told } of this.#known) {
      if (!english.includes(text)) continue;
      const match = pattern.exec(english);
      if (match === null) continue;
      const facts = { ...match.groups };
      const from = [sentence];
      const isWhole = told.every((name) => {
        const inner = this.inFrench(facts[name]!);
        if (inner === undefined) return false;
        facts[name] = inner.text;
        from.push(...inner.from);
        return true;
      });
      if (isWhole) return { text: filled(sentence[1], facts, told), from };
    }
    return undefined;
  }
}

function knownOf(sentence: Sentence): Known {
  const told: string[] = [];
  let text = "";
  const parts = sentence[0].split(/(\{\w+(?::word|:told)?\}|…)/).map((part, i) => {
    if (i % 2 === 0 && part.length > text.length) text = part;
    if (i % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    if (part === "…") return ".*?";
    const [name, kind] = part.slice(1, -1).split(":");
    if (kind === "told") told.push(name!);
    return `(?<${name}>${kind === "word" ? "\\S" : "."}+?)`;
  });
  return { sentence, pattern: new RegExp(`^${parts.join("")}$`, "s"), text, told };
}

function filled(french: string, facts: Readonly<Record<string, string>>, told: readonly string[]): string {
  return french
    .replace(/ (?=[:;?!»])|(?<=«) /g, NBSP)
    .replace(/\{(\w+)(?:\|(.*?)\|(.*?))?\}/g, (_, name: string, one?: string, many?: string) => {
      const fact = facts[name]!;
      if (one !== undefined && many !== undefined) return plural(Number(fact), one, many);
      return told.includes(name) ? fact : factInFrench(fact);
    });
}
