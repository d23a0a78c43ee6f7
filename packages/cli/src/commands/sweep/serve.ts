import type { Command } from "../../program/command.js";
import { CONFIGURATION, INTO } from "./options.js";

/** `nn sweep serve`: a sweep whose trials workers on any machine make. */
export const sweepServe: Command = {
  name: "sweep serve",
  summary: {
    en: "puts the trials of a sweep in a queue on Redis or Valkey, for any number of workers",
    fr: "met les essais d’une recherche dans une file sur Redis ou Valkey, pour autant d’ouvriers qu’on veut",
  },
  operands: [CONFIGURATION],
  options: [
    INTO,
    {
      flag: "--redis",
      value: { en: "URL", fr: "URL" },
      description: {
        en: "where the queue is; redis://127.0.0.1:6379 unless given",
        fr: "où est la file\u00a0; redis://127.0.0.1:6379 par défaut",
      },
    },
  ],
  example: "nn sweep serve penguins-sweep.jsonc --redis redis://127.0.0.1:6379",
  run: async (task) => (await import("../../sweep/queue/serve.js")).serve(task),
};
