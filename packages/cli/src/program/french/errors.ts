import { DivergenceError } from "@nn/core";
import type { DivergencePlace } from "@nn/core/types";
import type { TableError, TableProblem } from "@nn/data";
import { figure } from "../printing/figures.js";
import { inGuillemets, NBSP, plural } from "../printing/typography.js";
import { inFrench } from "./known.js";

/** What the packages say is wrong, in French, made from the facts that their errors carry; else as they say it, in English. */
export function errorInFrench(error: Error): string {
  const { problem } = error as Partial<TableError>;
  if (problem !== undefined) return `${problem.source}${ofTable(problem)}`;
  if (error instanceof DivergenceError) return ofDivergence(error.place);
  return inFrench(error.message)?.text ?? `La bibliothèque répond en anglais${NBSP}: ${error.message}`;
}

function ofTable(problem: TableProblem): string {
  const line = "line" in problem && problem.line !== null ? `, ligne ${problem.line}` : "";
  switch (problem.kind) {
    case "empty text":
      return ` est vide${NBSP}: une ligne de noms de colonnes est attendue, puis des lignes de cellules.`;
    case "no rows":
      return " a une ligne de noms de colonnes, mais aucune ligne en dessous.";
    case "two delimiters":
      return `${NBSP}: deux séparateurs conviennent à toutes les lignes. Donnez le vôtre, par exemple "delimiter": ";".`;
    case "no number":
      return `${line}, colonne ${inGuillemets(problem.column)}${NBSP}: un nombre est attendu, mais ${ofCell(problem.cell)}`;
    case "no text":
      return `${line}, colonne ${inGuillemets(problem.column)}${NBSP}: un texte est attendu, mais ${ofCell(problem.cell)}`;
    case "no object":
      return `${line}${NBSP}: un objet JSON est attendu.`;
    case "cells":
      return `${line}${NBSP}: ${plural(problem.expected, "cellule est attendue", "cellules sont attendues")}, une par colonne, mais il y en a ${problem.cells.length}.`;
    case "no name":
      return `${line}${NBSP}: la colonne ${problem.columnNumber} n’a pas de nom.`;
    case "same name":
      return `${line}${NBSP}: deux colonnes s’appellent ${inGuillemets(problem.column)}. Renommez l’une des deux.`;
    case "numbers for names":
      return `${line}${NBSP}: des noms de colonnes sont attendus, mais il y a des nombres. Ajoutez-les au-dessus, ou donnez "header": false.`;
    case "quotation marks":
      return `${line}, caractère ${problem.characterNumber}${NBSP}: les guillemets droits ne vont pas par paires.`;
    case "character":
      return `${line}${NBSP}: le caractère ${inGuillemets(problem.character)} n’a pas sa place dans un tableau. Enregistrez le fichier en CSV, encodage UTF-8.`;
  }
}

function ofCell(cell: string): string {
  return cell === ""
    ? "la cellule est vide, ou dit que la valeur manque (NA, NaN ou un point d’interrogation)."
    : `la cellule contient ${inGuillemets(cell)}.`;
}

function ofDivergence({ what, layer, parameter, element, step, epoch, growth }: DivergencePlace): string {
  const place = /\d+/.exec(layer ?? "")?.[0];
  const output = place === undefined ? "La perte" : `La sortie de la couche ${place}`;
  const subject = {
    loss: output,
    gradient: `Le gradient de ${parameter}[${element}]`,
    parameter: `Après sa mise à jour, le paramètre ${parameter}[${element}]`,
  }[what];
  const updates = plural(step, "mise à jour", "mises à jour");
  const when = epoch === undefined ? `après ${updates}` : `à l’époque ${epoch}, après ${updates}`;
  const remedy = "L’entraînement s’arrête. Essayez un plus petit learningRate, ou mettez les colonnes à l’échelle.";
  if (growth === undefined) return `${subject} n’est plus un nombre fini ${when}. ${remedy}`;
  const [from, to] = [growth.from, growth.to].map((loss) => figure(loss, "fr"));
  return `${subject} est passée de ${from} avant le premier pas à ${to} ${when}, et ne redescend pas. ${remedy}`;
}
