import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { filesIn, root } from "../extract.js";
import { countIn, faultsIn, namesIn, withNumbers } from "./bound.js";
import { values } from "./values.js";

const languages = ["en", "fr"] as const;
const pages = languages.flatMap((language) =>
  filesIn(`docs/${language}`, ".md").map((page) => [page, language] as const),
);
const read = (page: string): string => readFileSync(root + page, "utf8");

// `npm run make:numbers` writes them.
if (process.env.MAKE_NUMBERS) {
  for (const [page, language] of pages) writeFileSync(root + page, withNumbers(read(page), language, values));
}

test.each(pages)("the numbers of %s are those that are computed", (page, language) => {
  expect(faultsIn(read(page), language, values)).toEqual([]);
});

test("each computed value is on a page of each language, as often in one as in the other", () => {
  const [english, french] = languages.map((language) =>
    pages
      .filter(([, other]) => other === language)
      .flatMap(([page]) => namesIn(read(page)).map((name) => `${page.slice(8)} ${name}`))
      .sort(),
  );
  expect(french).toEqual(english);
  const named = new Set(english!.map((entry) => entry.split(" ")[1]));
  expect([...named].sort()).toEqual(Object.keys(values).sort());
});

const bound = (name: string, format: string, shown: string): string =>
  `<!-- = ${name} ${format} -->${shown}<!-- /= -->`;

test("a page that says another number is at fault, and is mended by writing", () => {
  const page = `A\n${bound("a", ".4", "0.0214")}, ${bound("a", ".2", "0.02")}, ${bound("b", "%.1", "12 %")}.`;
  const computed = { a: 0.02147, b: -0.125 };
  expect(faultsIn(page, "en", computed)).toEqual([
    { line: 2, message: "a is 0.0215, and the page says 0.0214" },
    { line: 2, message: "b is −12.5 %, and the page says 12 %" },
  ]);
  const mended = withNumbers(page, "en", computed);
  expect(faultsIn(mended, "en", computed)).toEqual([]);
  expect(countIn(mended)).toBe(3);
  expect(withNumbers(page, "fr", computed)).toContain("-->0,0215<!--");
  expect(withNumbers(page, "fr", computed)).toContain("-->−12,5\u00a0%<!--");
});

test.each([
  [bound("toString", ".1", "1"), "no value is called toString"],
  ["<!-- = a .2 -->0.02", "a number's mark isn't whole"],
  ["<!-- = a -->0.02<!-- /= -->", "a number's mark isn't whole"],
  ["about 0.021", "0.021 is bound to no value"],
])("is at fault: %s", (page, message) => {
  expect(faultsIn(page, "en", { a: 0.02 })).toEqual([{ line: 1, message }]);
});

test("a long number in French is at fault, too", () => {
  expect(faultsIn("environ 0,0215", "fr", {})).toEqual([{ line: 1, message: "0,0215 is bound to no value" }]);
});

test.each(["```ts\n0.0214;\n```", "`0.0214`", "0.25", "10,000 epochs", "a from elsewhere: 0.0027 <!-- quoted -->"])(
  "may stand without a computation: %s",
  (page) => {
    expect(faultsIn(page, "en", {})).toEqual([]);
  },
);
