import type { Command } from "../../program/command.js";
import { CONFIGURATION, INTO } from "./options.js";

/** `nn sweep`: searches for settings, all trials on this machine, or one of them. */
export const sweep: Command = {
  name: "sweep",
  summary: {
    en: "searches for good settings: many trainings, and a table of what came of them",
    fr: "cherche de bons réglages\u00a0: beaucoup d’entraînements, et le tableau de ce qu’ils donnent",
  },
  operands: [CONFIGURATION],
  options: [
    INTO,
    {
      flag: "--resume",
      value: { en: "FOLDER", fr: "DOSSIER" },
      description: {
        en: "goes on with a sweep in its folder",
        fr: "reprend une recherche dans son dossier",
      },
    },
    {
      flag: "--processes",
      value: { en: "N", fr: "N" },
      reading: "count",
      description: {
        en: "how many trials at a time; as many as there are cores unless given",
        fr: "combien d’essais à la fois\u00a0; autant que de cœurs par défaut",
      },
    },
    {
      flag: "--memory",
      value: { en: "MB", fr: "MO" },
      reading: "number",
      description: {
        en: "ends a trial whose process holds more than so many megabytes",
        fr: "arrête un essai dont le processus tient plus de tant de mégaoctets",
      },
    },
    {
      flag: "--seconds",
      value: { en: "SECONDS", fr: "SECONDES" },
      reading: "number",
      description: {
        en: "ends a trial that takes longer",
        fr: "arrête un essai qui dure plus longtemps",
      },
    },
    {
      flag: "--index",
      value: { en: "N", fr: "N" },
      reading: "text",
      description: {
        en: "makes this trial alone; JOB_COMPLETION_INDEX or SLURM_ARRAY_TASK_ID unless given",
        fr: "ne fait que cet essai\u00a0; JOB_COMPLETION_INDEX ou SLURM_ARRAY_TASK_ID par défaut",
      },
    },
    {
      flag: "--round",
      value: { en: "N", fr: "N" },
      reading: "text",
      description: {
        en: "with --index: the round of a halving, counted from 0; N is then a place in that round",
        fr: "avec --index\u00a0: le tour d’une recherche par moitiés, compté à partir de 0\u00a0; N est alors une place dans ce tour",
      },
    },
  ],
  example: "nn sweep penguins-sweep.jsonc --processes 2",
  run: async (task) => (await import("../../sweep/begin.js")).begin(task),
};
