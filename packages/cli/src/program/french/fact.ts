import { NBSP } from "../printing/typography.js";

/** How messages show what was given, in both languages. */
const KINDS: readonly (readonly [english: RegExp, french: string])[] = [
  [/^"([^"\\]*)"$/, `«${NBSP}$1${NBSP}»`],
  [/^an array of (\d+)$/, "une liste de $1"],
  [/^an empty array$/, "une liste vide"],
  [/^an object$/, "un objet"],
  [/^an? (\w+)$/, "un objet $1"],
  [/^the function or class (\w+)$/, "la fonction $1"],
  [/^(".*"…) \((\d+) characters\)$/s, "$1 ($2 caractères)"],
  [/^(.*) and 1 more$/s, "$1 et un autre"],
  [/^(.*) and (\d+) more$/s, "$1 et $2 autres"],
];

/** A fact of a message as a French sentence shows it: what was given, and lists of names. */
export function factInFrench(fact: string): string {
  const kind = KINDS.find(([english]) => english.test(fact));
  if (kind !== undefined) return fact.replace(...kind);
  return fact
    .replace(/(?<=") (?:and|or) (?=")/g, (word) => (word === " and " ? " et " : " ou "))
    .replace(/(?<=\d) and (?=\d)/g, " et ");
}
