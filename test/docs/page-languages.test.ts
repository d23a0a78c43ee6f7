import { existsSync, readFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import { expect, test } from "vitest";
import { run } from "../examples/run.js";
import { filesIn, root } from "./extract.js";

/** Pages that are there in French, too. */
const pages = [
  ...filesIn("examples", ".fr.md").filter((file) => !file.includes("node_modules")),
  ...filesIn("docs/fr", ".md").sort(),
];

/** The English page of a French one. */
const englishOf = (page: string): string => page.replace(".fr.md", ".md").replace("docs/fr/", "docs/en/");

const read = (page: string): string => readFileSync(root + page, "utf8");

interface Fence {
  readonly language: string;
  readonly code: string;
}

/** The blocks of code; a comment that is no assertion may be in another language, and so is what a program prints. */
function fencesIn(text: string): Fence[] {
  const fences = [...text.matchAll(/^```(\S*)\n([\s\S]*?)^```$/gm)];
  return fences
    .filter(([, language]) => language !== "text")
    .map(([, language, code]) => ({
      language: language!,
      code: code!
        .split("\n")
        .map((line) => (language === "sh" ? line.replace(/ +#.*$/, "") : line))
        .map((line) => line.replace(/ --lang fr/, "").replace(/ --$/, ""))
        .join("\n"),
    }));
}

const headingsIn = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/^(#+ (?:\d\.\d)?)/gm)].map(([, heading]) => heading!);

test("there are pages in French, and each of the guide's is", () => {
  expect(pages).toContain("examples/gender-prediction/README.fr.md");
  const guide = pages.filter((page) => page.startsWith("docs/fr/"));
  expect(guide).toContain("docs/fr/README.md");
  expect(guide.map(englishOf)).toEqual(filesIn("docs/en", ".md").sort());
});

test.each(pages)("%s and its English page have the same code, the same sections, and a link to each other", (page) => {
  const other = englishOf(page);
  expect(existsSync(root + other)).toBe(true);
  const [french, english] = [page, other].map(read);
  expect(fencesIn(french!)).toEqual(fencesIn(english!));
  expect(headingsIn(french!)).toEqual(headingsIn(english!));
  expect(english).toContain(`](${relative(dirname(other), page)})`);
  expect(french).toContain(`](${relative(dirname(page), other)})`);
});

test.each(["docs/en", "docs/fr"])("the lab's sections in %s have the same parts", (folder) => {
  const sections = [1, 2, 3, 4, 5, 6].map((section) => read(`${folder}/0.${section}.md`));
  const [first, ...others] = sections.map((text) => text.match(/^## .*$/gm));
  expect(first?.length).toBe(11);
  for (const parts of others) expect(parts).toEqual(first);
});

test("the example's page is full of code", () => {
  expect(fencesIn(read("examples/gender-prediction/README.md")).length).toBeGreaterThan(10);
});

test.each(pages)("%s is set as it is in print", (page) => {
  const text = read(page)
    .replace(/^```[\s\S]*?^```$/gm, "")
    .replace(/`[^`]*`/g, "");
  expect(text).not.toMatch(/[^\u00a0\u202f][:;?!»](?=\s)|«[^\u00a0]|\p{L}'\p{L}/u);
});

/** What is typed on a page. */
const commandsOf = (page: string): string[] =>
  [...read(page).matchAll(/^npm start.*? -- ([^#\n]*)/gm)].map(([, words]) => words!);

const known = new Set(run("gender-prediction", "--help").stdout.match(/--[a-z-]+/g));

test.each(pages.flatMap((page) => [page, englishOf(page)]))("%s has options that the program has", (page) => {
  for (const words of commandsOf(page)) {
    for (const option of words.match(/--[a-z-]+/g) ?? []) expect(known).toContain(option);
  }
});

test("the example's page has commands", () => {
  expect(commandsOf("examples/gender-prediction/README.md").length).toBeGreaterThan(10);
});
