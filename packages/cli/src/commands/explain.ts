import type { Command } from "../program/command.js";
import { EXAMPLE } from "./example-options.js";

/** `nn explain`: where an output or a derivative comes from, in numbers. */
export const tell: Command = {
  name: "explain",
  summary: {
    en: "where a prediction, or the derivative of a parameter, comes from, in numbers",
    fr: "d’où vient une prédiction, ou la dérivée d’un paramètre, en nombres",
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
      name: { en: "PARAMETER", fr: "PARAMÈTRE" },
      description: {
        en: "the parameter, as 1.bias[0]; without one the prediction is explained",
        fr: "le paramètre, par exemple 1.bias[0], sinon la prédiction est expliquée",
      },
      isOptional: true,
    },
  ],
  options: EXAMPLE,
  example: "nn explain runs/penguins-1 --row 3",
  run: async (task) => (await import("../work/explain.js")).explainRow(task),
};
