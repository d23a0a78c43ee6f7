import { DivergenceError, type Warning } from "@nn/core";
import type { DivergencePlace, WarningKind } from "@nn/core/types";
import { Table, type TableError } from "@nn/data";
import { english } from "gender-prediction/dist/languages/english.js";
import { french } from "gender-prediction/dist/languages/french.js";
import { describe, expect, test, vi } from "vitest";
import { ownFolder } from "../../fixtures/own-folder.js";
import { labPeople } from "../run.js";
import { printed, refused } from "./inside.js";

const { path: folder, write } = ownFolder("erreurs");
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ").replaceAll(folder, "…");
/** The sentence that a run ends in, in French. */
const refusal = async (...words: string[]): Promise<string> => plain(await refused("--lang", "fr", ...words));

/** Words that only English has. */
const ENGLISH =
  /(?<!\p{L})(the|and|is|of|to|from|with|gives|number|layer|training|must|but|expected|take|make|smaller|anglais)(?!\p{L})/iu;

describe("what options can cause is a French sentence", () => {
  const huge = labPeople().replace("133,65", "1.7e308,-1.7e308").replace("120,60", "-1.7e308,1.7e308");

  test.each<[string, string[], string]>([
    [
      "a network without room",
      ["--hidden", "99999999999999999999"],
      "--hidden donnerait 400000000000000000000 paramètres, et ce programme en prend au plus 2000000 : prenez de plus petites couches.",
    ],
    [
      "a parameter of a network of one hidden unit",
      ["--hidden", "1", "--explain", "b3"],
      "--explain prend w1 à w3, b1 à b2, all ou prediction, et non « b3 ».",
    ],
    [
      "a parameter by its array, beyond its end",
      ["--explain", "0.weight[9]"],
      "--explain prend w1 à w6, b1 à b3, all ou prediction, et non « 0.weight[9] ».",
    ],
    [
      "a sheet for a number",
      ["--sheets", "Ada,123"],
      "--sheets prend des noms, et « 123 » n’a pas de lettre : ajoutez-en une.",
    ],
    [
      "a sheet that is too long to be done",
      ["--sheets", "Ada", "--hidden", "200,200"],
      "Une feuille se fait à la main et a au plus 1000 poids, mais --hidden en donne 40600 : prenez de plus petites couches.",
    ],
    [
      "numbers that are too large for a neuron",
      ["--neuron", "--weights", "1e200,1", "--input", "1e200,1"],
      "Les nombres de --weights, --bias et --input sont trop grands ensemble : prenez-en de plus petits.",
    ],
    [
      "numbers that are too large for the network",
      ["--explain", "prediction", "--weights", "1e200,1", "--input", "1e200,1"],
      "Les nombres de --weights, --bias et --input sont trop grands ensemble : prenez-en de plus petits.",
    ],
    [
      "a parameter that an update takes away",
      ["--learning-rate", "1e308", "--optimizer", "adam"],
      "Après sa mise à jour, le paramètre 0.weight[0] n’est plus un nombre fini à l’époque 0, après 2 mises à jour. L’entraînement s’arrête. Essayez un plus petit --learning-rate, ou --scale standardize.",
    ],
  ])("%s", async (_, words, sentence) => {
    expect(await refusal(...words)).toBe(sentence);
  });

  test("measures beyond the largest number, in training, in an explanation and in a prediction", async () => {
    const data = ["--data", write("huge.csv", huge)];
    const predict = ["--predict", write("people.csv", huge)];
    const sentence = (name: string) =>
      `${name} contient des mesures trop grandes pour le réseau : regardez ses colonnes weight et height.`;
    expect(await refusal(...data, "--scale", "minMax")).toBe(sentence("huge.csv"));
    const starts = Array.from({ length: 12 }, (_, seed) => ["--init", "normal", "--seed", String(seed)]);
    const said = async (...words: string[]): Promise<Set<string>> => {
      const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
      const found = new Set<string>();
      for (const start of starts) {
        try {
          await printed("--lang", "fr", ...words, ...start);
        } catch (error) {
          const { message } = error as Error;
          found.add(plain(error instanceof DivergenceError ? french.complaints.library(error) : message));
        }
      }
      warn.mockRestore();
      return found;
    };
    expect(await said(...data, "--epochs", "1")).toContain(
      "La sortie de la couche 0 n’est plus un nombre fini à l’époque 0, après 0 mise à jour. L’entraînement s’arrête. Essayez un plus petit --learning-rate, ou --scale standardize.",
    );
    expect(await said("--explain", "w1", ...data)).toEqual(new Set([sentence("huge.csv")]));
    expect(await said("--explain", "prediction", ...predict)).toEqual(new Set([sentence("people.csv")]));
    expect(await said(...predict, "--epochs", "1")).toEqual(new Set([sentence("people.csv")]));
  });
});

