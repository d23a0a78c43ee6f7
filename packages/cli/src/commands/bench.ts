import type { Command } from "../program/command.js";

/** `nn bench`: how fast this machine is. */
export const bench: Command = {
  name: "bench",
  summary: {
    en: "times small trainings on this machine, beside the published figures",
    fr: "mesure de petits entraînements sur cette machine, à côté des chiffres publiés",
  },
  operands: [],
  options: [
    {
      flag: "--seconds",
      value: { en: "SECONDS", fr: "SECONDES" },
      reading: "number",
      description: {
        en: "how long each training is measured; 1 unless given",
        fr: "combien de temps chacun est mesuré, 1 par défaut",
      },
    },
  ],
  example: "nn bench --seconds 0.2",
  run: async (task) => (await import("../work/bench/bench.js")).benchMachine(task),
};
