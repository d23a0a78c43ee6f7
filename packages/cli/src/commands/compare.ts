import type { Command } from "../program/command.js";

/** `nn compare`: what differs between two runs or two networks. */
export const compare: Command = {
  name: "compare",
  summary: {
    en: "what differs between two runs or networks: settings, figures, curves, weights",
    fr: "ce qui diffère entre deux entraînements ou réseaux\u00a0: réglages, mesures, courbes, poids",
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
      name: { en: "OTHER", fr: "AUTRE" },
      description: { en: "another one", fr: "un autre" },
    },
  ],
  options: [],
  example: "nn compare runs/penguins-1 runs/penguins-1",
  run: async (task) => (await import("../work/compare/compare.js")).compareNetworks(task),
};
