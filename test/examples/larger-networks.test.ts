import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isThorough } from "../thorough.js";

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve("larger-networks/package.json"));
const readme = readFileSync(join(folder, "README.md"), "utf8");
let elsewhere: string;
beforeAll(() => {
  elsewhere = mkdtempSync(join(tmpdir(), "nn-larger-"));
});
afterAll(() => rmSync(elsewhere, { recursive: true }));

/** What a program prints that is started in a folder of its user. */
function run(program: string): string {
  const env = { ...process.env, INIT_CWD: "" };
  return execFileSync(process.execPath, [join(folder, "dist", `${program}.js`)], {
    cwd: elsewhere,
    env,
    encoding: "utf8",
  });
}

/** The picture that a program has drawn is the one that its README shows. */
function drewWhatIsShown(program: string): void {
  const drawn = readFileSync(join(elsewhere, `${program}.svg`), "utf8");
  expect(drawn).toBe(readFileSync(join(folder, "images", `${program}.svg`), "utf8"));
}

test("a convolutional network reads at least 98 % of the digits that were held out", () => {
  const printed = run("digits");
  const share = /of which ([\d.]+) % are read right/.exec(printed)![1]!;
  expect(Number(share)).toBeGreaterThanOrEqual(98);
  expect(readme).toContain(`| ${share} % of 359 digits that were held out |`);
  drewWhatIsShown("digits");
});

test("an LSTM adds binary numbers of lengths that it wasn't trained on", () => {
  expect(run("addition")).toMatchInlineSnapshot(`
    "Trained on 500 sums of numbers with 8 binary digits.

    100 sums of   8 digits: 100.00 % of the digits are right
    100 sums of  16 digits: 100.00 % of the digits are right
    100 sums of  40 digits: 100.00 % of the digits are right
    100 sums of 100 digits: 100.00 % of the digits are right

    12345 + 54321 = 66666
    "
  `);
});

test("an autoencoder keeps more of a digit than its mean image does", () => {
  expect(run("autoencoder")).toMatchInlineSnapshot(`
    "Mean squared error of a pixel on 359 held-out digits
      the mean image for each  0.0717
      drawn from 8 numbers     0.0142

    The picture is autoencoder.svg.
    "
  `);
  expect(readme).toContain("squared error of 0.0142 a pixel, where the mean image has 0.0717 |");
  drewWhatIsShown("autoencoder");
});

test.runIf(isThorough)("one block of a transformer sorts words that it hasn't seen", () => {
  const printed = run("sorting");
  expect(printed).toMatchInlineSnapshot(`
    "Of 500 words of 8 letters that it hasn't seen, 488 are sorted without a mistake.

    keyboard → abdekory
    notebook → beknooot
    elephant → aeehlnpt

    The picture is sorting.svg.
    "
  `);
  const right = /(\d+) are sorted without a mistake/.exec(printed)![1]!;
  expect(Number(right)).toBeGreaterThanOrEqual(485);
  expect(readme).toContain(`| ${right} of 500 words of 8 letters`);
  drewWhatIsShown("sorting");
});

test("two towers rank films for people, all of which are unknown", () => {
  const printed = run("ranking");
  expect(printed).toMatchInlineSnapshot(`
    "Films that a person likes among the first ten of 40, 100 people and all films unknown
      the network       98.6 %
      the most famous   71.1 %
      in any order      39.4 %

    The picture is ranking.svg.
    "
  `);
  const [ours, famous] = ["the network", "the most famous"].map((name) => {
    return new RegExp(`${name} +([\\d.]+) %`).exec(printed)![1]!;
  });
  expect(Number(ours)).toBeGreaterThan(Number(famous) + 20);
  expect(readme).toContain(`| ${ours} % of the first ten please`);
  expect(readme).toContain(`of the most famous ten, ${famous} % |`);
  drewWhatIsShown("ranking");
});

test("a forecast is better than the naive ones", () => {
  expect(run("forecast")).toMatchInlineSnapshot(`
    "Mean error of a forecast one month ahead, 24 months held out
      the month before               9.7 %
      the same month a year before  10.5 %
      the network                    3.0 %

    The picture is forecast.svg.
    "
  `);
  expect(readme).toContain("3.0 % of error, where the same month a year before has 10.5 % |");
  drewWhatIsShown("forecast");
});

test("all learning rates are tried in one short training", () => {
  expect(run("rates")).toMatchInlineSnapshot(`
    "After 81 steps: try a learning rate of 0.02.

    The picture is rates.svg.
    "
  `);
  expect(readme).toContain("| 0.02, after 81 steps |");
  drewWhatIsShown("rates");
});
