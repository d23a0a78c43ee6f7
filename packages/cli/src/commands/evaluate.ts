import type { Command } from "../program/command.js";

/** `nn evaluate`: how well a run's network does. */
export const evaluate: Command = {
  name: "evaluate",
  summary: { en: "how well the network of a run does", fr: "ce que vaut le réseau d’un entraînement" },
  operands: [
    {
      name: { en: "RUN", fr: "DOSSIER" },
      description: { en: "the folder of a run", fr: "le dossier d’un entraînement" },
    },
    {
      name: { en: "TABLE", fr: "TABLEAU" },
      description: {
        en: "rows with their answers; those that the run was judged by unless given",
        fr: "des lignes avec leurs réponses, celles de la validation par défaut",
      },
      isOptional: true,
    },
  ],
  options: [
    {
      flag: "--best",
      description: {
        en: "the best network of the run, in place of the last one",
        fr: "le meilleur réseau de l’entraînement, à la place du dernier",
      },
    },
  ],
  example: "nn evaluate runs/penguins-1 --best",
  run: async (task) => (await import("../work/evaluate.js")).evaluateRun(task),
};
