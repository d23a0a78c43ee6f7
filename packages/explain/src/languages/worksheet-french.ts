import { BLANK } from "../render/document.js";
import type { WorksheetLevel } from "../worksheet/level.js";
import { phrase, typeset } from "./typography.js";
import type { WorksheetWords } from "./worksheet.js";

const digitsOf = (digits: number): string =>
  `${digits} ${digits === 1 ? "chiffre significatif" : "chiffres significatifs"}`;

const TASKS: Readonly<Record<WorksheetLevel, string>> = {
  numbers: "Complétez.",
  factors: "Complétez : pour chaque dérivée, la formule, puis le nombre.",
  path: "Complétez : trouvez le chemin du paramètre à la perte, les dérivées le long de ce chemin, leurs formules et leurs nombres.",
  error: "Une ligne est fausse, et les suivantes en découlent. Trouvez-la, et ce qu'elle devrait donner.",
};

/** What worksheets say in French. */
export const worksheet: WorksheetWords = {
  exercise: (seed) => phrase`Exercice guidé : un gradient, feuille ${[seed]}`,
  answers: (seed) => phrase`Exercice guidé : un gradient, corrigé de la feuille ${[seed]}`,
  nameAndDate: (name) => phrase`Nom : ${name === null ? BLANK : [name]}\u2003\u2003Date : ${BLANK}`,
  nameAlone: (name) => phrase`Nom : ${[name]}`,
  task: (level, digits) => {
    const rounding = typeset(
      ` Arrondissez chaque résultat à ${digitsOf(digits ?? 0)}. Calculez chaque somme d'un seul coup, sans arrondir ses termes.`,
    );
    return [`${typeset(TASKS[level])}${digits === null ? "" : rounding}`];
  },
  path: phrase`Le chemin :`,
  mistakeHere: phrase`La ligne fausse donne : ${BLANK}\u2003\u2003Elle devrait donner : ${BLANK}`,
  mistake: (line, wrong) => phrase`Sur la feuille, la ligne de ${line} est fausse : elle donne ${wrong}.`,
  open: typeset("Cette feuille dans la page de l'atelier"),
  sheets: "Gradients à la main",
  key: "Corrigé des feuilles",
  codes: [
    typeset(
      "La page donne à chaque étudiant un code : jusqu'à quelle ligne tous les nombres sont justes. Il ne prouve rien de plus : " +
        "il ne dit pas qui a fait le travail, et qui sait lire le programme de la page peut fabriquer n'importe quel code.",
    ),
  ],
  keyHeader: [["ligne"], ["résultat"], ["arrêt ici"]],
  all: "tout est juste",
  changeToRound: (change, parameter, digits) =>
    phrase`Arrondissez la variation ${change ?? ["de ", parameter]} à ${[digitsOf(digits)]} ; n'arrondissez pas de nouveau ${parameter} : gardez toutes ses décimales.`,
  tolerance: (digits) => [
    ...phrase`Tolérance : ±\u00a01 sur le dernier chiffre.`,
    ...(digits < 2 ? [] : phrase` Les zéros finals s'écrivent : 0,9${["0".repeat(digits - 1)]}, et non 0,9.`),
  ],
};
