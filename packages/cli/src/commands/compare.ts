import type { Command } from "../program/command.js";

/** `nn compare`: what differs between two runs. */
export const compare: Command = {
  name: "compare",
  summary: {
    en: "what differs between two runs: settings, figures, weights",
    fr: "ce qui diffère entre deux entraînements\u00a0: réglages, mesures, poids",
  },
  operands: [
    {
      name: { en: "RUN", fr: "DOSSIER" },
      description: { en: "the folder of a run", fr: "le dossier d’un entraînement" },
    },
    {
      name: { en: "OTHER", fr: "AUTRE" },
      description: { en: "that of another one", fr: "celui d’un autre" },
    },
  ],
  options: [],
  example: "nn compare runs/penguins-1 runs/penguins-1",
  run: async (task) => (await import("../work/compare.js")).compareRuns(task),
};
