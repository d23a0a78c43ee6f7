import { readdirSync } from "node:fs";
import { join } from "node:path";
import { clash } from "gender-prediction/dist/command/modes.js";
import { EXAMPLES } from "gender-prediction/dist/command/values.js";
import { english } from "gender-prediction/dist/languages/english.js";
import { describe, expect, test } from "vitest";
import { ownFolder } from "../../fixtures/own-folder.js";
import { runWith } from "../run.js";
import { printed, refused } from "./inside.js";

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

describe("an option without its value is a sentence with one", () => {
  const options = Object.entries(EXAMPLES);

  test("each option that takes one has an example", async () => {
    const help = runWith({}, "gender-prediction", "--help").stdout;
    const taking = Array.from(help.matchAll(/^ +(--[a-z-]+) </gm), ([, flag]) => flag!);
    expect(options.map(([flag]) => flag).sort()).toEqual(taking.sort());
  });

  test.each(options)("%s", async (flag, example) => {
    const sentence = `${flag} takes a value, such as ${flag} ${example}.`;
    for (const words of [[flag], [flag, "--json"], [flag, "-h"], [flag, "--lang=en"], [flag, ""], [`${flag}= `]]) {
      expect(await refused(...words)).toBe(sentence);
    }
    expect(plain(await refused(flag, "--lang", "fr"))).toBe(
      `${flag} attend une valeur, par exemple ${flag} ${example}.`,
    );
  });

  test("a negative number is a value, with any minus sign", async () => {
    const expected = await printed("--neuron", "--bias", "-4");
    for (const four of ["-4", "−4", "–4"]) expect(await printed("--neuron", "--bias", four)).toBe(expected);
    expect(await printed("--neuron", "--weights", "-1,-2")).toBe(await printed("--neuron", "--weights", "−1,−2"));
  });
});

describe("dashes and capital letters", () => {
  test.each([
    ["–explain w1", "–explain", "--explain"],
    ["—sheets Ada", "—sheets", "--sheets"],
    ["−−seed 7", "−−seed", "--seed"],
    ["-explain w1", "-explain", "--explain"],
    ["--Explain w1", "--Explain", "--explain"],
    ["–learning-rate=0.1", "–learning-rate", "--learning-rate"],
    ["–help", "–help", "--help"],
  ])("%s", async (typed, shown, meant) => {
    const words = typed.split(" ");
    expect(await refused(...words)).toBe(
      `"${shown}" doesn't begin with two hyphens, or isn't in small letters: type ${meant}.`,
    );
    expect(plain(await refused(...words, "--lang", "fr"))).toBe(
      `« ${shown} » ne commence pas par deux traits d’union, ou n’est pas en minuscules : tapez ${meant}.`,
    );
  });
});

describe("a name that is typed wrong gets the right one", () => {
  test.each([
    ["--explain W1", 'takes w1 to w6, b1 to b3, all or prediction, but got "W1". Did you mean --explain w1?'],
    ["--explain All", 'takes w1 to w6, b1 to b3, all or prediction, but got "All". Did you mean --explain all?'],
    ["--explain toutes", 'takes w1 to w6, b1 to b3, all or prediction, but got "toutes".'],
    ["--explain w7", 'takes w1 to w6, b1 to b3, all or prediction, but got "w7".'],
    ["--init one", 'takes ones, zeros, normal or glorot, but got "one". Did you mean --init ones?'],
    ["--optimizer SGD", 'takes sgd, momentum or adam, but got "SGD". Did you mean --optimizer sgd?'],
    ["--scale minmax", 'takes shift, standardize or minMax, but got "minmax". Did you mean --scale minMax?'],
    ["--format tex", 'takes text, markdown, latex, html or json, but got "tex". Did you mean --format text?'],
    ["--lang FR", 'takes en or fr, but got "FR". Did you mean --lang fr?'],
    [
      "--learning-rate 0,1",
      'takes a number above 0 with a decimal point, such as 0.1, but got "0,1". Did you mean --learning-rate 0.1?',
    ],
    ["--bias 1,5", 'takes a number with a decimal point, such as 4 or -0.5, but got "1,5". Did you mean --bias 1.5?'],
    ["--digits 3,5", 'takes a whole number from 1 to 15, but got "3,5".'],
    ["--epochs 1e3", 'takes a whole number of at least 1, but got "1e3".'],
  ])("%s", async (typed, sentence) => {
    expect(await refused(...typed.split(" "))).toBe(`${typed.split(" ")[0]} ${sentence}`);
  });

  test("in French, too", async () => {
    expect(plain(await refused("--learning-rate", "0,1", "--lang", "fr"))).toBe(
      "--learning-rate prend un nombre supérieur à 0 avec un point décimal, par exemple 0.1, et non « 0,1 ». " +
        "Vouliez-vous dire --learning-rate 0.1 ?",
    );
    expect(plain(await refused("--explain", "W1", "--lang", "fr"))).toBe(
      "--explain prend w1 à w6, b1 à b3, all ou prediction, et non « W1 ». Vouliez-vous dire --explain w1 ?",
    );
  });
});

describe("words that belong to no option are named", () => {
  const how =
    "An option begins with two hyphens, as in --explain w1, and a value with spaces is put in quotation marks, as in " +
    '--sheets "Ada, Zoé".';

  test.each([
    ["--explain w1 w2", `"w2" belongs to no option. ${how}`],
    ["--sheets Ada, Zoé Bob", `"Zoé" and "Bob" belong to no option. ${how}`],
    ["explain w1", `"explain" and "w1" belong to no option. ${how} Did you mean --explain?`],
    ["--sed 7", `There is no option "--sed". Did you mean --seed? ${english.help.hint}`],
    ["--formats=latex", `There is no option "--formats". Did you mean --format? ${english.help.hint}`],
    ["-x", `There is no option "-x". ${english.help.hint}`],
  ])("%s", async (typed, sentence) => {
    expect(await refused(...typed.split(" "))).toBe(sentence);
  });
});

describe("names of a class", () => {
  const { path: folder } = ownFolder("names");

  test("may have semicolons between them", () => {
    expect(runWith({ INIT_CWD: folder }, "gender-prediction", "--sheets", "Ada;Zoé; Bob").status).toBe(0);
    expect(readdirSync(join(folder, "sheets", "exercises")).sort()).toEqual(["Ada.md", "Bob.md", "Zoé.md"]);
  });
});

describe("an option that an explanation has no use for is refused", () => {
  test.each([
    ["all", ["elementary"], "text", "--elementary has no effect with --explain all: leave one of the two out."],
    [
      "prediction",
      ["elementary"],
      "text",
      "--elementary has no effect with --explain prediction: leave one of the two out.",
    ],
    ["prediction", ["loss"], "text", "--loss has no effect with --explain prediction: leave one of the two out."],
    [
      "prediction",
      ["learningRate"],
      "text",
      "--learning-rate has no effect with --explain prediction: leave one of the two out.",
    ],
    ["w1", ["elementary", "json"], "text", "--elementary has no effect with --format json: leave one of the two out."],
    ["w1", ["elementary"], "text", undefined],
  ])("%s with %j", (explained, given, format, sentence) => {
    expect(clash(["explain", ...given], format, english, explained)).toBe(sentence);
  });

  test("and nothing is printed", async () => {
    expect(await refused("--explain", "all", "--elementary")).toMatch(/^--elementary has no effect with --explain all/);
  });
});
