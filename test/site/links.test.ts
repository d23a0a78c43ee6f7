import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { filesIn } from "../docs/extract.js";
import { filesOfSite, madeSite, site } from "./made.js";

let files: ReadonlySet<string>;
const texts = new Map<string, string>();

beforeAll(async () => {
  await madeSite();
  files = new Set(filesOfSite());
});

function textOf(page: string): string {
  if (!texts.has(page)) texts.set(page, readFileSync(site + page, "utf8"));
  return texts.get(page)!;
}

/** What the page of the workshop does with the part of an address behind its #, it says itself. */
const isWorkshop = (page: string): boolean => page === "media/atelier.html";
const pagesOfSite = (): string[] => [...files].filter((file) => file.endsWith(".html") && !isWorkshop(file));

function leads(from: string, link: string): boolean {
  const [path = "", anchor = ""] = link.split("#");
  const page = path === "" ? from : posix.join(posix.dirname(from), decodeURI(path));
  if (!files.has(page)) return false;
  return anchor === "" || isWorkshop(page) || textOf(page).includes(`id="${decodeURIComponent(anchor)}"`);
}

test("every link, picture, style and script of the site is there, and so is every place in a page", () => {
  const broken = pagesOfSite().flatMap((page) => {
    const links = [...textOf(page).matchAll(/<(?!use)\w+ [^>]*?(?:href|src)="([^"]*)"/g)].map(([, link]) =>
      link!.replaceAll("&amp;", "&"),
    );
    const own = links.filter((link) => !/^(?:https?|data):/.test(link));
    return own.filter((link) => !leads(page, link)).map((link) => `${page}: ${link}`);
  });
  expect(broken).toEqual([]);
});

test("the site has every page of the documents, under its place", () => {
  const places = ["en", "fr", "how-to"].flatMap((folder) => filesIn(`docs/${folder}`, ".md"));
  const addresses = places.map((place) => place.replace("README.md", "index.md").replace(/\.md$/, ".html"));
  expect(addresses.length).toBeGreaterThan(30);
  expect(addresses.filter((address) => !files.has(address))).toEqual([]);
  expect(pagesOfSite().length).toBeGreaterThan(400);
});

test("the reference begins with the packages, each with a sentence, and has each name in its own package alone", () => {
  const reference = textOf("modules.html");
  expect([...reference.matchAll(/<h2[^>]* id="([^"]*)"/g)].map(([, id]) => id)).toEqual(["modules"]);
  expect(reference).not.toContain('<dd class="tsd-member-summary"></dd>');
  expect(files.has("classes/_nn_layers.Dense.html")).toBe(true);
  expect(files.has("classes/Dense.html")).toBe(false);
  // A docstring of one package leads into another one.
  expect(textOf("classes/_nn_losses.WeightedLosses.html")).toContain('href="_nn_layers.Concatenate.html"');
});

test("nothing of the site is fetched from elsewhere, and nothing as a module, which browsers refuse from a disk", () => {
  const fetching = pagesOfSite().filter((page) =>
    /<(?:script|link|img|iframe)[^>]*(?:"https?:|type="module")/.test(textOf(page)),
  );
  expect(fetching).toEqual([]);
});

test.each(["en", "fr"])("each section of the guide in %s has the workshop in it, at that section", (language) => {
  for (const section of ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6"]) {
    const [, address] = /<iframe class="workshop"[^>]*src="([^"]*)"/.exec(textOf(`docs/${language}/${section}.html`))!;
    expect(address).toMatch(/media\/atelier\.html#/);
    expect(new URLSearchParams(address!.split("#")[1]!.replaceAll("&amp;", "&")).get("s")).toBe(section);
  }
});
