import { saying, type TableTexts } from "./table.js";

const at = (line: number | null): string => (line === null ? "" : `Ligne ${line}\u00a0: `);

/** What is said of a table of the reader's own, in French. */
export const table: TableTexts = {
  title: "Mes données (CSV)",
  help: "Déposez un fichier ici, ouvrez-en un, ou collez des lignes. Séparateur\u00a0: virgule, point-virgule ou tabulation\u202f; décimales après une virgule ou un point.",
  open: "Ouvrir un fichier…",
  paste: "Lignes",
  pasted: "Le texte",
  roles: (rows) => `${rows} ligne${rows === 1 ? "" : "s"}\u00a0: à quoi sert chaque colonne\u202f?`,
  choices: { name: "nom", feature: "entrée", target: "étiquette", none: "laissée de côté" },
  take: "Prendre ces lignes",
  problem: saying({
    "empty text": () =>
      "Il n’y a rien\u00a0: il faut une ligne avec les noms des colonnes, puis des lignes de données.",
    "no rows": () => "Il y a une ligne avec les noms des colonnes, mais aucune ligne de données.",
    "two delimiters": () =>
      "Deux séparateurs conviennent. Écrivez sep=; sur une première ligne pour dire lequel est le bon.",
    "no number": ({ line, column, cell }) =>
      `${at(line)}«\u00a0${column}\u00a0» doit être un nombre, mais ${cell === "" ? "la valeur manque (cellule vide, NA, NaN ou un point d’interrogation)" : `c’est «\u00a0${cell}\u00a0»`}.`,
    "no text": ({ line, column }) => `${at(line)}«\u00a0${column}\u00a0» n’a pas de valeur.`,
    "no object": ({ line }) => `${at(line)}ce n’est pas une ligne de données.`,
    cells: ({ line, expected, cells }) =>
      `${at(line)}il faut ${expected} cellule${expected === 1 ? "" : "s"}, une par colonne, mais il y en a ${cells.length}.`,
    "no name": ({ line, columnNumber }) => `${at(line)}la colonne ${columnNumber} n’a pas de nom.`,
    "same name": ({ line, column }) => `${at(line)}deux colonnes s’appellent «\u00a0${column}\u00a0».`,
    "numbers for names": ({ line }) => `${at(line)}il faut des noms de colonnes, mais ce sont des nombres.`,
    "quotation marks": ({ line, characterNumber }) =>
      `${at(line)}le guillemet au caractère ${characterNumber} n’est pas fermé.`,
    character: ({ line }) =>
      `${at(line)}il y a un caractère qu’aucun tableau ne contient. Enregistrez le fichier en CSV, codage UTF-8.`,
    "no table": () => "Ce n’est pas un tableau lisible. Enregistrez-le en CSV, codage UTF-8.",
    "too many rows": ({ rows, most }) => `Il y a ${rows} lignes\u202f; la page en accepte ${most}.`,
    "too many features": ({ features, most }) =>
      `Il y a ${features} entrées\u202f; la page en accepte ${most}. Laissez-en de côté.`,
    "no feature": () => "Aucune colonne n’est une entrée\u00a0: choisissez-en au moins une.",
    "no target": () => "Aucune colonne n’est l’étiquette\u00a0: choisissez-en une.",
    "two targets": () => "Plusieurs colonnes sont l’étiquette\u00a0: choisissez-en une seule.",
    "no label": () => "Aucune ligne n’a d’étiquette\u00a0: il n’y a rien à apprendre.",
    classes: ({ column, classes }) =>
      `Pour être l’étiquette, «\u00a0${column}\u00a0» doit contenir des nombres ou deux classes, mais contient ${classes === 1 ? "un seul texte" : `${classes} textes différents`}.`,
  }),
};
