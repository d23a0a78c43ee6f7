import { basename, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { printable } from "@nn/core/component";
import { readWhole } from "@nn/formats/node";
import { findNodeAtLocation, getNodeValue, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { Complaint } from "../program/errors/complaint.js";
import { NBSP } from "../program/printing/typography.js";
import { checkConfiguration } from "./check.js";
import { refuseTable } from "./other-file.js";
import type { Configuration } from "./types.js";

/** A configuration, and what it was read from. */
export interface ReadConfiguration {
  readonly configuration: Configuration;
  /** As it stands in the file. */
  readonly text: string;
  /** Where the file is. */
  readonly path: string;
}

/**
 * Reads a configuration: JSON with comments, or a TypeScript or JavaScript module whose default export it is.
 *
 * @param path - Where it is.
 * @throws DataError for a file that can't be read; Complaint for what is no configuration, and for a module that ends in an error.
 */
export async function readConfiguration(path: string): Promise<ReadConfiguration> {
  await refuseTable(path);
  const text = new TextDecoder().decode(await readWhole(path));
  const source = printable(path);
  if (/\.[cm]?[jt]s$/.test(path)) {
    return { configuration: checkConfiguration(await importedFrom(path), source, () => undefined), text, path };
  }
  return { configuration: parseConfiguration(text, source), text, path };
}

/** The configuration in a text of JSON with comments. @throws Complaint with the line of what is wrong. */
export function parseConfiguration(text: string, source: string): Configuration {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const lineAt = (offset: number): number => text.slice(0, offset).split("\n").length;
  const [error] = errors;
  if (error !== undefined || tree === undefined) {
    const what = error === undefined ? "" : ` (${printParseErrorCode(error.error)})`;
    const line = lineAt(error?.offset ?? 0);
    throw new Complaint({
      en: `${source}, line ${line}: this is no JSON with comments${what}. Look for a missing comma, quotation mark or bracket.`,
      fr: `${source}, ligne ${line}${NBSP}: ce n’est pas du JSON avec commentaires${what}. Cherchez une virgule, un guillemet droit ou une parenthèse qui manque.`,
    });
  }
  const lineOf = (path: readonly (string | number)[]): number | undefined => {
    const node = findNodeAtLocation(tree, [...path]);
    return node === undefined ? undefined : lineAt(node.offset);
  };
  return checkConfiguration(getNodeValue(tree), source, lineOf);
}

/** What a module gives. It finds this package by its name, wherever that is installed, so that its types and helpers are at hand. */
async function importedFrom(path: string): Promise<unknown> {
  const { createJiti } = await import("jiti");
  const own = fileURLToPath(import.meta.resolve("@nn/cli"));
  const jiti = createJiti(import.meta.url, { alias: { "@nn/cli": own }, fsCache: false, moduleCache: false });
  const url = pathToFileURL(resolve(path)).href;
  try {
    return await jiti.import(url, { default: true });
  } catch (error) {
    if (error instanceof Complaint) throw error;
    throw notRun(printable(path), error);
  }
}

/** Of a module that ends in an error, which is its author's, or of the compiler, in the words of that. */
function notRun(source: string, error: unknown): Complaint {
  const [first] = (error instanceof Error ? error.message : String(error)).trim().split(/\s*\n/);
  return new Complaint({
    en: `${source} ends in an error when it is imported: ${first}`,
    fr: `${source} finit par une erreur quand on l’importe${NBSP}: ${first}`,
  });
}

/** What a run is called by: the name of its file, without what it ends in. */
export function nameOf(path: string): string {
  return basename(path).replace(/(\.config)?\.\w+$/, "");
}
