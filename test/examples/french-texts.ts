import { readdirSync, readFileSync } from "node:fs";
import type { WarningKind } from "@nn/core";
import { french } from "gender-prediction/dist/french.js";
import { WARNINGS } from "gender-prediction/dist/french-errors.js";

/** Every text that a language of the example has; functions are told 2 wherever they take something. */
export function textsOf(words: object): string[] {
  return Object.entries(words).flatMap(([key, word]): string[] => {
    if (["number", "summary", "library", "warning", "code"].includes(key)) return [];
    if (typeof word === "string") return [word];
    if (Array.isArray(word)) return word as string[];
    if (typeof word === "object") return textsOf(word as object);
    const told = ["or", "and", "input"].includes(key)
      ? [["A", "B", "C"]]
      : Array.from({ length: word.length }, () => "2");
    return [word(...(key === "noColumn" ? ["2", "2", "2", ["A", "B"]] : told))];
  });
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
  return [...printed, ["toutes les phrases de l’exemple", [...textsOf(french), ...warnings()].join("\n")]];
}
