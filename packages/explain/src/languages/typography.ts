import { type Mathematics, type Sentence, sentence } from "../render/document.js";

/** A text with French typography: ’ for ', and spaces at which no line ends before « : ; ? ! » and within guillemets. */
export function typeset(text: string): string {
  return text
    .replaceAll("'", "’")
    .replaceAll(/ (?=[:»])|(?<=«) /g, "\u00a0")
    .replaceAll(/ (?=[;?!])/g, "\u202f");
}

/** A name that has numbers in it, such as a formula, with decimal commas: `"max(0,2*x ; x)"`. */
export function named(name: string): string {
  return name.replace(/, */g, "\u202f; ").replace(/(\d)\.(?=\d)/g, "$1,");
}

/** A sentence of which the words are typeset; what is put between them stays as it is. */
export function phrase(words: TemplateStringsArray, ...parts: readonly (string | Mathematics | Sentence)[]): Sentence {
  return sentence(Object.assign(words.map(typeset), { raw: words.raw }), ...parts);
}
