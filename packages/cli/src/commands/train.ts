import type { Command } from "../program/command.js";

/** `nn train`: a training that a configuration describes, in a folder of its own. */
export const train: Command = {
  name: "train",
  summary: {
    en: "trains the network of a configuration, or goes on with a run",
    fr: "entraîne le réseau d’une configuration, ou reprend un entraînement",
  },
  operands: [
    {
      name: { en: "CONFIGURATION", fr: "CONFIGURATION" },
      description: {
        en: "the file that describes the training; not with --resume",
        fr: "le fichier qui décrit l’entraînement\u00a0; pas avec --resume",
      },
      isOptional: true,
    },
  ],
  options: [
    {
      flag: "--resume",
      value: { en: "RUN", fr: "DOSSIER" },
      description: {
        en: "goes on with a run in its folder, to the bit",
        fr: "reprend un entraînement dans son dossier, au bit près",
      },
    },
    {
      flag: "--run",
      value: { en: "FOLDER", fr: "DOSSIER" },
      description: {
        en: "the folder of the new run; runs/NAME-NUMBER unless given",
        fr: "le dossier du nouvel entraînement\u00a0; runs/NOM-NUMÉRO par défaut",
      },
    },
    {
      flag: "--epochs",
      value: { en: "N", fr: "N" },
      reading: "count",
      description: {
        en: "how many epochs, in place of those of the configuration",
        fr: "combien d’époques, à la place de celles de la configuration",
      },
    },
    {
      flag: "--seed",
      value: { en: "SEED", fr: "GRAINE" },
      description: {
        en: "the seed, in place of that of the configuration",
        fr: "la graine, à la place de celle de la configuration",
      },
    },
    {
      flag: "--checkpoint-every",
      value: { en: "SECONDS", fr: "SECONDES" },
      reading: "number",
      description: {
        en: "the least time between two checkpoints; 2 unless given, 0 at each report",
        fr: "le temps minimal entre deux sauvegardes\u00a0; 2 par défaut, 0 à chaque rapport",
      },
    },
  ],
  example: "nn train penguins.jsonc --epochs 40",
  run: async (task) => (await import("../run/train.js")).train(task),
};
