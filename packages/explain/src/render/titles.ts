import type { Titles } from "@nn/core/component";
import type { Language } from "../languages/language.js";

/** What a component is called in a language: by its title there, or else as the language calls one by its name. */
export function titleOf(
  { name, titles = {} }: { readonly name: string; readonly titles?: Titles },
  of: "function" | "optimizer" | "layer",
  { code, explanation }: Language,
): string {
  // Of "fr-CA", what is said for French.
  const known = [code, code.split("-", 1)[0]!].find((each) => Object.hasOwn(titles, each));
  return known === undefined ? explanation.untitled(name, of) : titles[known]!;
}
