import type { Command } from "../program/command.js";

/** `nn page`: the workshop with a network of one's own. */
export const workshop: Command = {
  name: "page",
  summary: {
    en: "writes the workshop, a page that shows every number of learning, with a network and rows",
    fr: "écrit l’atelier, une page qui montre chaque nombre de l’apprentissage, avec un réseau et des lignes",
  },
  operands: [
    {
      name: { en: "NETWORK", fr: "RÉSEAU" },
      description: {
        en: "the folder of a run, or a network's file; the lab's network unless given",
        fr: "le dossier d’un entraînement, ou le fichier d’un réseau\u00a0; par défaut le réseau du laboratoire",
      },
      isOptional: true,
    },
  ],
  options: [
    {
      flag: "--rows",
      value: { en: "FILE", fr: "FICHIER" },
      description: {
        en: "a table, CSV or JSON lines; those that a run is trained on unless given",
        fr: "un tableau, en CSV ou en JSON par lignes\u00a0; par défaut celui de l’entraînement",
      },
    },
    {
      flag: "--output",
      value: { en: "FILE", fr: "FICHIER" },
      description: {
        en: "the page's file; workshop.html unless given",
        fr: "le fichier de la page, workshop.html par défaut",
      },
    },
    {
      flag: "--open",
      description: { en: "opens it in the browser", fr: "l’ouvre dans le navigateur" },
    },
  ],
  example: "nn page --rows people.csv",
  run: async (task) => (await import("../work/page/page.js")).writePage(task),
};
