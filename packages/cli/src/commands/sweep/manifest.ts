import type { Command } from "../../program/command.js";
import { CONFIGURATION, INTO } from "./options.js";

/** `nn sweep manifest`: the file by which an engine makes the trials of a sweep. */
export const sweepManifest: Command = {
  name: "sweep manifest",
  summary: {
    en: "writes the job file by which Kubernetes or Slurm makes a sweep",
    fr: "écrit le fichier par lequel Kubernetes ou Slurm fait une recherche",
  },
  operands: [CONFIGURATION],
  options: [
    {
      flag: "--for",
      value: { en: "ENGINE", fr: "MOTEUR" },
      choices: ["kubernetes", "slurm"],
      description: { en: "the engine", fr: "le moteur" },
    },
    INTO,
    {
      flag: "--parallel",
      value: { en: "N", fr: "N" },
      reading: "count",
      description: {
        en: "how many trials at a time; 10 unless given",
        fr: "combien d’essais à la fois\u00a0; 10 par défaut",
      },
    },
    {
      flag: "--memory",
      value: { en: "MB", fr: "MO" },
      reading: "count",
      description: {
        en: "what the engine gives a trial; 1024 unless given",
        fr: "ce que le moteur donne à un essai\u00a0; 1024 par défaut",
      },
    },
    {
      flag: "--seconds",
      value: { en: "SECONDS", fr: "SECONDES" },
      reading: "count",
      description: {
        en: "how long a trial may take; 3600 unless given",
        fr: "combien de temps un essai peut durer\u00a0; 3600 par défaut",
      },
    },
    {
      flag: "--image",
      value: { en: "IMAGE", fr: "IMAGE" },
      description: {
        en: "Kubernetes: an image that has nn, the configuration and its tables",
        fr: "Kubernetes\u00a0: une image qui contient nn, la configuration et ses tableaux",
      },
    },
    {
      flag: "--claim",
      value: { en: "NAME", fr: "NOM" },
      description: {
        en: "Kubernetes: the volume claim that holds the folder of the results, where that isn't on S3",
        fr: "Kubernetes\u00a0: le volume où est le dossier des résultats, s’il n’est pas sur S3",
      },
    },
  ],
  example: "nn sweep manifest penguins-sweep.jsonc --for slurm --into /shared/penguins",
  run: async (task) => (await import("../../sweep/engines/manifest.js")).manifest(task),
};
