import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { printed } from "../examples/gender-prediction/inside.js";
import { filesIn, root } from "./extract.js";

/** A command of the guide, and the lines that the guide shows of what it prints. */
const shown = ["docs/en", "docs/fr"].flatMap((folder) =>
  filesIn(folder, ".md").flatMap((page) => {
    const text = readFileSync(root + page, "utf8");
    const pairs = text.matchAll(/^```sh\n(?:.*\n)*?npm start -- (.*)\n```\n\n```text\n((?:.*\n)*?)```$/gm);
    return Array.from(pairs, ([, words, lines]) => [page, words!, lines!.trimEnd().split("\n")] as const);
  }),
);

test("each text that a page shows stands below its command", () => {
  const texts = ["docs/en", "docs/fr"].flatMap((folder) =>
    filesIn(folder, ".md").flatMap((page) => readFileSync(root + page, "utf8").match(/^```text$/gm) ?? []),
  );
  expect(texts.length).toBeGreaterThan(0);
  expect(shown.length).toBe(texts.length);
});

test.each(shown)("%s: what `npm start -- %s` prints", async (_, words, lines) => {
  const text = await printed(...words.replace(/ +#.*/, "").split(" "));
  const all = text.split("\n").map((line) => line.trimEnd());
  expect(all.filter((line) => lines.includes(line))).toEqual(lines);
});
