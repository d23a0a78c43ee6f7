import type { Command } from "../program/command.js";

/** `nn new`: a configuration for a table, with comments. */
export const begin: Command = {
  name: "new",
  summary: {
    en: "writes a configuration for a table, with comments; asks what isn't given",
    fr: "écrit une configuration pour un tableau, avec des commentaires, et demande ce qui n’est pas donné",
  },
  operands: [
    {
      name: { en: "TABLE", fr: "TABLEAU" },
      description: { en: "the table, CSV or JSON lines", fr: "le tableau, en CSV ou en JSON par lignes" },
      isOptional: true,
    },
  ],
  options: [
    {
      flag: "--target",
      value: { en: "COLUMN", fr: "COLONNE" },
      description: { en: "the column to predict", fr: "la colonne à prédire" },
    },
    {
      flag: "--output",
      value: { en: "FILE", fr: "FICHIER" },
      description: {
        en: "the configuration's file; TABLE.jsonc unless given",
        fr: "le fichier de la configuration, TABLEAU.jsonc par défaut",
      },
    },
  ],
  example: "nn new penguins.csv --target species --output penguins.jsonc",
  run: async (task) => (await import("../work/new/begin.js")).beginConfiguration(task),
};
