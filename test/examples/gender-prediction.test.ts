import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatCurve, formatLosses, lossStep } from "gender-prediction/dist/report.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pictureOf } from "./picture.js";
import { labPeople, run } from "./run.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "people-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const learnFrom = (text: string, ...words: string[]) =>
  run("gender-prediction", "--data", file("own.csv", text), ...words);

describe("by default", () => {
  const { status, stdout, stderr } = run("gender-prediction");

  test("it prints what the README shows", async () => {
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    await expect(pictureOf("npm start", stdout)).toMatchFileSnapshot("../../docs/images/npm-start.svg");
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

  test("with as many digits as one writes by hand", () => {
    const { status, stdout } = run("gender-prediction", "--explain", "w1", "--digits", "3");
    expect(status).toBe(0);
    expect(stdout).toContain("= −1.21 · (−0.0588) · (−0.378) = −0.0269\n");
    const { stderr, ...others } = run("gender-prediction", "--explain", "w1", "--digits", "0");
    expect(others).toMatchObject({ status: 1, stdout: "" });
    expect(stderr).toContain("--digits takes a whole number from 1 to 15, but got ");
  });

  test("of another network, too, and a parameter that there isn't is a sentence", () => {
    const { stdout } = run("gender-prediction", "--explain", "b7", "--hidden", "4,3");
    expect(stdout).toContain("One path leads from b7 to the loss.");
    const { stderr, ...others } = run("gender-prediction", "--explain", "w7");
    expect(others).toMatchObject({ status: 1, stdout: "" });
    expect(stderr.trim()).toBe('--explain takes w1 to w6, b1 to b3, all or prediction, but got "w7".');
  });
});

describe("told otherwise", () => {
  test("it takes a file, a seed, epochs, a learning rate, hidden sizes, a loss, an optimizer and a scaling", () => {
    const words = "--seed 7 --epochs 25 --learning-rate 0.05 --hidden 4,3 --loss binaryCrossEntropy --optimizer adam";
    const { status, stdout } = learnFrom(labPeople(), ...words.split(" "), "--scale", "standardize");
    expect(status).toBe(0);
    expect(stdout).toContain("Learning from 4 people in own.csv.");
    expect(stdout).toContain("Training: 25 epochs, seed 7\nLoss: binaryCrossEntropy\nUpdate: Adam(learningRate 0.05)");
    expect(stdout).toMatch(/Dense\(2 → 4, sigmoid\)[\s\S]*Dense\(4 → 3, sigmoid\)[\s\S]*Dense\(3 → 1, sigmoid\)/);
  });

  test("it takes any two labels, and people without names", () => {
    const { status, stdout } = learnFrom("weight;height;gender\n133;65;no\n160;72;yes\n");
    expect(status).toBe(0);
    expect(stdout).toContain("The exercise's binary label is 0 for no and 1 for yes.");
    expect(stdout).toContain("line 2");
  });

  test("it takes people to predict", () => {
    const people = file("new.csv", "name,weight,height\nGina,119,61\n");
    expect(run("gender-prediction", "--predict", people).stdout).toMatch(/Gina +119 lb +61 in +0\.9\d+ +→ F/);
  });

  test("it says when the inputs are too large for a sigmoid", () => {
    const { stdout } = learnFrom(labPeople().replace("160", "1600"));
    expect(stdout).toContain("The scaled inputs reach 1465, where a sigmoid is flat: try --scale standardize.");
  });
});

describe("the curve", () => {
  const curveOf = (...words: string[]): string => {
    const { stdout } = run("gender-prediction", ...words);
    return stdout.slice(stdout.indexOf("  loss by epoch"), stdout.indexOf("After "));
  };

  test("has a logarithmic axis where the loss falls by a power of ten: each half of the epochs shows it fall", () => {
    const curve = curveOf();
    expect(curve).toMatch(/^ {2}loss by epoch, on a logarithmic axis\n/);
    expect(curve).toMatch(/ 1┤[\s\S]* 0\.1┤[\s\S]* 0\.01┤[\s\S]*0\.001┤/);
    const heightAt = (column: number): number =>
      curve.split("\n").findIndex((line) => /[━┓┗┃]/.test(line[column] ?? ""));
    const heights = [8, 15, 30, 45, 65].map(heightAt);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    expect(new Set(heights).size).toBeGreaterThanOrEqual(4);
  });

  test("has a linear one where it doesn't, and both have few labels", () => {
    expect(curveOf("--epochs", "3")).toMatch(/^ {2}loss by epoch\n[\s\S]* 0\.3┤[\s\S]*0\.15┤[\s\S]* 0┤/);
    const steep = [0.3, 1e-6, 1e-12, 1e-19, 0].map((loss, epoch) => ({ epoch, loss }));
    const curve = formatCurve({ reports: steep, epochs: 5, stopped: "finished", warnings: [] });
    expect(curve.match(/┤/g)!.length).toBeLessThanOrEqual(9);
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

  test("of an explanation, too, and a file can't act on the terminal by it", () => {
    expect(JSON.parse(run("gender-prediction", "--json", "--explain", "w1").stdout)).toMatchObject({
      parameter: { name: "w1" },
    });
    const people = file("strange.csv", "name,weight,height\nGi\u009b2Jna,119,61\n");
    const { stdout } = run("gender-prediction", "--json", "--predict", people);
    expect(stdout).not.toContain("\u009b");
    expect(JSON.parse(stdout).predictions[0].name).toBe("Gi\u009b2Jna");
  });

  test("a mistake is a sentence on standard error, and nothing on standard output", () => {
    const { status, stdout, stderr } = run("gender-prediction", "--json", "--data", "nowhere.csv");
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("nowhere.csv");
  });
});

describe("the table of losses", () => {
  const tableOf = (...words: string[]): string[] =>
    run("gender-prediction", ...words)
      .stdout.split("\n")
      .filter((line) => /^ +(epoch|\d+( +\d\S*[.]\S+)+$)/.test(line));

  test.each([
    [1, 1, "0"],
    [25, 3, "20"],
    [100, 10, "90"],
    [101, 6, "100"],
    [1000, 11, "999"],
    [1001, 6, "1000"],
    [20000, 11, "19999"],
  ])("of %i epochs has %i lines, and the last epoch in it", (epochs, count, last) => {
    const [, ...lines] = tableOf("--epochs", String(epochs));
    expect(lines.length).toBe(count);
    expect(lines.at(-1)!.trim().startsWith(`${last} `)).toBe(true);
  });

  test.each([1, 7, 1000, 100_000, 2_000_000, 50_000_000])(
    "and the curve fit into 80 characters: %i epochs",
    (epochs) => {
      const step = lossStep(epochs);
      const seen = Array.from({ length: Math.ceil(epochs / step) }, (_, i) => ({
        epoch: i * step,
        loss: 9.9 * 0.7 ** i,
      }));
      const reports = [...seen, { epoch: epochs - 1, loss: 1e-12 }];
      const history = { reports, epochs, stopped: "finished", warnings: [] } as const;
      const lines = [formatLosses(history), formatCurve(history)].join("\n").split("\n");
      expect(Math.max(...lines.map((line) => line.trimEnd().length))).toBeLessThanOrEqual(80);
    },
  );

  test("shows no digit more where a loss rounds up to the next power of ten", () => {
    const losses = [0.00996, 0.00994, 0.000996, 0.000994, 0.01, 0];
    const reports = losses.map((loss, epoch) => ({ epoch, loss }));
    const [, line] = formatLosses({ reports, epochs: 6, stopped: "finished", warnings: [] }).split("\n");
    expect(line!.trim().split(/ +/).slice(1)).toEqual(["0.010", "0.0099", "0.0010", "9.9e-4", "0.010", "0.000"]);
  });

  test("shows digits of tiny losses", () => {
    const words = "--epochs 120 --loss binaryCrossEntropy --optimizer momentum --learning-rate 0.5";
    expect(tableOf(...words.split(" ")).join("\n")).toMatchInlineSnapshot(`
      "  epoch     +0     +2     +4     +6     +8    +10    +12    +14    +16    +18
        0      0.441  0.054  0.012 0.0055 0.0038 0.0031 0.0027 0.0025 0.0024 0.0023
        20    0.0022 0.0021 0.0021 0.0020 0.0019 0.0019 0.0018 0.0018 0.0017 0.0017
        40    0.0017 0.0016 0.0016 0.0016 0.0015 0.0015 0.0015 0.0014 0.0014 0.0014
        60    0.0014 0.0013 0.0013 0.0013 0.0013 0.0012 0.0012 0.0012 0.0012 0.0012
        80    0.0011 0.0011 0.0011 0.0011 0.0011 0.0011 0.0010 0.0010 0.0010 0.0010
        100   9.9e-4 9.8e-4 9.6e-4 9.5e-4 9.4e-4 9.3e-4 9.2e-4 9.0e-4 8.9e-4 8.8e-4
        119   8.8e-4"
    `);
  });
});

test("the help says how columns are to be named, and defaults as they are typed", () => {
  const { stdout } = run("gender-prediction", "--help");
  expect(stdout).toContain("weight (in lb), height (in inches), gender, and, if you like, name.");
  expect(stdout).toMatch(/neurons of the hidden[^(]*\(default: 2\)/);
});

describe("a bad file or word is a sentence, and nothing is trained", () => {
  const complaint = ({ status, stdout, stderr }: ReturnType<typeof run>): string => {
    expect(status).toBe(1);
    expect(stdout).not.toContain("Training");
    return stderr.trim().replaceAll(folder, "…");
  };

  test("no such file", () => {
    expect(complaint(run("gender-prediction", "--data", join(folder, "missing.csv")))).toMatchInlineSnapshot(
      `"There is no file …/missing.csv."`,
    );
  });
  test("a measure that isn't a number", () => {
    expect(complaint(learnFrom(labPeople().replace("160", "heavy")))).toMatchInlineSnapshot(
      `"own.csv, line 3, column "weight": expected a number, but got "heavy"."`,
    );
  });
  test("a row that is too short", () => {
    expect(complaint(learnFrom(labPeople().replace("160,72", "160")))).toMatchInlineSnapshot(
      `"own.csv, line 3: expected 4 cells, one for each column, but got 3."`,
    );
  });
  test("a missing column", () => {
    expect(complaint(learnFrom(labPeople().replace("weight", "wieght")))).toMatchInlineSnapshot(
      `"own.csv has no column "weight": its first line names "name", "wieght", "height", "gender". Rename the column of weights in lb to "weight"."`,
    );
  });
  test("columns that are named with their units", () => {
    const header = "weight (lb),height (in),gender";
    expect(complaint(learnFrom(`${header}\n133,65,F\n160,72,M\n`))).toMatchInlineSnapshot(
      `"own.csv has no column "weight" or "height": its first line names "weight (lb)", "height (in)", "gender". Rename the column of weights in lb to "weight", and the column of heights in inches to "height"."`,
    );
    const people = file("new.csv", "name,weight,height (in)\nGina,119,61\n");
    expect(complaint(run("gender-prediction", "--predict", people))).toMatchInlineSnapshot(
      `"new.csv has no column "height": its first line names "name", "weight", "height (in)". Rename the column of heights in inches to "height"."`,
    );
  });
  test("people without a line that names the columns", () => {
    expect(complaint(learnFrom("Alice,133,65,F\nBob,160,72,M\n"))).toMatchInlineSnapshot(
      `"own.csv begins with "Alice", "133", "65", "F", which looks like a person. Put a line above that names the columns, such as weight,height,gender."`,
    );
  });
  test("three labels", () => {
    expect(complaint(learnFrom(labPeople().replace("72,M", "72,m")))).toMatchInlineSnapshot(
      `"own.csv: the column "gender" must hold two different labels, but holds 3: "F", "M", "m"."`,
    );
  });
  test("a misspelt option", () => {
    expect(complaint(run("gender-prediction", "--epoch", "3"))).toMatchInlineSnapshot(
      `"There is no option "--epoch". Did you mean --epochs? Options come after two dashes: npm start -- --seed 7. All of them: npm start -- --help"`,
    );
  });
  test("epochs that are no number", () => {
    expect(complaint(run("gender-prediction", "--epochs", "many"))).toMatchInlineSnapshot(
      `"--epochs takes a whole number of at least 1, but got "many"."`,
    );
  });
  test.each(["4,", "4;3", "0", "2.5"])("hidden sizes that are no numbers: %s", (sizes) => {
    expect(complaint(run("gender-prediction", "--hidden", sizes)).split("\n")[0]).toBe(
      `--hidden takes whole numbers of at least 1 with a comma between two, such as 2 or 4,3, but got "${sizes}".`,
    );
  });
  test("a loss that doesn't exist", () => {
    expect(complaint(run("gender-prediction", "--loss", "mse"))).toMatchInlineSnapshot(
      `"--loss takes meanSquaredError or binaryCrossEntropy, but got "mse". Did you mean --loss meanSquaredError?"`,
    );
  });
});
