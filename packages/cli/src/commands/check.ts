import type { Command } from "../program/command.js";

/** `nn check`: whether a network's gradients are right. */
export const check: Command = {
  name: "check",
  summary: {
    en: "compares the gradients of a network with differences of its loss",
    fr: "compare les gradients d’un réseau avec des différences de sa perte",
  },
  operands: [
    {
      name: { en: "NETWORK", fr: "RÉSEAU" },
      description: {
        en: "the folder of a run, or a network's file",
        fr: "le dossier d’un entraînement, ou le fichier d’un réseau",
      },
    },
    {
      name: { en: "TABLE", fr: "TABLEAU" },
      description: {
        en: "rows with their answers; those of the run unless given, and for a file drawn numbers with the mean squared error",
        fr: "des lignes avec leurs réponses\u00a0; par défaut celles de l’entraînement, et pour un fichier des nombres tirés, avec l’erreur quadratique moyenne",
      },
      isOptional: true,
    },
  ],
  options: [
    {
      flag: "--examples",
      value: { en: "N", fr: "N" },
      reading: "count",
      description: {
        en: "how many examples it is done on; 8 unless given",
        fr: "sur combien d’exemples, 8 par défaut",
      },
    },
  ],
  example: "nn check runs/penguins-1 --examples 4",
  run: async (task) => (await import("../work/network/check.js")).checkNetwork(task),
};
