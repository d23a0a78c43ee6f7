import { OptionError } from "@nn/core";
import { checkOptions, positiveInteger, show, trueOrFalse } from "@nn/core/component";
import type { RenderOptions } from "../render/blocks/blocks.js";
import { checkParts, type Sentence } from "../render/document.js";
import type { Manner } from "../render/notation/notation.js";
import { english } from "./english.js";
import type { Language } from "./language.js";

/**
 * The settings of how an explanation is told, with those that weren't given.
 *
 * @throws OptionError for a setting that doesn't exist, and for a language that isn't one, such as the name of one.
 */
export function checkRenderOptions(
  where: string,
  options: RenderOptions,
): Required<Omit<RenderOptions, "digits">> & Manner {
  checkOptions(where, options, ["language", "elementary", "digits", "notes"]);
  const { language = english, elementary = false, digits, notes = [] } = options;
  return {
    language: checkLanguage(where, language),
    elementary: trueOrFalse(`${where}: elementary`, elementary),
    digits: digits === undefined ? null : checkDigits(where, digits),
    notes: checkNotes(where, notes),
  };
}

function checkDigits(where: string, digits: number): number {
  if (positiveInteger(`${where}: digits`, digits) <= 15) return digits;
  throw new OptionError(`${where}: digits must be at most 15, but is ${digits}. Without it, all are shown.`);
}

function checkNotes(where: string, notes: readonly Sentence[]): readonly Sentence[] {
  // findIndex sees holes, and ends at the first: a list may have room for more than there is memory.
  if (!Array.isArray(notes) || notes.findIndex((note) => !Array.isArray(note)) >= 0) {
    throw new OptionError(`${where}: notes must be sentences, as in { notes: [["A note."]] }, but is ${show(notes)}.`);
  }
  for (const sentence of notes) checkParts(sentence);
  return Array.from(notes as readonly Sentence[], (sentence) => Array.from(sentence));
}

/** Those that were found to be whole: a page tells hundreds of formulas, each by itself. */
const whole: WeakSet<Language> = /* @__PURE__ */ new WeakSet();

/** Passes a language on, and refuses what isn't one: it has all that English has. */
export function checkLanguage(where: string, language: Language): Language {
  if (whole.has(language)) return language;
  const lack = lackBeside(english, language, "");
  if (lack === undefined) {
    whole.add(language);
    return language;
  }
  throw new OptionError(`${where}: language must be a language itself, as in { language: french }, but ${lack}.`);
}

/** The words of a language stand in each sentence: none is a page long. */
const LONGEST = 1000;

/** What something is without that a model has, to any depth of objects. */
function lackBeside(model: object, value: unknown, place: string): string | undefined {
  if (typeof value !== "object" || value === null) return `${place === "" ? "is" : `its ${place} is`} ${show(value)}`;
  for (const [name, inner] of Object.entries(model) as [string, unknown][]) {
    const own = (value as Readonly<Record<string, unknown>>)[name];
    const at = place === "" ? name : `${place}.${name}`;
    const isLike = typeof own === typeof inner && Array.isArray(own) === Array.isArray(inner);
    if (!isLike || (typeof own === "string" && own.length > LONGEST)) return `its ${at} is ${show(own)}`;
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) continue;
    const lack = lackBeside(inner, own, at);
    if (lack !== undefined) return lack;
  }
  return undefined;
}
