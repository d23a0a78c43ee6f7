import type { WarningKind } from "@nn/core";

const NBSP = "\u00a0";

type Translation = readonly [pattern: RegExp, french: string];

/** Commander's complaints, each under its own pattern. */
const COMMANDER: readonly Translation[] = [
  [
    /^error: unknown option '(.*)'\n\(Did you mean (?:one of )?(.*)\?\)$/s,
    `L’option «${NBSP}$1${NBSP}» n’existe pas. Vouliez-vous dire $2\u202f?`,
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
  return translated(COMMANDER, text) ?? introduced(text.replace(/^error: /, ""));
}

/** What the library warns of in a training of this program. */
export const WARNINGS: Readonly<Partial<Record<WarningKind, string>>> = {
  saturated:
    "des neurones sont au bout de leur intervalle, où presque aucun gradient ne passe. " +
    `Les entrées sont grandes${NBSP}: essayez --scale standardize.`,
  "constant output":
    "la sortie est la même pour toutes les personnes, à un bout de son intervalle, où presque aucun gradient ne " +
    `passe${NBSP}: essayez un plus petit --learning-rate, ou --scale standardize.`,
  "no gradient": `aucun gradient n’arrive aux paramètres${NBSP}: essayez --scale standardize, ou une autre --seed.`,
  unmoved: `les pas sont trop petits pour changer les paramètres${NBSP}: essayez un plus grand --learning-rate.`,
  "grown loss": `la perte a grandi${NBSP}: essayez un plus petit --learning-rate.`,
};

/** The sentences of the library that a file or an option can cause. */
const LIBRARY: readonly Translation[] = [
  [
    /^(.*), line (\d+), column "(.*)": expected a number, but got "(.*?)"\.(?: .*)?$/s,
    `$1, ligne $2, colonne «${NBSP}$3${NBSP}»${NBSP}: un nombre est attendu, mais la cellule contient «${NBSP}$4${NBSP}». ` +
      "Les nombres s’écrivent en chiffres de 0 à 9 avec un point décimal, sans unité.",
  ],
  [
    /^(.*), line (\d+), column "(.*)": expected a number, but the cell is empty\.(?: .*)?$/s,
    `$1, ligne $2, colonne «${NBSP}$3${NBSP}»${NBSP}: un nombre est attendu, mais la cellule est vide. ` +
      "Complétez la ligne, ou ôtez-la.",
  ],
  [
    /^(.*), line (\d+): expected 1 cell, but got (\d+)\..*$/s,
    `$1, ligne $2${NBSP}: une seule cellule est attendue, mais il y en a $3.`,
  ],
  [
    /^(.*), line (\d+): expected (\d+) cells, one for each column, but got (\d+)\..*delimiters at the end.*$/s,
    `$1, ligne $2${NBSP}: $3 cellules sont attendues, une par colonne, mais il y en a $4. ` +
      "Ôtez les séparateurs en fin de ligne.",
  ],
  [
    /^(.*), line (\d+): expected (\d+) cells, one for each column, but got (\d+)\..*quotation marks.*$/s,
    `$1, ligne $2${NBSP}: $3 cellules sont attendues, une par colonne, mais il y en a $4. ` +
      "Une cellule qui contient le séparateur se met entre guillemets droits.",
  ],
  [
    /^(.*), line (\d+): expected (\d+) cells, one for each column, but got (\d+)\..*$/s,
    `$1, ligne $2${NBSP}: $3 cellules sont attendues, une par colonne, mais il y en a $4.`,
  ],
  [
    /^(.*) is empty: expected a line of column names, then rows\.$/s,
    `$1 est vide${NBSP}: une ligne de noms de colonnes est attendue, puis une ligne par personne.`,
  ],
  [
    /^(.*) has a line of column names, but no rows below it\..*$/s,
    `$1 a une ligne de noms de colonnes, mais aucune ligne en dessous.`,
  ],
  [
    /^(.*), line (\d+): column (\d+) has no name\. Give it one\..*$/s,
    `$1, ligne $2${NBSP}: la colonne $3 n’a pas de nom. Donnez-lui-en un, ou ôtez le séparateur en fin de ligne.`,
  ],
  [
    /^(.*), line (\d+): two columns are named "(.*)"\. Rename one of them\.$/s,
    `$1, ligne $2${NBSP}: deux colonnes s’appellent «${NBSP}$3${NBSP}». Renommez l’une des deux.`,
  ],
  [
    /^(.*), line (\d+): expected the names of the columns, but got numbers, .*$/s,
    `$1, ligne $2${NBSP}: des noms de colonnes sont attendus, mais il y a des nombres. ` +
      "Ajoutez au-dessus une ligne qui nomme les colonnes, par exemple weight,height,gender.",
  ],
  [
    /^(.*), line (\d+), character (\d+): the quotation marks don't pair up\..*$/s,
    `$1, ligne $2, caractère $3${NBSP}: les guillemets droits ne vont pas par paires. ` +
      'Une cellule qui commence par " finit par ", et un " à l’intérieur s’écrit deux fois.',
  ],
  [
    /^(.*): do .* stand between two cells, or .*\? Both fit every line\..*$/s,
    `$1${NBSP}: deux séparateurs conviennent à toutes les lignes. ` +
      "Mettez entre guillemets droits les cellules qui contiennent l’autre.",
  ],
  [
    /^explain: the network has no parameter "(.*)"\. It has (\w+) to (\w+) and (\w+) to (\w+); (\w+) is also "(.*)"\.$/s,
    `Le réseau n’a pas de paramètre «${NBSP}$1${NBSP}». Il a $2 à $3 et $4 à $5\u202f; $6 s’appelle aussi «${NBSP}$7${NBSP}».`,
  ],
  [
    /^A class is a text that isn't empty, but got .*$/s,
    `La colonne «${NBSP}gender${NBSP}» a une cellule vide. Donnez une étiquette à chaque personne, ou ôtez la ligne.`,
  ],
];

/** A sentence of the library's in French; one that isn't known stays English, and is introduced as such. */
export function libraryInFrench(text: string): string {
  return translated(LIBRARY, text) ?? introduced(text);
}

function translated(translations: readonly Translation[], text: string): string | undefined {
  const found = translations.find(([pattern]) => pattern.test(text));
  return found && text.replace(...(found as [RegExp, string]));
}

function introduced(text: string): string {
  return `La bibliothèque répond en anglais${NBSP}: ${text}`;
}
