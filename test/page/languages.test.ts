import { readFileSync } from "node:fs";
import { en, fr, sectionNames, sectionState, wordsOf } from "@nn/page";
import { expect, test } from "vitest";

/** All texts by where they are; those that are made of numbers and names are seen in the page. */
function textsIn(texts: object, place = ""): (readonly [place: string, text: string])[] {
  return Object.entries(texts).flatMap(([key, value]) => {
    if (typeof value === "string") return [[`${place}${key}`, value] as const];
    return typeof value === "object" && value !== null ? textsIn(value, `${place}${key}.`) : [];
  });
}

const [english, french] = [en, fr].map(({ language: _, ...texts }) => textsIn(texts));

test("both languages have the same texts", () => {
  expect(french!.map(([place]) => place)).toEqual(english!.map(([place]) => place));
});

test("French has its spaces and its apostrophes", () => {
  const isWrong = (text: string): boolean => /[^\u00a0\u202f][:;?!»%]|«[^\u00a0]|'/.test(text);
  expect(french!.filter(([, text]) => isWrong(text))).toEqual([]);
  expect(isWrong("Pourquoi ?")).toBe(true);
});

test.each([
  ["en", en],
  ["fr", fr],
] as const)("a section is called on the page as in the guide, in %s", (language, { cards }) => {
  for (const name of sectionNames) {
    const guide = readFileSync(new URL(`../../docs/${language}/${name}.md`, import.meta.url), "utf8");
    expect(guide.split("\n")[0]).toBe(`# ${name} ${cards[name].title}`);
  }
});

test.each([
  ["en", english!, /"([^"]+)"/g],
  ["fr", french!, /«\u00a0([^»]+)\u00a0»/g],
] as const)("what the teacher is told to choose is on the page by that name, in %s", (language, texts, quoted) => {
  const guide = readFileSync(new URL(`../../docs/${language}/teacher.md`, import.meta.url), "utf8");
  const [, preparing] = /## (?:Preparing the page|Préparer la page)[^\n]*(.*?)\n## /s.exec(guide)!;
  const named = [...preparing!.matchAll(quoted)].map(([, name]) => name!.replaceAll(/\s+/g, " "));
  expect(named.length).toBeGreaterThan(9);
  // Two letters are the same in all languages.
  const shown = ["A/B", ...texts.map(([, text]) => text)];
  expect(named.filter((name) => !shown.includes(name))).toEqual([]);
});

test("a number beyond all others is infinite, and what is no number is neither that nor its opposite", () => {
  const { number } = wordsOf(sectionState("0.4", "en").look);
  expect([Infinity, -Infinity, NaN].map((value) => number(value).text)).toEqual(["∞", "\u2212∞", "—"]);
});
