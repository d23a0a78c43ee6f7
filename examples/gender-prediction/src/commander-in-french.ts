import { NARROW, NBSP } from "./typography.js";

type Translation = readonly [pattern: RegExp, french: string];

/** Commander's complaints, each under its own pattern. */
const COMMANDER: readonly Translation[] = [
  [
    /^error: unknown option '(.*)'\n\(Did you mean (?:one of )?(.*)\?\)$/s,
    `L’option «${NBSP}$1${NBSP}» n’existe pas. Vouliez-vous dire $2${NARROW}?`,
  ],
  [/^error: unknown option '(.*)'$/s, `L’option «${NBSP}$1${NBSP}» n’existe pas.`],
  [/^error: option '(\S+).*' argument missing$/s, `L’option $1 attend une valeur.`],
  [
    /^error: option '(\S+).*?' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/s,
    `L’option $1 ne prend pas «${NBSP}$2${NBSP}». Choix possibles${NBSP}: $3.`,
  ],
  [/^error: option '(\S+).*?' argument '(.*)' is invalid\. (.*)$/s, `L’option $1 ne prend pas «${NBSP}$2${NBSP}». $3`],
  [
    /^error: too many arguments\. Expected 0 arguments but got (\d+)\.$/s,
    `Les mots sans tirets ne sont pas attendus ici (reçus${NBSP}: $1).`,
  ],
];

/** A complaint of commander's in French; one that isn't known stays, behind an introduction. */
export function commanderInFrench(text: string): string {
  const found = COMMANDER.find(([pattern]) => pattern.test(text));
  return found === undefined
    ? `Commande refusée${NBSP}: ${text.replace(/^error: /, "")}`
    : text.replace(...(found as [RegExp, string]));
}
