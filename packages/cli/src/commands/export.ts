import type { Command } from "../program/command.js";
import { EXPORTS } from "../work/export/exports.js";

/** `nn export`: a network for others. */
export const hand: Command = {
  name: "export",
  summary: { en: "writes a network for other programs", fr: "écrit un réseau pour d’autres programmes" },
  operands: [
    {
      name: { en: "FORMAT", fr: "FORMAT" },
      description: { en: "what it is written as", fr: "la forme sous laquelle il est écrit" },
      choices: EXPORTS.map(({ name }) => name),
    },
    {
      name: { en: "NETWORK", fr: "RÉSEAU" },
      description: {
        en: "a network's file, or the folder of a run; pytorch: a run or a configuration, as it trains",
        fr: "le fichier d’un réseau, ou le dossier d’un entraînement\u00a0; pytorch, qui entraîne\u00a0: un entraînement ou une configuration",
      },
    },
  ],
  options: [
    {
      flag: "--output",
      value: { en: "PATH", fr: "CHEMIN" },
      description: {
        en: "where it is written; network.… unless given, a folder for pytorch and server",
        fr: "où il est écrit, network.… par défaut\u00a0; un dossier pour pytorch et server",
      },
    },
  ],
  example: "nn export onnx runs/penguins-1 --output penguins.onnx",
  run: async (task) => (await import("../work/export/export.js")).exportNetwork(task),
};
