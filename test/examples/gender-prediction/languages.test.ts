import { readdirSync, readFileSync } from "node:fs";
import { english } from "gender-prediction/dist/languages/english.js";
import { french } from "gender-prediction/dist/languages/french.js";
import { languageOf } from "gender-prediction/dist/languages/language.js";
import { describe, expect, test } from "vitest";
import { run, runWith } from "../run.js";
import { textsOf } from "./french-texts.js";
import { printed } from "./inside.js";

const W1 = ["--explain", "w1", "--init", "ones"];

describe("the language", () => {
  test.each([
    [{ LC_ALL: "fr_CA.UTF-8" }, "fr"],
    [{ LC_ALL: "", LC_MESSAGES: "fr_FR", LANG: "en_US.UTF-8" }, "fr"],
    [{ LC_ALL: "en_GB.UTF-8", LANG: "fr_FR.UTF-8" }, "en"],
    [{ LANG: "fr" }, "fr"],
    [{ LANG: "FR_be@euro" }, "fr"],
    [{ LANGUAGE: "de:fr:en" }, "fr"],
    [{ LANGUAGE: "en:fr" }, "en"],
    [{ LANG: "de_DE.UTF-8" }, "en"],
    [{ LANG: "fry_NL" }, "en"],
    [{ LC_ALL: "C", LANGUAGE: "fr" }, "en"],
    [{}, "en"],
  ])("of the environment %o is %s", (environment, language) => {
    expect(languageOf([], environment)).toBe(language);
  });

  test("that is asked for goes before the environment's, and the last one asked for before others", () => {
    expect(languageOf(["--lang", "en"], { LANG: "fr" })).toBe("en");
    expect(languageOf(["--seed", "1", "--lang=fr"], { LANG: "en" })).toBe("fr");
    expect(languageOf(["--lang", "en", "--lang", "fr"], {})).toBe("fr");
    expect(languageOf(["--lang", "de"], { LANG: "fr" })).toBe("fr");
  });

  test("changes words, and no line of a table: all have the same numbers in the same places", async () => {
    // Of a table, each line begins with two spaces.
    const tables = async (...words: string[]) =>
      (await printed(...words))
        .split("\n")
        .filter((line) => /^ {2}\S/.test(line))
        .map((line) => line.replaceAll(",", ".").match(/(?<= )[−+]?\d[\d.]*(?= |$)/g));
    for (const words of [[], ["--penguins"], ["--explain", "all"]]) {
      const inEnglish = await tables(...words, "--lang", "en");
      expect(inEnglish.length).toBeGreaterThan(5);
      expect(await tables(...words, "--lang", "fr")).toEqual(inEnglish);
    }
  });

  test("of a whole run comes from its environment", () => {
    expect(runWith({ LANG: "fr_CA.UTF-8" }, "gender-prediction", "--neuron").stdout).toContain(
      "Comment un neurone arrive",
    );
    expect(runWith({ LANG: "fr_CA.UTF-8" }, "gender-prediction", "--neuron", "--lang", "en").stdout).toContain(
      "How a neuron comes",
    );
  });

  test("that there isn't is a sentence in the environment's", () => {
    const { status, stderr } = runWith({ LANG: "fr" }, "gender-prediction", "--lang", "de");
    expect(status).toBe(1);
    expect(stderr).toContain("--lang prend en ou fr, et non «\u00a0de\u00a0».");
    expect(run("gender-prediction", "--lang", "de").stderr).toContain('--lang takes en or fr, but got "de".');
  });
});

/** What is printed: in this process, but for the help, after which a process ends, and for the training. */
async function told(...words: string[]): Promise<string> {
  if (words.length > 2 && !words.includes("--help")) return printed(...words);
  const { stdout, stderr } = run("gender-prediction", ...words);
  expect(stderr).toBe("");
  return stdout;
}