describe("a divergence is told from its facts", () => {
  const told = (place: Partial<DivergencePlace>): string =>
    plain(french.complaints.library(new DivergenceError("English.", { what: "loss", step: 13, ...place }, "")));
  const end = " L’entraînement s’arrête. Essayez un plus petit --learning-rate, ou --scale standardize.";

  test.each<[Partial<DivergencePlace>, string]>([
    [{ epoch: 3, batch: 1 }, `La perte n’est plus un nombre fini à l’époque 3, après 13 mises à jour.${end}`],
    [
      { layer: "layer 1, Dense(2 → 1, sigmoid)" },
      `La sortie de la couche 1 n’est plus un nombre fini après 13 mises à jour.${end}`,
    ],
    [
      { what: "gradient", layer: "layer 0, Dense(2 → 2, sigmoid)", parameter: "0.weight", element: 2, step: 1 },
      `Le gradient de 0.weight[2] n’est plus un nombre fini après 1 mise à jour.${end}`,
    ],
    [
      { epoch: 9, growth: { from: 0.25, to: 1.234e31 } },
      `La perte est passée de 0,25 avant le premier pas à 1,23 · 10³¹ à l’époque 9, après 13 mises à jour, et ne redescend pas.${end}`,
    ],
    [
      { example: 1 },
      "La perte n’est pas un nombre fini pour la personne 2 : les mesures sont trop grandes : essayez --scale standardize.",
    ],
  ])("%o", (place, sentence) => {
    expect(told(place)).toBe(sentence);
    expect(sentence).not.toMatch(ENGLISH);
  });
});

test.each<WarningKind>([
  "saturated",
  "constant output",
  "unreachable targets",
  "constant targets",
  "no gradient",
  "unmoved",
  "grown loss",
  "begun anew",
  "awaited in its loop",
  "no slope",
])("a warning of each kind has a French sentence: %s", (kind) => {
  const warning: Warning = {
    kind,
    message: "Look at the layer.",
    layer: "layer 1, Dense(2 → 1, sigmoid)",
    columns: [0],
  };
  for (const each of [warning, { kind, message: "The layer.", layer: warning.layer! }]) {
    expect(plain(french.warning(each))).toMatch(/^Avertissement : \p{Ll}.*[.]$/u);
    expect(french.warning(each)).not.toMatch(ENGLISH);
    expect(english.warning(each)).toBe(`Warning: ${each.message}`);
  }
});

test.each([
  "",
  "weight,height\n",
  "weight,height\n1\n",
  "weight,height\n1,2,\n",
  "weight,height\n1,2,3\n",
  "weight\n1,2\n",
  "weight,\n1,2\n",
  "weight,weight\n1,2\n",
  "1,2\n3,4\n",
  'weight,height\n"1,2\n',
  "a,b;c\n1,2;3\n",
  "weight,height\n1\uFFFD,2\n",
  "weight,height\nheavy,2\n",
  "weight,height\n,2\n",
])("a CSV text carries what is wrong with it as facts, and French tells them: %j", (text) => {
  const error = ((): TableError => {
    try {
      Table.fromCsv(text, { source: "gens.csv" }).rows("weight", "height");
    } catch (error) {
      return error as TableError;
    }
    return expect.unreachable("nothing was refused");
  })();
  expect(error.name).toBe("DataError");
  expect(error.problem.source).toBe("gens.csv");
  if ("line" in error.problem) expect(error.message).toContain(`gens.csv, line ${error.problem.line}`);
  const sentence = french.complaints.library(error);
  expect(sentence).toMatch(/^gens\.csv.*\.$/);
  expect(sentence).not.toMatch(ENGLISH);
});
