import { readdirSync, readFileSync } from "node:fs";
import type { WarningKind } from "@nn/core/types";
import { french } from "gender-prediction/dist/languages/french.js";
import { WARNINGS } from "gender-prediction/dist/languages/french-errors.js";

/** Every text that a language of the example has; functions are told a count wherever they take something. */
export function textsOf(words: object, count: 1 | 2): string[] {
  return Object.entries(words).flatMap(([key, word]): string[] => {
    if (["number", "summary", "library", "warning", "code"].includes(key)) return [];
    if (typeof word === "string") return [word];
    if (Array.isArray(word)) return word as string[];
    if (typeof word === "object") return textsOf(word as object, count);
    return [said(word as Word, count)];
  });
}

type Word = (...told: readonly unknown[]) => string;

/** What a function says if each operand is a count: as a number, or where it takes none, as a text, or as a list. */
function said(word: Word, count: number): string {
  const kinds = [count, String(count), ["A", "B", "C"].slice(0, count + 1)];
  for (let choice = 0; choice < kinds.length ** word.length; choice++) {
    try {
      return word(
        ...Array.from({ length: word.length }, (_, i) => kinds[Math.floor(choice / kinds.length ** i) % kinds.length]),
      );
    } catch {
      // The next choice of kinds.
    }
  }
  throw new Error(`says nothing: ${word.name}`);
}

/** Of each kind, about large inputs or not. */
function warnings(): string[] {
  const of = { message: "", layer: "layer 1, Dense" };
  const kinds = Object.keys(WARNINGS) as WarningKind[];
  return [
    ...new Set(
      kinds.flatMap((kind) =>
        [
          { ...of, kind, columns: [0] },
          { ...of, kind },
        ].map(french.warning),
      ),
    ),
  ];
}

/**
 * What the example prints in French, as it is pinned, and all else that it can say. Where what is pinned changes, it is
 * written at the end of a run: the next one has it.
 */
export function exampleTexts(): [name: string, text: string][] {
  const folder = `${import.meta.dirname}/printed`;
  const printed = readdirSync(folder)
    .filter((name) => name.endsWith(".fr.txt"))
    .sort()
    .map((name): [string, string] => [name, readFileSync(`${folder}/${name}`, "utf8")]);
  const all = textsOf(french, 2);
  const ofOne = textsOf(french, 1).filter((text, i) => text.replace(/\b1\b/g, "2") !== all[i]!.replace(/\b1\b/g, "2"));
  return [
    ...printed,
    ["toutes les phrases de l’exemple", [...all, ...warnings()].join("\n")],
    ["les phrases qui changent au singulier", ofOne.join("\n")],
  ];
}
