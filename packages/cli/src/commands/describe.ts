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
  options: [
    {
      flag: "--batch",
      value: { en: "N", fr: "N" },
      reading: "count",
      description: {
        en: "of a network: measures how long a training step of N examples takes on this machine",
        fr: "d’un réseau\u00a0: mesure combien dure ici un pas d’entraînement de N exemples",
      },
    },
  ],
  example: "nn describe runs/penguins-1",
  run: async (task) => (await import("../work/network/describe.js")).describeFile(task),
};
