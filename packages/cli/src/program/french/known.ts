import { type InFrench, type Sentence, Sentences } from "./sentence.js";
import { ofFiles } from "./sentences/files.js";
import { ofImports } from "./sentences/imports.js";
import { ofNetworkFiles } from "./sentences/network-files.js";
import { ofNetworks } from "./sentences/networks.js";
import { phrases } from "./sentences/phrases.js";
import { ofSettings } from "./sentences/settings.js";
import { ofTables } from "./sentences/tables.js";
import { ofTrainings } from "./sentences/trainings.js";

/** All that the packages say to a user of the command, in both languages. Of two that fit, the first one counts. */
export const KNOWN: readonly Sentence[] = [
  ...ofFiles,
  ...ofImports,
  ...ofTables,
  ...ofNetworkFiles,
  ...ofNetworks,
  ...ofTrainings,
  ...ofSettings,
  ...phrases,
];

const ALL: Sentences = /* @__PURE__ */ new Sentences(KNOWN);

/** A sentence of the packages in French; nothing for one that isn't known. */
export function inFrench(english: string): InFrench | undefined {
  return ALL.inFrench(english);
}
