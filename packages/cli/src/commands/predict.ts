import type { Command } from "../program/command.js";

/** `nn predict`: what a network answers to rows. */
export const predict: Command = {
  name: "predict",
  summary: { en: "what a network answers to rows", fr: "ce qu’un réseau répond à des lignes" },
  operands: [
    {
      name: { en: "NETWORK", fr: "RÉSEAU" },
      description: {
        en: "a network's file, or the folder of a run",
        fr: "le fichier d’un réseau, ou le dossier d’un entraînement",
      },
    },
    {
      name: { en: "COLUMN=VALUE", fr: "COLONNE=VALEUR" },
      description: { en: "the cells of one row", fr: "les cellules d’une ligne" },
      isOptional: true,
      isList: true,
    },
  ],
  options: [
    {
      flag: "--rows",
      value: { en: "FILE", fr: "FICHIER" },
      description: {
        en: "rows in a CSV file, or in JSON lines (.jsonl); - reads them from standard input",
        fr: "des lignes d’un fichier CSV, ou de JSON par lignes (.jsonl)\u00a0; - les lit de l’entrée standard",
      },
    },
    {
      flag: "--format",
      value: { en: "FORM", fr: "FORME" },
      choices: ["table", "csv", "jsonl"],
      description: {
        en: "the form of the answers; a table unless given",
        fr: "la forme des réponses, un tableau par défaut",
      },
    },
  ],
  example: "nn predict runs/penguins-1 --rows new-penguins.csv --format csv",
  run: async (task) => (await import("../work/predict.js")).predictRows(task),
};
