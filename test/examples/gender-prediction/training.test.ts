import { describe, expect, test } from "vitest";
import { ownFolder } from "../../fixtures/own-folder.js";
import { pictureOf } from "../picture.js";
import { labPeople, run } from "../run.js";
import { printed, refused } from "./inside.js";

const { write } = ownFolder("people");

const learnFrom = (text: string, ...words: string[]) => printed("--data", write("own.csv", text), ...words);

describe("by default", () => {
  const { status, stdout, stderr } = run("gender-prediction");

  test("it prints what the README shows", async () => {
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    await expect(pictureOf("npm start", stdout)).toMatchFileSnapshot("../../../docs/images/npm-start.svg");
  });

  test("it tells Emily and Frank apart, as the lab does", () => {
    const outputOf = (name: string): number => Number(new RegExp(`${name} .* (0\\.\\d+) `).exec(stdout)?.[1]);
    expect(outputOf("Emily")).toBeGreaterThan(0.9);
    expect(outputOf("Frank")).toBeLessThan(0.1);
  });

  test("it prints the same the second time", () => {
    expect(run("gender-prediction").stdout).toBe(stdout);
  });
});

describe("told to explain", () => {
  test("it derives the first update, and stops", () => {
    const { status, stdout, stderr } = run("gender-prediction", "--explain", "w1");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/The first update, on Alice:\n\nWhere ∂L\/∂w1 comes from\n/);
    expect(stdout).toMatch(/∂L\/∂w1 = ∂L\/∂o1 · ∂o1\/∂h1 · ∂h1\/∂w1\n/);
    expect(stdout).toMatch(
      /What SGD\(learningRate 0\.1\) makes of the gradient|Update by gradient descent \(SGD\), learning rate η = 0\.1:/,
    );
    expect(stdout).not.toMatch(/Training|Learning|Predictions/);
  });

  test("with as many digits as one writes by hand", async () => {
    expect(await printed("--explain", "w1", "--digits", "3")).toContain("= −1.21 · (−0.0588) · (−0.378) = −0.0269\n");
    expect(await refused("--explain", "w1", "--digits", "0")).toContain(
      "--digits takes a whole number from 1 to 15, but got ",
    );
  });

  test("of another network, too, and a parameter that there isn't is a sentence", async () => {
    expect(await printed("--explain", "b7", "--hidden", "4,3")).toContain("One path leads from b7 to the loss.");
    expect(await refused("--explain", "w7")).toBe(
      '--explain takes w1 to w6, b1 to b3, all or prediction, but got "w7".',
    );
  });
});

describe("told otherwise", () => {
  test("it takes a file, a seed, epochs, a learning rate, hidden sizes, a loss, an optimizer and a scaling", async () => {
    const words = "--seed 7 --epochs 25 --learning-rate 0.05 --hidden 4,3 --loss binaryCrossEntropy --optimizer adam";
    const stdout = await learnFrom(labPeople(), ...words.split(" "), "--scale", "standardize");
    expect(stdout).toContain("Learning from 4 people in own.csv.");
    expect(stdout).toContain("Training: 25 epochs, seed 7\nLoss: binary cross-entropy\nUpdate: Adam, η = 0.05");
    expect(stdout).toMatch(/hidden +2 +4 +12\n +hidden +4 +3 +15\n +output +3 +1 +4\n/);
  });

  test("it takes any two labels, and people without names", async () => {
    const stdout = await learnFrom("weight;height;gender\n133;65;no\n160;72;yes\n");
    expect(stdout).toContain("The exercise's binary label is 0 for no and 1 for yes.");
    expect(stdout).toContain("line 2");
  });

  test("it takes people to predict", async () => {
    const people = write("new.csv", "name,weight,height\nGina,119,61\n");
    expect(await printed("--predict", people)).toMatch(/Gina +119 lb +61 in +0\.9\d+ +→ F/);
  });

  test("it says when the inputs are too large for a sigmoid", async () => {
    expect(await learnFrom(labPeople().replace("160", "1600"))).toContain(
      "The scaled inputs reach 1465, where a sigmoid is flat: try --scale standardize.",
    );
  });
});

describe("told to print JSON", () => {
  test("it prints that and nothing else: the figures, the parameters, the predictions", () => {
    const { status, stdout, stderr } = run("gender-prediction", "--json", "--epochs", "200");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual(["people", "labels", "training", "parameters", "predictions"]);
    expect(result.labels).toEqual({ 0: "M", 1: "F" });
    expect(result.training).toMatchObject({
      loss: "meanSquaredError",
      seed: "lab-0",
      epochs: 200,
      stopped: "finished",
      warnings: [],
    });
    expect(result.training.reports.at(-1)).toMatchObject({ epoch: 199, accuracy: 1 });
    expect(Object.keys(result.parameters)).toEqual(["0.weight", "0.bias", "1.weight", "1.bias"]);
    expect(result.predictions.map(({ name, label }: { name: string; label: string }) => [name, label])).toEqual([
      ["Emily", "F"],
      ["Frank", "M"],
    ]);
  });

  test("of an explanation, too, and a file can't act on the terminal by it", async () => {
    expect(JSON.parse(await printed("--json", "--explain", "w1"))).toMatchObject({ parameter: { name: "w1" } });
    const people = write("strange.csv", "name,weight,height\nGi\u009b2Jna,119,61\n");
    const stdout = await printed("--json", "--predict", people);
    expect(stdout).not.toContain("\u009b");
    expect(JSON.parse(stdout).predictions[0].name).toBe("Gi\u009b2Jna");
  });

  test("a mistake is a sentence on standard error, and nothing on standard output", () => {
    const { status, stdout, stderr } = run("gender-prediction", "--json", "--data", "nowhere.csv");
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("nowhere.csv");
  });
});

test("the help says how columns are to be named, and defaults as they are typed", () => {
  const { stdout } = run("gender-prediction", "--help");
  expect(stdout).toContain("weight (in lb), height (in inches), gender, and, if you like, name.");
  expect(stdout).toMatch(/neurons of the hidden[^(]*\(default: 2\)/);
});
