import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shift } from "@nn/data";
import type { Arguments } from "gender-prediction/dist/arguments.js";
import { Complaint } from "gender-prediction/dist/complaint.js";
import { readLesson } from "gender-prediction/dist/data.js";
import { english } from "gender-prediction/dist/english.js";
import { french } from "gender-prediction/dist/french.js";
import { languageOf } from "gender-prediction/dist/language.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { textsOf } from "./french-texts.js";
import { printed, refused } from "./inside.js";
import { labPeople, run, runWith } from "./run.js";

const W1 = ["--explain", "w1", "--init", "ones"];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "langues-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const own = (text: string): string => {
  const path = join(folder, "own.csv");
  writeFileSync(path, text);
  return path;
};

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

describe("a mistake is a sentence in French", () => {
  const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

  test.each([
    [
      "--epoch 3",
      "L’option « --epoch » n’existe pas. Vouliez-vous dire --epochs ? Les options se placent après deux tirets : npm start -- --seed 7. Toutes les options : npm start -- --help",
    ],
    [
      "--xyzzy",
      "L’option « --xyzzy » n’existe pas. Les options se placent après deux tirets : npm start -- --seed 7. Toutes les options : npm start -- --help",
    ],
    ["--epochs many", "--epochs prend un nombre entier d’au moins 1, et non « many »."],
    ["--bias x", "--bias prend un nombre avec un point décimal, par exemple 4 ou -0.5, et non « x »."],
    [
      "--weights 0;1",
      "--weights prend des nombres avec un point décimal, séparés par des virgules, par exemple 2,3 ou 0.5,-1, et non « 0;1 ».",
    ],
    ["--epochs", "--epochs attend une valeur, par exemple --epochs 1000."],
    ["--scale log", "--scale prend shift, standardize ou minMax, et non « log »."],
    [
      "w1",
      '« w1 » n’appartient à aucune option. Une option commence par deux traits d’union, comme --explain w1, et une valeur à espaces se met entre guillemets droits, comme --sheets "Ada, Zoé".',
    ],
    ["--person Bob", "--person s’emploie avec --explain : ajoutez cette option, ou ôtez --person."],
    ["--explain w1 --person Zoé", "Personne ne s’appelle « Zoé » ; il y a « Alice », « Bob », « Charlie », « Diana »."],
    ["--explain w7", "--explain prend w1 à w6, b1 à b3, all ou prediction, et non « w7 »."],
  ])("%s", async (words, sentence) => {
    expect(plain(await refused("--lang", "fr", ...words.split(" ")))).toBe(sentence);
  });

  /** What is said of a file, in this process. */
  function saidOf(path: string): string {
    try {
      readLesson({ data: path, scaler: () => shift([0, 0]), words: french } as unknown as Arguments);
    } catch (error) {
      const { message } = error as Error;
      return plain(error instanceof Complaint ? message : french.complaints.library(error as Error)).replaceAll(
        folder,
        "…",
      );
    }
    throw new Error("nothing was refused");
  }

  test("of what is no file", () => {
    expect(saidOf(join(folder, "no.csv"))).toBe("Il n’y a pas de fichier …/no.csv.");
    expect(saidOf(folder)).toBe("… est un dossier : nommez un fichier CSV.");
    writeFileSync(join(folder, "picture.csv"), Uint8Array.of(0x89, 0x50, 0xff, 0));
    expect(saidOf(join(folder, "picture.csv"))).toBe(
      "…/picture.csv n’est pas du texte, ou dans un ancien encodage : enregistrez-le en CSV, encodage UTF-8.",
    );
  });

  test.each([
    [
      labPeople().replace("160", "heavy"),
      "own.csv, ligne 3, colonne « weight » : un nombre est attendu, mais la cellule contient « heavy ». Les nombres s’écrivent en chiffres de 0 à 9 avec un point décimal, sans unité.",
    ],
    [
      labPeople().replace("160", ""),
      "own.csv, ligne 3, colonne « weight » : un nombre est attendu, mais la cellule est vide. Complétez la ligne, ou ôtez-la.",
    ],
    [
      labPeople().replace("160,72", "160"),
      "own.csv, ligne 3 : 4 cellules sont attendues, une par colonne, mais il y en a 3.",
    ],
    [
      labPeople().replace("72,M", "72,M,"),
      "own.csv, ligne 3 : 4 cellules sont attendues, une par colonne, mais il y en a 5. Ôtez les séparateurs en fin de ligne.",
    ],
    [
      labPeople().replace("72,M", "72,M,x"),
      "own.csv, ligne 3 : 4 cellules sont attendues, une par colonne, mais il y en a 5. Une cellule qui contient le séparateur se met entre guillemets droits.",
    ],
    [
      labPeople().replace("weight", "wieght"),
      "own.csv n’a pas de colonne « weight » : sa première ligne nomme « name », « wieght », « height », « gender ». Renommez la colonne des masses en lb en « weight ».",
    ],
    [
      labPeople().replace("weight", "height"),
      "own.csv, ligne 1 : deux colonnes s’appellent « height ». Renommez l’une des deux.",
    ],
    [
      labPeople().replace("72,M", "72,m"),
      "own.csv : la colonne « gender » doit contenir deux étiquettes différentes, mais en contient 3 : « F », « M », « m ».",
    ],
    [
      labPeople().replace("72,M", "72,"),
      "own.csv, ligne 3 : la cellule de la colonne « gender » est vide. Donnez une étiquette à chaque personne, ou ôtez la ligne.",
    ],
    ["", "own.csv est vide : une ligne de noms de colonnes est attendue, puis une ligne par personne."],
    ["weight,height,gender\n", "own.csv a une ligne de noms de colonnes, mais aucune ligne en dessous."],
    [
      "133,65\n160,72\n",
      "own.csv, ligne 1 : des noms de colonnes sont attendus, mais il y a des nombres. Ajoutez au-dessus une ligne qui nomme les colonnes, par exemple weight,height,gender.",
    ],
    [
      "Alice,133,65,F\nBob,160,72,M\n",
      "own.csv commence par « Alice », « 133 », « 65 », « F », ce qui ressemble à une personne. Ajoutez au-dessus une ligne qui nomme les colonnes, par exemple weight,height,gender.",
    ],
    [
      'weight,height,gender\n1,"2,F\n',
      'own.csv, ligne 2, caractère 3 : les guillemets droits ne vont pas par paires. Une cellule qui commence par " finit par ", et un " à l’intérieur s’écrit deux fois.',
    ],
  ])("of the file %j", (text, sentence) => {
    expect(saidOf(own(text))).toBe(sentence);
  });

  test("a warning of the training, too; in English it is the library's", () => {
    const words = ["--learning-rate", "1e-300", "--epochs", "20"];
    expect(run("gender-prediction", ...words).stderr).toMatch(/^Warning: /);
    expect(plain(run("gender-prediction", ...words, "--lang", "fr").stderr)).toMatch(
      /^Avertissement : les pas sont trop petits/,
    );
  });

  test("a sentence of the library that has no translation is introduced as English", () => {
    expect(french.complaints.library(new Error("Something rare."))).toBe(
      "La bibliothèque répond en anglais\u00a0: Something rare.",
    );
  });
});
