import { stat } from "node:fs/promises";
import { printable } from "@nn/core/component";
import { Complaint, EXIT } from "../program/errors/complaint.js";
import type { Text } from "../program/language.js";
import { NBSP } from "../program/printing/typography.js";

const TABLE = /\.(?:csv|tsv|jsonl|ndjson)$/i;
const CONFIGURATION = /\.(?:jsonc|[cm]?ts)$/i;

/** @throws Complaint for a table in the place of a configuration, by its name. A file that isn't there is left to what reads it. */
export async function refuseTable(path: string): Promise<void> {
  if (!TABLE.test(path)) return;
  const name = printable(path);
  await refuse(path, {
    en: `${name} is a table. nn new ${name} proposes a configuration for it.`,
    fr: `${name} est un tableau. nn new ${name} propose une configuration pour ce tableau.`,
  });
}

/** @throws Complaint for a table or a configuration in the place of a network's file or a run. As {@link refuseTable} otherwise. */
export async function refuseOther(path: string): Promise<void> {
  const name = printable(path);
  const [en, fr] = ["a network's file or a run's folder", "le fichier d’un réseau ou le dossier d’un entraînement"];
  if (TABLE.test(path)) {
    await refuse(path, {
      en: `${name} is a table, where ${en} is needed.`,
      fr: `${name} est un tableau${NBSP}: il faut ici ${fr}.`,
    });
  }
  if (CONFIGURATION.test(path)) {
    await refuse(path, {
      en: `${name} is a configuration, where ${en} is needed. nn train ${name} makes one.`,
      fr: `${name} est une configuration${NBSP}: il faut ici ${fr}. nn train ${name} en fait un.`,
    });
  }
}

async function refuse(path: string, text: Text): Promise<void> {
  if (
    await stat(path).then(
      (stats) => stats.isFile(),
      () => false,
    )
  )
    throw new Complaint(text, EXIT.badData);
}
