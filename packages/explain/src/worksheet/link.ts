import { OptionError } from "@nn/core";
import { type Description, describerOf, show } from "@nn/core/component";
import type { WorksheetLevel } from "./level.js";

/** Of the form of links; it changes where the numbers of sheets do. */
const VERSION = "w1";

/** What a link says of a sheet: all that it is made from. Components are descriptions. */
export interface LinkedWorksheet {
  /** What its numbers are drawn by. */
  readonly seed: string;
  /** Whose sheet it is. */
  readonly name?: string;
  /** What there is to find on it. */
  readonly level?: WorksheetLevel;
  /** How many inputs there are, and units in each layer. */
  readonly sizes?: readonly number[];
  /** To how many digits each number is rounded. */
  readonly significantDigits?: number;
  /** Of each layer. */
  readonly activation?: Description;
  /** What is differentiated. */
  readonly loss?: Description;
  /** What makes the step. */
  readonly optimizer?: Description;
}

/** A component as a link says it, or `null` for one that can't be written down. */
export function described(component: object | undefined): Description | undefined | null {
  try {
    return component && describerOf()(component);
  } catch (error) {
    if (error instanceof OptionError) return null;
    throw error;
  }
}

/** The end of an address: settings with their values, as JSON but for texts, in the characters that an address may have. */
export function linkOf(sheet: LinkedWorksheet): string {
  const settings = Object.entries(sheet).filter(([, value]) => value !== undefined);
  return [VERSION, ...settings.map(([name, value]) => `${name}=${encodeURIComponent(asText(value))}`)].join("&");
}

/**
 * What a worksheet's `link` says, for pages that make the sheet again: its settings, with components as descriptions. `null` is
 * for a text that is no such link.
 *
 * @throws OptionError for what isn't a text.
 *
 * @example
 * worksheetSettings(worksheet({ seed: 7, name: "Zoé", level: "path" }).link!); // => { seed: "7", name: "Zoé", level: "path" }
 * worksheetSettings("w1&seed"); // => null
 */
export function worksheetSettings(link: string): LinkedWorksheet | null {
  if (typeof link !== "string") {
    throw new OptionError(`worksheetSettings takes the link of a worksheet, a text, but got ${show(link)}.`);
  }
  const [version, ...settings] = link.split("&");
  if (version !== VERSION) return null;
  try {
    const entries = settings.map((setting) => {
      const [, name, value] = /^(\w+)=(.*)$/s.exec(setting)!;
      const text = decodeURIComponent(value!);
      return [name!, TEXTS.includes(name!) ? text : JSON.parse(text)] as const;
    });
    const said: Partial<LinkedWorksheet> = Object.fromEntries(entries);
    return said.seed === undefined ? null : { ...said, seed: said.seed };
  } catch {
    // It was cut, or mistyped.
    return null;
  }
}

const TEXTS = ["seed", "name", "level"];

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
