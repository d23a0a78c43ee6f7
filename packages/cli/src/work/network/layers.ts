import type { Sequential } from "@nn/core";
import type { Language } from "../../program/language.js";

/** The heading of a network's layers in French, whose words are no longer than there is room. */
const HEADING: readonly (readonly [english: RegExp, french: string])[] = [
  [/\blayer /, "couche"],
  [/\boutput\b/, "sortie"],
  [/\bparameters\b/, "paramètres"],
];

/** The layers of a network, in the language that is spoken. */
export function layersOf(network: Pick<Sequential, "summary">, language: Language): string {
  const [heading, ...lines] = network.summary().split("\n");
  const said =
    language === "en" ? heading! : HEADING.reduce((text, [english, french]) => text.replace(english, french), heading!);
  return [said, ...lines].join("\n");
}
