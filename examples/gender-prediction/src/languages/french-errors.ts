import { DivergenceError, type Warning } from "@nn/core";
import { show } from "@nn/core/component";
import type { DivergencePlace, WarningKind } from "@nn/core/types";
import type { TableError, TableProblem } from "@nn/data";
import { formatNumber } from "./numbers.js";
import { inGuillemets, NBSP, plural, withComma } from "./typography.js";

/** What the library says is wrong, in French, made from the facts that its errors carry. */
export function errorInFrench(error: Error): string {
  const { problem } = error as Partial<TableError>;
  if (problem !== undefined) return `${problem.source}${ofTable(problem)}`;
  if (error instanceof DivergenceError) return ofDivergence(error.place);
  return introduced(error.message);
}

/** A warning of the library's about a training, in French. */
export function warningInFrench(warning: Warning): string {
  return `Avertissement${NBSP}: ${WARNINGS[warning.kind](warning)}`;
}

const quoted = (text: string): string => inGuillemets(show(text));
const names = "une ligne qui nomme les colonnes, par exemple weight,height,gender";

function ofTable(problem: TableProblem): string {
  switch (problem.kind) {
    case "empty text":
      return ` est vide${NBSP}: une ligne de noms de colonnes est attendue, puis une ligne par personne.`;
    case "no rows":
      return " a une ligne de noms de colonnes, mais aucune ligne en dessous.";
    case "two delimiters":
      return (
        `${NBSP}: deux séparateurs conviennent à toutes les lignes. ` +
        "Mettez entre guillemets droits les cellules qui contiennent l’autre."
      );
    case "no number":
      return `, ligne ${problem.line}, colonne ${quoted(problem.column)}${NBSP}: un nombre est attendu, mais ${ofCell(problem.cell)}`;
    case "no text":
      return `, ligne ${problem.line}, colonne ${quoted(problem.column)}${NBSP}: un texte est attendu, mais ${ofCell(problem.cell)}`;
    case "no object":
      return `, ligne ${problem.line}${NBSP}: un objet JSON est attendu.`;
    case "cells":
      return `, ligne ${problem.line}${NBSP}: ${ofWidth(problem.expected, problem.cells)}`;
    case "no name":
      return (
        `, ligne ${problem.line}${NBSP}: la colonne ${problem.columnNumber} n’a pas de nom. ` +
        "Donnez-lui-en un, ou ôtez le séparateur en fin de ligne."
      );
    case "same name":
      return `, ligne ${problem.line}${NBSP}: deux colonnes s’appellent ${quoted(problem.column)}. Renommez l’une des deux.`;
    case "numbers for names":
      return (
        `, ligne ${problem.line}${NBSP}: des noms de colonnes sont attendus, mais il y a des nombres. ` +
        `Ajoutez au-dessus ${names}.`
      );
    case "quotation marks":
      return (
        `, ligne ${problem.line}, caractère ${problem.characterNumber}${NBSP}: les guillemets droits ne vont pas par paires. ` +
        'Une cellule qui commence par " finit par ", et un " à l’intérieur s’écrit deux fois.'
      );
    case "character":
      return (
        `, ligne ${problem.line}${NBSP}: le caractère ${quoted(problem.character)} n’a pas sa place dans un tableau. ` +
        `Enregistrez le fichier en CSV, encodage UTF-8.`
      );
  }
}

function ofCell(cell: string): string {
  if (cell === "") {
    return "la cellule est vide, ou dit que la valeur manque (NA, NaN ou un point d’interrogation). Complétez la ligne, ou ôtez-la.";
  }
  const how = "Les nombres s’écrivent en chiffres de 0 à 9 avec un point décimal, sans unité.";
  return `la cellule contient ${quoted(cell)}. ${how}`;
}

