import { deflated, inflated } from "./packed.js";
import { readState } from "./read.js";
import { sectionNames, sectionState } from "./sections.js";
import type { LookState, SectionName, State } from "./state.js";

/** Of the payload's form. */
const VERSION = "1";

/** What of the state is in a link: how it looks is the reader's own, but for what belongs to what is taught. */
function told({ look, selected, ...rest }: State): Record<string, unknown> {
  const { section: _, language: __, theme: ___, digits: ____, size: _____, ...taught } = look;
  return { ...rest, selected: { ...selected, lit: null }, look: taught };
}

/** The part of an address behind its # that leads to a state: `s=0.4`, or with all that differs from the section's beginning. */
export async function toLink(state: State): Promise<string> {
  const { section, language } = state.look;
  const begun = told(sectionState(section, language));
  const other = Object.entries(told(state)).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(begun[key]),
  );
  if (other.length === 0) return `s=${section}`;
  return VERSION + (await deflated(JSON.stringify({ section, ...Object.fromEntries(other) })));
}

/** A link, and the language of the page or the text that it comes from: `s=0.4&l=fr`. */
const PARTS = /^#?(.*?)(?:&l=(en|fr))?$/;

/** The language that a link asks for; null for the reader's own. */
export function languageOf(link: string): LookState["language"] | null {
  return (PARTS.exec(link)?.[2] as LookState["language"] | undefined) ?? null;
}

/** The link in a language, in the place of another, if it has one; without one for null. */
export function inLanguage(link: string, language: LookState["language"] | null): string {
  return link.replace(PARTS, `$1${language ? `&l=${language}` : ""}`);
}

/** The state that a link leads to; null for one that this page can't read. */
export async function fromLink(link: string, language: LookState["language"]): Promise<State | null> {
  const text = PARTS.exec(link)![1]!;
  if (text.startsWith("s=")) {
    const section = text.slice(2);
    return isSection(section) ? sectionState(section, language) : null;
  }
  if (!text.startsWith(VERSION)) return null;
  try {
    const { section, look, ...rest } = JSON.parse(await inflated(text.slice(VERSION.length)));
    if (!isSection(section)) return null;
    const begun = sectionState(section, language);
    return readState({ ...begun, ...rest, look: { ...begun.look, ...look } });
  } catch {
    // What isn't base64, deflated or JSON has been cut, or mistyped.
    return null;
  }
}

/** The page's file, made to open a state where its address leads to no other one. */
export function withLink(page: string, link: string): string {
  return page.replace("<html ", () => `<html data-link="${link}" `);
}

const isSection = (name: unknown): name is SectionName => sectionNames.includes(name as SectionName);
