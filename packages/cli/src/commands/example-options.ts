import type { Option } from "../program/help/described.js";

/** What names one example of a network: a row, or its numbers. */
export const EXAMPLE: readonly Option[] = [
  {
    flag: "--row",
    value: { en: "N", fr: "N" },
    reading: "count",
    description: {
      en: "which row of the table, or of those that the run is trained on; the first unless given",
      fr: "quelle ligne du tableau, ou de celles de l’entraînement, la première par défaut",
    },
  },
  {
    flag: "--rows",
    value: { en: "FILE", fr: "FICHIER" },
    description: { en: "a table, CSV or JSON lines", fr: "un tableau, en CSV ou en JSON par lignes" },
  },
  {
    flag: "--input",
    value: { en: "NUMBERS", fr: "NOMBRES" },
    description: {
      en: "the numbers of an example, in place of a row: 1,0.5",
      fr: "les nombres d’un exemple, à la place d’une ligne\u00a0: 1,0.5",
    },
  },
  {
    flag: "--target",
    value: { en: "NUMBERS", fr: "NOMBRES" },
    description: { en: "with --input: what is right", fr: "avec --input\u00a0: la bonne réponse" },
  },
];
