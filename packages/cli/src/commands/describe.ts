import type { Command } from "../program/command.js";

/** `nn describe`: what a table or a network is like. */
export const describe: Command = {
  name: "describe",
  summary: {
    en: "what a table, a network or a run is like",
    fr: "ce que contient un tableau, un réseau ou un entraînement",
  },
  operands: [
    {
      name: { en: "FILE", fr: "FICHIER" },
      description: {
        en: "a table (.csv, .jsonl), a network's file, or the folder of a run",
        fr: "un tableau (.csv, .jsonl), le fichier d’un réseau, ou le dossier d’un entraînement",
      },
    },
  ],
  options: [],
  example: "nn describe runs/penguins-1",
  run: async (task) => (await import("../work/describe.js")).describeFile(task),
};
