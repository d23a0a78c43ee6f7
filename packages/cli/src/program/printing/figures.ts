import { printable } from "@nn/core/component";
import type { Language, Text } from "../language.js";
import { withComma } from "./typography.js";

/** The figures that each language has its own word for. A metric is called as its configuration calls it. */
const WORDS: ReadonlyMap<string, Text> = new Map([
  ["loss", { en: "loss", fr: "perte" }],
  ["validation loss", { en: "validation loss", fr: "perte de validation" }],
]);

/** What a figure of a report, or of a sweep, is called. */
export function nameOfFigure(name: string, language: Language): string {
  return WORDS.get(name)?.[language] ?? printable(name);
}

/** A number in three digits, as the language writes it. */
export function figure(value: number, language: Language): string {
  const text = String(Number(value.toPrecision(3)));
  return language === "fr" ? withComma(text) : text;
}
