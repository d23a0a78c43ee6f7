import type { Command } from "../program/command.js";

/** `nn check`: whether a run's gradients are right. */
export const check: Command = {
  name: "check",
  summary: {
    en: "compares the gradients of a run's network with differences of its loss",
    fr: "compare les gradients du réseau d’un entraînement avec des différences de sa perte",
  },
  operands: [
    {
      name: { en: "RUN", fr: "DOSSIER" },
      description: { en: "the folder of a run", fr: "le dossier d’un entraînement" },
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
  run: async (task) => (await import("../work/check.js")).checkRun(task),
};
