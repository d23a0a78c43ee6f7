import type { Operand, Option } from "../../program/help/described.js";

/** The configuration of a sweep. */
export const CONFIGURATION: Operand = {
  name: { en: "CONFIGURATION", fr: "CONFIGURATION" },
  description: {
    en: 'the file that describes the training, with a section "sweep"',
    fr: "le fichier qui décrit l’entraînement, avec une section «\u00a0sweep\u00a0»",
  },
};

/** Where results go. */
export const INTO: Option = {
  flag: "--into",
  value: { en: "FOLDER", fr: "DOSSIER" },
  description: {
    en: "the folder of the results, or s3://BUCKET/FOLDER; sweeps/NAME unless given",
    fr: "le dossier des résultats, ou s3://BUCKET/DOSSIER\u00a0; sweeps/NOM par défaut",
  },
};
