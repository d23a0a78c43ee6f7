import {
  french,
  type Worksheet,
  worksheet,
  worksheetCodes,
  worksheetLines,
  worksheetsHtml,
  worksheetsLatex,
} from "@nn/explain";
import { binaryCrossEntropy } from "@nn/losses";
import jsQr from "jsqr";
import { describe, expect, test } from "vitest";
import { renderStrictly } from "../render/mathematics.js";

const page = "https://school.example/atelier.html";
const levels = ["numbers", "path", "error"] as const;
const sheets: readonly Worksheet[] = ["Ada", "Zoé <Łucja> & Söhne", "李"].map((name, i) =>
  worksheet({ seed: 2026, name, level: levels[i]! }),
);

interface Run {
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

/** What a reader of QR codes sees in dark runs of squares on a white ground, each square of so many pixels. */
function scanned(runs: readonly Run[], size: number): string | undefined {
  const scale = 4;
  const side = (size + 8) * scale;
  const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  for (const { x, y, length } of runs) {
    for (let row = (y + 4) * scale; row < (y + 5) * scale; row++) {
      pixels.fill(0, 4 * (row * side + (x + 4) * scale), 4 * (row * side + (x + 4 + length) * scale));
    }
  }
  for (let alpha = 3; alpha < pixels.length; alpha += 4) pixels[alpha] = 255;
  return jsQr.default(pixels, side, side)?.data;
}

const runOf = ([, x, y, length]: readonly (string | undefined)[]): Run => ({
  x: Number(x),
  y: Number(y),
  length: Number(length),
});

describe("HTML", () => {
  const { exercises, key } = worksheetsHtml(sheets, { language: french, page });

  test("has a sheet for each, on pages of its own, and nothing from elsewhere", () => {
    const articles = exercises.split('<article class="sheet">').slice(1);
    expect(articles).toHaveLength(3);
    const names = ["Ada", "Zoé &lt;Łucja&gt; &amp; Söhne", "李"];
    for (const [i, article] of articles.entries()) expect(article).toContain(names[i]);
    for (const document of [exercises, key]) {
      expect(document).toMatch(/^<!doctype html>\n<html lang="fr">/);
      expect(document).toContain("@page { size: A4");
      expect(document).toContain("break-after: page");
      expect(document.match(/\b(?:src|href)="(?!https:\/\/school\.example\/atelier\.html#)/g)).toBe(null);
      expect(document).not.toMatch(/<script|@import|url\(/);
    }
  });

  test("has a QR code that reads as its link", () => {
    const codes = [...exercises.matchAll(/viewBox="-4 -4 (\d+) \d+"[^>]*><path d="([^"]+)"/g)];
    const read = codes.map(([, side, path]) =>
      scanned([...path!.matchAll(/M(\d+),(\d+)h(\d+)/g)].map(runOf), Number(side) - 8),
    );
    expect(read).toEqual(sheets.map(({ link }) => `${page}#${link}`));
    const hrefs = [...exercises.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => href!.replaceAll("&amp;", "&"));
    expect(hrefs).toEqual(read);
  });

  test("has titles that tell the sheets of a seed apart", () => {
    const titles = [...exercises.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title);
    expect(titles).toEqual([
      "Exercice guidé\u00a0: un gradient, feuille 2026 — Ada",
      "Exercice guidé\u00a0: un gradient, feuille 2026 — Zoé &lt;Łucja&gt; &amp; Söhne",
      "Exercice guidé\u00a0: un gradient, feuille 2026 — 李",
    ]);
  });

  test("has a key with each number and each code", () => {
    for (const sheet of sheets.slice(0, 2)) {
      for (const code of worksheetCodes(sheet)) expect(key).toContain(`>${code}<`);
    }
    expect(worksheetCodes(sheets[2]!).filter((code) => key.includes(`>${code}<`))).toHaveLength(2);
    expect(key.match(/<tr>/g)).toHaveLength(3 + 2 * (worksheetLines(sheets[0]!).length + 1) + 2);
    expect(key).toContain("Il ne prouve rien de plus");
  });

  test("has the path in its key, where that is to be found", () => {
    const paths = key.replaceAll(/<[^>]*>/g, "").match(/Le chemin\u00a0:.*/g);
    expect(paths).toHaveLength(1);
    expect(paths![0]).toMatch(/ → o1 → L$/);
  });

  test("without a page has neither links nor what codes say", () => {
    const without = worksheetsHtml(sheets);
    expect(without.exercises).not.toMatch(/<a |<svg/);
    expect(without.key).not.toContain("proof");
  });
});

describe("LaTeX", () => {
  const { exercises, key } = worksheetsLatex(sheets, { language: french, page });

  test("is read by a strict reader, and nothing stands open in it", () => {
    for (const document of [exercises, key]) {
      expect(renderStrictly(document)).toBeGreaterThan(10);
      const opened = [...document.matchAll(/\\begin\{(\w+\*?)\}/g)].map(([, name]) => name);
      const closed = [...document.matchAll(/\\end\{(\w+\*?)\}/g)].map(([, name]) => name);
      expect(opened.sort()).toEqual(closed.sort());
      expect(document.endsWith("\\end{document}\n")).toBe(true);
    }
    expect(exercises.match(/\\newpage/g)).toHaveLength(2);
    expect(exercises).not.toContain("multicol");
    expect(key).toContain("\\usepackage{multicol}");
  });

  test("draws QR codes that read as the links", () => {
    const pictures = exercises.split("\\begin{picture}").slice(1);
    const read = pictures.map((picture) => {
      const size = Number(/^\((\d+),/.exec(picture)![1]);
      const rules = [...picture.split("\\end{picture}")[0]!.matchAll(/\\put\((\d+),(\d+)\)\{\\rule\{(\d+)/g)];
      // Upwards, from the last row.
      return scanned(
        rules.map(runOf).map((run) => ({ ...run, y: size - 1 - run.y })),
        size,
      );
    });
    expect(read).toEqual(sheets.map(({ link }) => `${page}#${link}`));
  });
});

test("a page on a disk has no QR code: in HTML a link, in LaTeX nothing", () => {
  const onDisk = { page: "file:///school/atelier.html" };
  const { exercises } = worksheetsHtml(sheets, onDisk);
  expect(exercises.match(/href="file:/g)).toHaveLength(3);
  expect(exercises).not.toContain("<svg");
  expect(worksheetsLatex(sheets, onDisk).exercises).toBe(worksheetsLatex(sheets).exercises);
});

test("what is refused", () => {
  expect(() => worksheetsHtml([])).toThrow("worksheetsHtml takes the sheets of a class, as in [worksheet(");
  expect(() => worksheetsHtml(sheets, { page: "atelier.html#s=0.4" })).toThrow(
    'worksheetsHtml: page must be the page\'s address, as "https://school.example/atelier.html", without a # or a space, but is',
  );
  for (const print of [worksheetsHtml, worksheetsLatex]) {
    const room = 2331 - Math.max(...sheets.map(({ link }) => `#${link}`.length));
    expect(() => print(sheets, { page: "a".repeat(room) })).not.toThrow();
    expect(() => print(sheets, { page: "a".repeat(room + 1) })).toThrow(
      "a QR code holds at most 2331 bytes, but the link of a sheet has 2332. Take a shorter address of the page, or leave page out.",
    );
  }
  expect(() => worksheetsLatex(sheets, { pages: "x" } as never)).toThrow('worksheetsLatex has no option "pages".');
  const { kind: _, ...own } = binaryCrossEntropy;
  const sheet = worksheet({ seed: 1, loss: { ...own, name: "own" } });
  expect(() => worksheetsHtml([sheet], { page })).toThrow("no link can say what a sheet is made from");
  expect(worksheetsHtml([sheet]).exercises).toContain("<article");
  expect(() => worksheetsHtml([{ ...sheets[2]!, mistake: null }])).toThrow(
    'worksheetsHtml takes a worksheet, but its mistake must be that of the level "error", and is null.',
  );
});