describe("both languages", () => {
  test("have the same words, of the same kinds", () => {
    const shape = (words: object): unknown =>
      Object.fromEntries(
        Object.entries(words).map(([key, word]) => [
          key,
          Array.isArray(word) ? word.length : typeof word === "object" ? shape(word) : typeof word,
        ]),
      );
    expect(shape(french)).toEqual(shape(english));
  });

  test.each([
    ["start", []],
    ["help", ["--help"]],
    ["neuron", ["--neuron"]],
    ["all", ["--explain", "all", "--init", "ones"]],
    ["all-3-digits", ["--explain", "all", "--init", "ones", "--digits", "3"]],
    ["by-hand", [...W1, "--digits", "3"]],
    ["exact", [...W1, "--digits", "4", "--exact"]],
    ["elementary", [...W1, "--digits", "3", "--elementary"]],
    ["section-0.2", ["--explain", "prediction", "--weights", "0,1", "--input", "2,3", "--digits", "4"]],
    ["all-latex", ["--explain", "all", "--init", "ones", "--digits", "3", "--format", "latex"]],
    ["neuron-markdown", ["--neuron", "--format", "markdown"]],
    ["prediction", ["--explain", "prediction", "--init", "ones", "--digits", "3"]],
    ["markdown", [...W1, "--digits", "3", "--format", "markdown"]],
    ["latex", [...W1, "--digits", "3", "--format", "latex"]],
  ])("print what is pinned: %s", async (name, command) => {
    for (const lang of ["en", "fr"]) {
      await expect(await told("--lang", lang, ...command)).toMatchFileSnapshot(`printed/${name}.${lang}.txt`);
    }
  });

  // What is pinned is what is printed.
  const pinned = (name: string): string => readFileSync(`${import.meta.dirname}/printed/${name}`, "utf8");

  /** What is pinned for a terminal, and not to be set first. */
  const plain = readdirSync(`${import.meta.dirname}/printed`).filter((name) => !/markdown|latex/.test(name));

  test.each(plain)("fit into 80 columns: %s", (name) => {
    const lines = pinned(name).split("\n");
    expect(lines.filter((line) => line.trimEnd().length > 80)).toEqual([]);
  });

  test("have the same numbers, in French with commas", () => {
    for (const name of ["start", "neuron", "all", "all-3-digits"]) {
      const [english, french] = ["en", "fr"].map((lang) => pinned(`${name}.${lang}.txt`).replace(/section 0\.1/, ""));
      expect(french).not.toMatch(/\d\.\d/);
      const decimals = (text: string): string[] => text.match(/\d+\.\d+/g) ?? [];
      // The optimizer's rate and the axis are written in both.
      expect(decimals(french!.replace(/(\d),(?=\d)/g, "$1."))).toEqual(decimals(english!));
    }
  });
});

describe("French is set as it is in print", () => {
  const texts = textsOf(french, 2);

  test("with narrow and no-break spaces before signs, within guillemets, and with ’", () => {
    expect(texts.length).toBeGreaterThan(80);
    for (const text of texts) {
      expect(text).not.toMatch(/[^\u00a0]:(?!\S)/);
      expect(text).not.toMatch(/[^\u202f][;?!](?!\S)/);
      expect(text).not.toMatch(/«(?!\u00a0)|(?<!\u00a0)»/);
      expect(text).not.toMatch(/\p{L}'\p{L}/u);
    }
  });
});

test("English has the singular of one", () => {
  const singular = textsOf(english, 1).join("\n");
  expect(singular).toMatch(/which is 1 to 1 digit; by hand, with 1 digit at each step/);
  expect(singular).toMatch(/Learning from 1 person in 1\./);
  // Such a count is above a limit.
  const isLimit = /has 1 parameters|give 1 parameters|up to 1 names|up to 1 weights/;
  const lines = singular.split("\n").filter((line) => !isLimit.test(line));
  const plurals = /(?<!-)\b1 (digits|people (?!gets)|epochs|exercises|names|parameters|weights)/;
  expect(lines.filter((line) => plurals.test(line))).toEqual([]);
});
