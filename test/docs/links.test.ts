import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { filesIn, root } from "./extract.js";

const readmes = ["packages", "examples"].flatMap((folder) =>
  readdirSync(join(root, folder)).map((name) => `${folder}/${name}/README.md`),
);
const guides = filesIn("docs", ".md");
const pages = ["README.md", "CHANGELOG.md", ...readmes, ...guides].filter((page) => existsSync(join(root, page)));

/** The page that `npm run page` makes, opened at a section, in French where the guide is in French. */
const WORKSHOP = {
  en: /^packages\/page\/dist\/atelier\.html#s=0\.[1-6]$/,
  fr: /^packages\/page\/dist\/atelier\.html#s=0\.[1-6]&l=fr$/,
};

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  const headings = readFileSync(page, "utf8").matchAll(/^#+ (.*)$/gm);
  return Array.from(headings, ([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test.each(pages)("the links of %s lead somewhere", (page) => {
  const links = Array.from(readFileSync(join(root, page), "utf8").matchAll(/\]\(([^)\s]+)\)/g), ([, link]) => link!);
  const broken = links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    if (WORKSHOP[page.startsWith("docs/fr") ? "fr" : "en"].test(join(dirname(page), link))) return false;
    const [path, anchor] = link.split("#");
    const target = path ? join(root, dirname(page), path) : join(root, page);
    return !existsSync(target) || (anchor && target.endsWith(".md") && !anchorsOf(target).includes(anchor));
  });
  expect(broken).toEqual([]);
});

test("links to elsewhere are these, which no test follows", () => {
  const texts = pages.map((page) => readFileSync(join(root, page), "utf8").replace(/```[\s\S]*?```|`[^`]*`/g, ""));
  const links = texts.flatMap((text) => text.match(/\bhttps?:[^\s)>"]*/g) ?? []);
  expect([...new Set(links)].sort()).toEqual([
    "https://doi.org/10.24432/C5859H",
    "https://doi.org/10.24432/C59K5F",
    "https://doi.org/10.24432/C5JG6Z",
    "https://doi.org/10.24432/C5PC7J",
    "https://doi.org/10.24432/C5W894",
    "https://fastify.dev",
    "https://github.com/huggingface/safetensors",
    "https://github.com/mapbox/pbf",
    "https://nodejs.org",
    "https://onnx.ai",
    "https://stats.stackexchange.com/questions/208918",
    "https://typedoc.org",
    "https://www.rfc-editor.org/rfc/rfc9457",
  ]);
  for (const link of links) expect(new URL(link).protocol).toBe("https:");
});
