import type { Command } from "../program/command.js";
import { EXAMPLE } from "./example-options.js";

/** `nn worksheet`: a derivative to be calculated by hand. */
export const sheet: Command = {
  name: "worksheet",
  summary: {
    en: "prints an exercise: a derivative of a network, to be calculated by hand",
    fr: "affiche un exercice\u00a0: une dérivée d’un réseau, à calculer à la main",
  },
  operands: [
    {
      name: { en: "NETWORK", fr: "RÉSEAU" },
      description: {
        en: "a network's file, or the folder of a run; the lab's network with random numbers unless given",
        fr: "le fichier d’un réseau, ou le dossier d’un entraînement\u00a0; par défaut le réseau du laboratoire, avec des nombres tirés",
      },
      isOptional: true,
    },
    {
      name: { en: "PARAMETER", fr: "PARAMÈTRE" },
      description: {
        en: "the parameter with respect to which the loss is differentiated, as w1; the first weight unless given",
        fr: "par quoi la perte est dérivée, par exemple w1, le premier poids par défaut",
      },
      isOptional: true,
    },
  ],
  options: [
    ...EXAMPLE,
    {
      flag: "--answers",
      description: { en: "the answers, for the teacher", fr: "les réponses, pour l’enseignant" },
    },
    {
      flag: "--level",
      value: { en: "LEVEL", fr: "NIVEAU" },
      choices: ["numbers", "factors", "path"],
      description: {
        en: "what there is to find; numbers unless given",
        fr: "ce qu’il faut trouver, numbers par défaut",
      },
    },
    {
      flag: "--digits",
      value: { en: "N", fr: "N" },
      reading: "count",
      description: {
        en: "how many significant digits numbers are rounded to; 3 unless given",
        fr: "à combien de chiffres significatifs on arrondit, 3 par défaut",
      },
    },
    {
      flag: "--format",
      value: { en: "FORM", fr: "FORME" },
      choices: ["text", "markdown", "latex", "html"],
      description: { en: "the form of the sheet; text unless given", fr: "la forme de la feuille, text par défaut" },
    },
    {
      flag: "--name",
      value: { en: "NAME", fr: "NOM" },
      description: { en: "whose sheet it is", fr: "de qui est la feuille" },
    },
    {
      flag: "--seed",
      value: { en: "SEED", fr: "GRAINE" },
      description: {
        en: "what the numbers of the lab's network are drawn from",
        fr: "d’où sont tirés les nombres du réseau du laboratoire",
      },
    },
  ],
  example: "nn worksheet runs/penguins-1 w1 --row 3",
  run: async (task) => (await import("../work/worksheet.js")).printWorksheet(task),
};
