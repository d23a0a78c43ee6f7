import { clash, swallowed } from "gender-prediction/dist/command/modes.js";
import { english } from "gender-prediction/dist/languages/english.js";
import { describe, expect, test } from "vitest";
import { runWith } from "../run.js";
import { refused } from "./inside.js";

describe("options that don't belong together are a sentence", () => {
  const clashOf = (words: string): string | undefined => {
    const typed = words.split(" ");
    const given = typed
      .filter((word) => word.startsWith("--"))
      .map((word) => (word === "--learning-rate" ? "learningRate" : word.slice(2)));
    return clash(given, typed.includes("--format") ? typed.at(-1)! : "text", english);
  };

  test.each([
    ["--person Bob", "--person goes with --explain: add it, or leave --person out."],
    ["--exact", "--exact goes with --explain: add it, or leave --exact out."],
    ["--sheets Ada --weights 0,1", "--weights has no effect with --sheets: leave one of the two out."],
    ["--digits 3", "--digits goes with --explain, --neuron or --sheets: add it, or leave --digits out."],
    ["--elementary", "--elementary goes with --explain: add it, or leave --elementary out."],
    ["--explain w1 --exact", "--exact goes with --digits: add it, or leave --exact out."],
    ["--explain w1 --epochs 3", "--epochs has no effect with --explain: leave one of the two out."],
    ["--neuron --explain w1", "--explain has no effect with --neuron: leave one of the two out."],
    ["--neuron --learning-rate 1", "--learning-rate has no effect with --neuron: leave one of the two out."],
    ["--sheets Ada --person Ada", "--person has no effect with --sheets: leave one of the two out."],
    ["--format latex", "npm start can't be printed as latex: take --format text or json."],
    ["--bias 1", "--bias goes with --weights: add it, or leave --bias out."],
    ["--weights 0,1 --init ones", "--init has no effect with --weights: leave one of the two out."],
    ["--explain prediction --input 2,3 --person Bob", "--person has no effect with --input: leave one of the two out."],
    ["--input 2,3", "--input goes with --explain or --neuron: add it, or leave --input out."],
    ["--explain w1 --json --format latex", "--json has no effect with --format: leave one of the two out."],
    ["--sheets Ada --json", "--sheets can't be printed as json: take --format text, markdown, latex or html."],
  ])("%s", (words, sentence) => {
    expect(clashOf(words)).toBe(sentence);
  });
});

test("and nothing runs", async () => {
  expect(await refused("--exact")).toBe("--exact goes with --explain: add it, or leave --exact out.");
});

describe("options that npm took, as they didn't come after two dashes", () => {
  const names = ["seed", "learningRate", "explain", "json", "lang"];

  test.each([
    [{ npm_config_json: "true", npm_config_explain: "true" }, ["--explain", "--json"]],
    [{ npm_config_learning_rate: "true" }, ["--learning-rate"]],
    [{ npm_config_seed: "7" }, ["--seed 7"]],
    [{ npm_config_json: "" }, []],
    // As npm has --lang: it reads -l -a -n -g.
    [{ npm_config_long: "true", npm_config_all: "true", npm_config_yes: "", npm_config_global: "true" }, ["--lang"]],
    [{ npm_config_global: "true" }, []],
    [{ npm_config_loglevel: "silent" }, []],
  ])("%o", (variables, flags) => {
    const found = swallowed(names, ["w1"], variables).map(({ flag, value }) => (value ? `${flag} ${value}` : flag));
    expect(found).toEqual(flags);
  });

  test("those that stand there, too, are read", async () => {
    expect(swallowed(names, ["--json"], { npm_config_json: "true" })).toEqual([]);
  });

  test("are told in both languages, and nothing runs", async () => {
    const variables = { npm_config_json: "true", npm_config_explain: "true" };
    const { status, stdout, stderr } = runWith(variables, "gender-prediction", "w1");
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr.trim()).toBe(
      "npm took --explain and --json for itself, since options of this program come after two dashes: " +
        "npm start -- --explain … --json …",
    );
    const french = runWith({ ...variables, LANG: "fr" }, "gender-prediction", "w1").stderr;
    expect(french).toMatch(/^\nnpm a gardé --explain et --json pour lui/);
  });
});
