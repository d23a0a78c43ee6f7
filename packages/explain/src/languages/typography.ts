import { type Mathematics, type Sentence, sentence } from "../render/document.js";

/** A text with French typography: ’ for ', and spaces at which no line ends before « : ; ? ! » and within guillemets. */
export function typeset(text: string): string {
  return text
    .replaceAll("'", "’")
    .replaceAll(/ (?=[:»])|(?<=«) /g, "\u00a0")
    .replaceAll(/ (?=[;?!])/g, "\u202f");
}

/** A sentence of which the words are typeset; what is put between them stays as it is. */
export function phrase(words: TemplateStringsArray, ...parts: readonly (string | Mathematics | Sentence)[]): Sentence {
  return sentence(Object.assign(words.map(typeset), { raw: words.raw }), ...parts);
}
