import { checkNote } from "../explanation/check.js";
import type { Note } from "../explanation/notes.js";
import { checkLanguage } from "../languages/check.js";
import { english } from "../languages/english.js";
import type { Language } from "../languages/language.js";
import { formula, number, type Sentence } from "../render/document.js";

/** As many digits as a remark has room for. */
const SHOWN = 3;

/**
 * A note of an explanation in words: a sentence, which `toText`, `toMathML` and `toSpeech` print, and which may stand at the end
 * of an explanation as one of its `notes`.
 *
 * @throws OptionError for what is no note, and for a language that isn't one.
 *
 * @example
 * const network = new Sequential([new Dense(1, 1)]);
 * network.setParameters({ "0.weight": [9] });
 * const { notes } = explain(network, { input: [1], target: [0], loss: meanSquaredError, parameter: "w1" });
 * toText(noteSentence(notes[0])); // => "o1 is saturated: its f′ is 0.000123, and hardly anything comes through it."
 * toText(noteSentence({ kind: "dead", of: "h2" }, french), { language: french });
 * // => "h2 ne réagit pas ici\u00a0: sa f′ est 0, et rien ne passe."
 */
export function noteSentence(note: Note, language: Language = english): Sentence {
  const told = checkNote("noteSentence", note);
  const { notes: words, code } = checkLanguage("noteSentence", language);
  switch (told.kind) {
    case "saturated":
      return words.saturated(formula(told.of), told.slope === 0 ? null : number(told.slope, SHOWN));
    case "dead":
      return words.dead(formula(told.of));
    case "kink":
      return words.kink(number(told.left, SHOWN), number(told.right, SHOWN));
    case "unmeasurable":
      return words.unmeasurable(number(told.gradient, SHOWN));
    case "cancelled":
      return words.cancelled(number(told.gradient), number(told.exact, SHOWN));
    case "symmetric":
      return words.symmetric(listed(told.of, code));
    case "zeroPath":
      return words.zeroPath(told.zero, told.paths);
    case "clipped":
      return words.clipped(formula(told.symbol), number(told.taken));
  }
}

/** Names as a language lists them within a sentence: h1, h2 et h3. */
function listed(names: readonly string[], code: string): Sentence {
  const parts = new Intl.ListFormat(code).formatToParts(names);
  return parts.map(({ type, value }) => (type === "element" ? formula(value) : value));
}