function ofWidth(expected: number, cells: readonly string[]): string {
  const wanted =
    expected === 1 ? "une seule cellule est attendue" : `${expected} cellules sont attendues, une par colonne`;
  const isEnd = cells.slice(expected).every((cell) => cell === "");
  const remedy = isEnd
    ? " Ôtez les séparateurs en fin de ligne."
    : " Une cellule qui contient le séparateur se met entre guillemets droits.";
  return `${wanted}, mais il y en a ${cells.length}.${cells.length > expected ? remedy : ""}`;
}

/** `"layer 0, Dense(2 → 2, sigmoid)"`, without what the layer is. */
function layerIn(label: string): string {
  return `la couche ${/\d+/.exec(label)?.[0]}`;
}

function ofDivergence({ what, layer, parameter, element, step, epoch, example, growth }: DivergencePlace): string {
  const output = layer === undefined ? "La perte" : `La sortie de ${layerIn(layer)}`;
  const subject = {
    loss: output,
    gradient: `Le gradient de ${parameter}[${element}]`,
    parameter: `Après sa mise à jour, le paramètre ${parameter}[${element}]`,
  }[what];
  if (example !== undefined) {
    const remedy = `les mesures sont trop grandes${NBSP}: essayez --scale standardize.`;
    return `${subject} n’est pas un nombre fini pour la personne ${example + 1}${NBSP}: ${remedy}`;
  }
  const updates = plural(step, "mise à jour", "mises à jour");
  const when = epoch === undefined ? `après ${updates}` : `à l’époque ${epoch}, après ${updates}`;
  const remedy = "L’entraînement s’arrête. Essayez un plus petit --learning-rate, ou --scale standardize.";
  if (growth === undefined) return `${subject} n’est plus un nombre fini ${when}. ${remedy}`;
  const [from, to] = [growth.from, growth.to].map((loss) => formatNumber(loss, 3, { number: withComma }));
  return `${subject} est passée de ${from} avant le premier pas à ${to} ${when}, et ne redescend pas. ${remedy}`;
}

const smaller = `essayez un plus petit --learning-rate, ou --scale standardize.`;

/** What the library warns of, kind by kind; what no option of this program can cause is short. */
export const WARNINGS: Readonly<Record<WarningKind, (warning: Warning) => string>> = {
  saturated: ({ layer, columns }) =>
    `les neurones de ${layerIn(layer!)} sont au bout de leur intervalle, où presque aucun gradient ne passe. ` +
    (columns === undefined
      ? "Essayez un plus petit --learning-rate, ou une autre --seed."
      : `Les entrées sont grandes${NBSP}: essayez --scale standardize.`),
  "constant output": ({ layer }) =>
    `la sortie de ${layerIn(layer!)} est toujours la même, quelles que soient les entrées.`,
  "unreachable targets": () => "des cibles sont hors de l’intervalle où le réseau répond.",
  "constant targets": () => "toutes les cibles sont les mêmes.",
  "constant column": () => "une colonne a partout la même valeur.",
  "running number": () => "une colonne ne fait que numéroter les lignes.",
  "left out": () => "des colonnes n’ont aucun rôle.",
  leak: () => "une colonne dit déjà la réponse.",
  "missing class": () => "il manque une classe à une partie des données.",
  "no gradient": () =>
    `aucun gradient n’arrive aux paramètres${NBSP}: essayez --scale standardize, ou une autre --seed.`,
  unmoved: () => `les pas sont trop petits pour changer les paramètres${NBSP}: essayez un plus grand --learning-rate.`,
  "grown loss": () => `la perte a beaucoup augmenté${NBSP}: ${smaller}`,
  "batch of one": () => "un lot n’a qu’un seul exemple.",
  "other examples": () => "l’optimiseur compare ses pas, et chaque lot a d’autres exemples.",
  "begun anew": () => "l’optimiseur recommence depuis le début.",
  "awaited in its loop": () => "l’entraînement attend depuis une seconde.",
  "no slope": () => "la pente d’une formule est nulle partout.",
};

function introduced(text: string): string {
  return `La bibliothèque répond en anglais${NBSP}: ${text}`;
}
