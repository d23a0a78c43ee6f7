import type { Command } from "../../program/command.js";

/** `nn worker`: a process that makes trials of a queue. */
export const worker: Command = {
  name: "worker",
  summary: {
    en: "makes trials of the queue of nn sweep serve, until it is stopped",
    fr: "fait des essais de la file de nn sweep serve, jusqu’à ce qu’on l’arrête",
  },
  operands: [],
  options: [
    {
      flag: "--connect",
      value: { en: "URL", fr: "URL" },
      description: { en: "where the queue is, redis://HOST:6379", fr: "où est la file, redis://MACHINE:6379" },
    },
    {
      flag: "--patience",
      value: { en: "SECONDS", fr: "SECONDES" },
      reading: "number",
      description: {
        en: "after how long without a sign of life a worker counts as gone; 30 unless given",
        fr: "au bout de combien de temps sans signe de vie un ouvrier est tenu pour perdu\u00a0; 30 par défaut",
      },
    },
  ],
  example: "nn worker --connect redis://127.0.0.1:6379",
  run: async (task) => (await import("../../sweep/queue/worker.js")).work(task),
};
