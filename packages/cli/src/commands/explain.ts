import type { Command } from "../program/command.js";

/** `nn explain`: where an output or a derivative comes from, in numbers. */
export const tell: Command = {
  name: "explain",
  summary: {
    en: "where a prediction, or the derivative of a parameter, comes from, in numbers",
    fr: "d’où vient une prédiction, ou la dérivée d’un paramètre, en nombres",
  },
  operands: [
    {
      name: { en: "RUN", fr: "DOSSIER" },
      description: { en: "the folder of a run", fr: "le dossier d’un entraînement" },
    },
    {
      name: { en: "PARAMETER", fr: "PARAMÈTRE" },
      description: {
        en: "the parameter, as 1.bias[0]; without one the prediction is explained",
        fr: "le paramètre, par exemple 1.bias[0], sinon la prédiction est expliquée",
      },
      isOptional: true,
    },
  ],
  options: [
    {
      flag: "--row",
      value: { en: "N", fr: "N" },
      reading: "count",
      description: {
        en: "which row of those that the run is trained on; the first unless given",
        fr: "quelle ligne de celles de l’entraînement, la première par défaut",
      },
    },
  ],
  example: "nn explain runs/penguins-1 --row 3",
  run: async (task) => (await import("../work/explain.js")).explainRow(task),
};
