import type { TableSummary } from "@nn/data";
import type { Language, Text } from "../../program/language.js";
import { roleOf, targetProposal } from "./proposal.js";

const COMMENTS = {
  data: {
    en: "Where the examples are; a fifth of them is kept to judge by.",
    fr: "Où sont les exemples\u00a0; un cinquième est gardé pour juger.",
  },
  inputs: {
    en: "What the network takes, each column with how it is prepared.",
    fr: "Ce que prend le réseau, chaque colonne avec sa préparation.",
  },
  target: { en: "What it is to predict.", fr: "Ce qu’il doit prédire." },
  ignored: { en: "Left out:", fr: "Laissées de côté\u00a0:" },
  network: {
    en: "From input to output; the sizes that are missing follow from the columns.",
    fr: "De l’entrée à la sortie\u00a0; les tailles qui manquent découlent des colonnes.",
  },
  training: {
    en: "How it learns: nn train stops when it gets no better for 20 epochs.",
    fr: "Comment il apprend\u00a0: nn train s’arrête après 20 époques sans progrès.",
  },
  seed: { en: "All chance follows from it.", fr: "Tout le hasard en découle." },
} as const satisfies Record<string, Text>;

/** A configuration for a table, with comments in a language: what is proposed for each column, and why. */
export function configurationText(file: string, summary: TableSummary, target: string, language: Language): string {
  const comment = (name: keyof typeof COMMENTS): string => COMMENTS[name][language];
  const own = summary.columns.find(({ column }) => column === target)!;
  const { target: predicted, activation, loss, metric } = targetProposal(own);
  const roles = summary.columns.filter(({ column }) => column !== target).map((column) => roleOf(column, summary.size));
  const taken = roles.filter(({ prepared }) => prepared !== undefined);
  const ignored = roles.filter(({ prepared }) => prepared === undefined);
  const inputs = taken.map(({ column, prepared, because }, i) => {
    const comma = i + 1 < taken.length ? "," : "";
    return `      ${JSON.stringify(column)}: ${inLine(prepared)}${comma} // ${because[language]}`;
  });
  const why = ignored.map(({ column, because }) => `${column} (${because[language]})`).join(", ");
  return `{
  // ${comment("data")}
  "data": ${inLine({ file, validation: 0.2, ...(own.gaps > 0 && { dropMissing: [target] }) })},
  "columns": {
    // ${comment("inputs")}
    "inputs": {
${inputs.join("\n")}
    },
${why === "" ? "" : `    // ${comment("ignored")} ${why}\n`}    // ${comment("target")}
    "target": ${inLine(predicted)}
  },
  "network": {
    // ${comment("network")}
    "layers": [
      { "kind": "Dense", "units": 8, "activation": "tanh" },
      ${inLine({ kind: "Dense", activation })}
    ]
  },
  // ${comment("training")}
  "training": {
    "loss": ${JSON.stringify(loss)},
    "optimizer": { "kind": "Adam", "learningRate": 0.01 },
    "epochs": 200,
    "batchSize": 16,
    "metrics": [${JSON.stringify(metric)}],
    "stopEarly": { "patience": 20 }
  },
  // ${comment("seed")}
  "seed": ${JSON.stringify(`${target}-1`)}
}
`;
}

/** JSON on one line, with spaces as people write them. */
function inLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, each]) => `${JSON.stringify(name)}: ${inLine(each)}`)
    .join(", ")} }`;
}
