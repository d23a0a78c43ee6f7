import type { Command } from "../program/command.js";
import { IMPORTS } from "../work/import/imports.js";

/** `nn import`: a network of another library. */
export const take: Command = {
  name: "import",
  summary: { en: "reads a network of another library", fr: "lit un réseau d’une autre bibliothèque" },
  operands: [
    {
      name: { en: "FORMAT", fr: "FORMAT" },
      description: { en: "whose file it is", fr: "de qui est le fichier" },
      choices: IMPORTS.map(({ name }) => name),
    },
    {
      name: { en: "FILE", fr: "FICHIER" },
      description: { en: "its file", fr: "son fichier" },
    },
  ],
  options: [
    {
      flag: "--network",
      value: { en: "FILE", fr: "FICHIER" },
      description: {
        en: "pytorch: the network whose weights they are, a file or the folder of a run",
        fr: "pytorch\u00a0: le réseau dont ce sont les poids, un fichier ou le dossier d’un entraînement",
      },
    },
    {
      flag: "--output",
      value: { en: "FILE", fr: "FICHIER" },
      description: {
        en: "where the network is written, .json or .safetensors; network.json unless given",
        fr: "où le réseau est écrit, en .json ou .safetensors, network.json par défaut",
      },
    },
  ],
  example: "nn import onnx penguins.onnx --output imported.json",
  run: async (task) => (await import("../work/import/import.js")).importNetwork(task),
};
