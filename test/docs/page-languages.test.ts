import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { run } from "../examples/run.js";
import { filesIn, root } from "./extract.js";

/** Pages of a folder that are there in French, too. */
const pages = filesIn("examples", ".fr.md").filter((file) => !file.includes("node_modules"));

interface Fence {
  readonly language: string;
  readonly code: string;
}

/** The blocks of code; a comment that is no assertion may be in another language. */
function fencesIn(text: string): Fence[] {
  return [...text.matchAll(/^```(\S*)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({
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

test("there are pages in French", () => {
  expect(pages).toEqual(["examples/gender-prediction/README.fr.md"]);
});

test.each(pages)("%s and its English page have the same code, the same sections, and a link to each other", (page) => {
  const other = page.replace(".fr.md", ".md");
  expect(existsSync(root + other)).toBe(true);
  const [french, english] = [page, other].map((file) => readFileSync(root + file, "utf8"));
  expect(fencesIn(english!).length).toBeGreaterThan(10);
  expect(fencesIn(french!)).toEqual(fencesIn(english!));
  expect(headingsIn(french!)).toEqual(headingsIn(english!));
  expect(english).toContain(`](${page.split("/").at(-1)})`);
  expect(french).toContain(`](${other.split("/").at(-1)})`);
});

test.each(pages)("%s is set as it is in print", (page) => {
  const text = readFileSync(root + page, "utf8")
    .replace(/^```[\s\S]*?^```$/gm, "")
    .replace(/`[^`]*`/g, "");
  expect(text).not.toMatch(/[^\u00a0\u202f][:;?!»](?=\s)|«[^\u00a0]|\p{L}'\p{L}/u);
});

test.each(pages.flatMap((page) => [page, page.replace(".fr.md", ".md")]))(
  "the options in %s are those that the program has",
  (page) => {
    const known = run("gender-prediction", "--help").stdout.match(/--[a-z-]+/g);
    const commands = [...readFileSync(root + page, "utf8").matchAll(/^npm start.*? -- ([^#\n]*)/gm)];
    expect(commands.length).toBeGreaterThan(10);
    for (const [, words] of commands) {
      for (const option of words!.match(/--[a-z-]+/g) ?? []) expect(known).toContain(option);
    }
  },
);
