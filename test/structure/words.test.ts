import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Words that the texts of this project do without, and what to write instead. */
const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:no|some|any)body\b/i, "who it is: the user, the caller, the backend; or the passive"],
  [/\bwhoever\b/i, "who it is, or the passive"],
  [/\bstand(?:s|ing)? behind\b/i, "follows, comes after"],
  [/\bengine's book\b/i, "the garbage collector"],
  [/\bstand-ins?\b/i, "traced array, or replacement"],
  [/\b(?:derivatives?|slopes?) by (?!back|hand|differences|the (?:chain )?rules?)/i, "with respect to"],
  [/\bstrangers?\b/i, "a user's, an author's, from outside these packages"],
  [/\b(?:built-in|foreign) units?\b/i, "component: a unit is a neuron"],
];

/** Sources and pages; not what the lab's program prints, nor what others have written. */
const READ = /\.(?:ts|mjs|cjs|js|md|html)$/;
const SKIPPED = /(?:^|\/)(?:node_modules|dist|release|golden|printed|\..*)$/;

function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // The reference and the blocks of documents are made of what is read here.
    if (SKIPPED.test(entry.name) || /docs.(?:reference|blocks)$/.test(path)) continue;
    if (entry.isDirectory()) yield* filesIn(path);
    else if (READ.test(entry.name) && path !== import.meta.filename) yield path;
  }
}

/** `file:line: word: what to write instead` for each banned word in a text. */
function bannedIn(file: string, text: string): string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, i) =>
    BANNED.flatMap(([word, instead]) => {
      const [found] = word.exec(line) ?? [];
      return found === undefined ? [] : [`${file}:${i + 1}: "${found}": write ${instead}`];
    }),
  );
}

test("texts are in the plain words of the field", () => {
  const files = [...filesIn(root)];
  expect(files.length).toBeGreaterThan(300);
  expect(files.flatMap((file) => bannedIn(relative(root, file), readFileSync(file, "utf8")))).toEqual([]);
});

test("formulas that students read have no type assertions", () => {
  const folders = ["docs", "examples", "packages/layers/src", "packages/losses/src", "packages/optim/src"];
  const files = folders.flatMap((folder) => [...filesIn(join(root, folder))]);
  expect(files.length).toBeGreaterThan(50);
  expect(
    files.filter((file) => /\]!(?!=)/.test(readFileSync(file, "utf8"))).map((file) => relative(root, file)),
  ).toEqual([]);
});

test("each banned word is found", () => {
  const texts = [
    "nobody",
    "whoever",
    "it stands behind",
    "the engine's book",
    "stand-ins",
    "the derivative by the weight",
    "a stranger's layer",
    "a built-in unit",
  ];
  expect(texts.map((text) => bannedIn("page.md", text).length)).toEqual(BANNED.map(() => 1));
});
