import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ownFolder } from "../../fixtures/own-folder.js";
import { labPeople, run } from "../run.js";
import { refused } from "./inside.js";

const { path: folder, write } = ownFolder("people");
const said = async (...words: string[]): Promise<string> => (await refused(...words)).replaceAll(folder, "…");

test.each([
  ["no such file", ["--data", join(folder, "missing.csv")], "There is no file …/missing.csv."],
  ["a bad file", ["--data", write("three.csv", "weight,height,gender\n1,2,F\n")], "three.csv: the column"],
  ["a bad word", ["--epochs", "many"], "--epochs takes a whole number"],
])("%s ends the program with a sentence, and nothing is trained", (_, words, sentence) => {
  const { status, stdout, stderr } = run("gender-prediction", ...words);
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr.trim().replaceAll(folder, "…")).toContain(sentence);
});

const COLUMNS = "its first line names";

test.each([
  [
    "a measure that isn't a number",
    labPeople().replace("160", "heavy"),
    ', line 3, column "weight": expected a number, but got "heavy".',
  ],
  ...["", "NaN"].map((cell) => [
    `a measure that is missing, as ${cell || "nothing"} says`,
    labPeople().replace("160", cell),
    ', line 3, column "weight": expected a number, but the cell is empty, or says that the value is missing (NA, NaN or ?). Fill it in, or leave the row out.',
  ]),
  [
    "a measure that is a dash",
    labPeople().replace("160", "-"),
    ', line 3, column "weight": expected a number, but got "-". Numbers are written in digits 0 to 9 with a decimal point, without a unit.',
  ],
  [
    "a row that is too short",
    labPeople().replace("160,72", "160"),
    ", line 3: expected 4 cells, one for each column, but got 3.",
  ],
  [
    "a missing column",
    labPeople().replace("weight", "wieght"),
    ` has no column "weight": ${COLUMNS} "name", "wieght", "height", "gender". Rename the column of weights in lb to "weight".`,
  ],
  [
    "columns that are named with their units",
    "weight (lb),height (in),gender\n133,65,F\n160,72,M\n",
    ` has no column "weight" or "height": ${COLUMNS} "weight (lb)", "height (in)", "gender". Rename the column of weights in lb to "weight", and the column of heights in inches to "height".`,
  ],
  [
    "people without a line that names the columns",
    "Alice,133,65,F\nBob,160,72,M\n",
    ' begins with "Alice", "133", "65", "F", which looks like a person. Put a line above that names the columns, such as weight,height,gender.',
  ],
  [
    "three labels",
    labPeople().replace("72,M", "72,m"),
    ': the column "gender" must hold two different labels, but holds 3: "F", "M", "m".',
  ],
])("%s", async (_, people, sentence) => {
  expect(await said("--data", write("own.csv", people))).toBe(`own.csv${sentence}`);
});

test("new people whose columns are named with their units", async () => {
  expect(await said("--predict", write("new.csv", "name,weight,height (in)\nGina,119,61\n"))).toBe(
    `new.csv has no column "height": ${COLUMNS} "name", "weight", "height (in)". Rename the column of heights in inches to "height".`,
  );
});

describe("a bad word", () => {
  test.each([
    [
      "--epoch 3",
      'There is no option "--epoch". Did you mean --epochs? Options come after two dashes: npm start -- --seed 7. All of them: npm start -- --help',
    ],
    ["--epochs many", '--epochs takes a whole number of at least 1, but got "many".'],
    [
      "--loss mse",
      '--loss takes meanSquaredError or binaryCrossEntropy, but got "mse". Did you mean --loss meanSquaredError?',
    ],
    ...["4,", "4;3", "0", "2.5"].map((sizes) => [
      `--hidden ${sizes}`,
      `--hidden takes whole numbers of at least 1 with a comma between two, such as 2 or 4,3, but got "${sizes}".`,
    ]),
  ])("%s", async (words, sentence) => {
    expect((await said(...words!.split(" "))).split("\n")[0]).toBe(sentence);
  });
});
