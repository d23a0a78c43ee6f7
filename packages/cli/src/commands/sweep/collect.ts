import type { Command } from "../../program/command.js";
import { CONFIGURATION, INTO } from "./options.js";

/** `nn sweep collect`: the table and the report of results that several machines have made. */
export const sweepCollect: Command = {
  name: "sweep collect",
  summary: {
    en: "puts the results of a sweep together, and names those that are missing",
    fr: "rassemble les résultats d’une recherche, et nomme ceux qui manquent",
  },
  operands: [CONFIGURATION],
  options: [INTO],
  example: "nn sweep collect penguins-sweep.jsonc --into sweeps/penguins-sweep",
  run: async (task) => (await import("../../sweep/engines/collect.js")).collect(task),
};
