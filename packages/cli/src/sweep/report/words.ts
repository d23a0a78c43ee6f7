import type { Text } from "../../program/language.js";
import type { Ending } from "../result.js";

/** How a trial ended, in a word. */
export const ENDINGS: Readonly<Record<Ending, Text>> = {
  finished: { en: "finished", fr: "terminé" },
  diverged: { en: "diverged", fr: "divergé" },
  memory: { en: "memory", fr: "mémoire" },
  time: { en: "time", fr: "temps" },
  failed: { en: "failed", fr: "échoué" },
};

/** The heads of columns. */
export const HEADS: Readonly<Record<"trial" | "epochs" | "ending", Text>> = {
  trial: { en: "trial", fr: "essai" },
  epochs: { en: "epochs", fr: "époques" },
  ending: { en: "ending", fr: "fin" },
};

/** Settings' places end alike less often than they begin alike: the shortest ends that tell them apart. */
export function shortPlaces(places: readonly string[]): ReadonlyMap<string, string> {
  const parts = places.map((place) => place.split("."));
  return new Map(
    places.map((place, i) => {
      const names = parts[i]!;
      for (let length = 1; length < names.length; length++) {
        const end = names.slice(-length).join(".");
        const isClear = parts.filter((other) => other.slice(-length).join(".") === end).length === 1;
        if (isClear) return [place, end];
      }
      return [place, place];
    }),
  );
}
