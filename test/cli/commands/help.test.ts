import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderWith, nn, PENGUINS, removeFolders } from "../harness.js";

let folder: string;
beforeAll(async () => {
  folder = await folderWith();
});
afterAll(removeFolders);

const PEOPLE = fileURLToPath(new URL("../../../examples/gender-prediction/people.csv", import.meta.url));
/** A command in the help, of one word or two, between which lines aren't broken. */
const COMMAND = /^ {2}([a-z]\S*(?:\u00a0\S+)?) {2,}/gm;

describe.each(["en", "fr"])("in the language %s", (language) => {
  test("the help lists all commands, and each has one with an example", async () => {
    const all = await nn(folder, ["--lang", language]);
    expect(all).toMatchObject({ code: 0, stderr: "" });
    expect(all.stdout).toMatchSnapshot();
    const names = Array.from(all.stdout.matchAll(COMMAND), ([, name]) => name!.replace("\u00a0", " "));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const { code, stdout } = await nn(folder, [...name.split(" "), "--help", "--lang", language]);
      expect(code).toBe(0);
      expect(stdout).toContain(`\n  nn ${name} `);
      expect(stdout).toMatchSnapshot();
    }
  });
});

test("the examples of the help work, one after the other", async () => {
  const own = await folderWith();
  await writeFile(
    join(own, "new-penguins.csv"),
    (await readFile(join(own, "penguins.csv"), "utf8")).split("\n").slice(0, 3).join("\n"),
  );
  await copyFile(PEOPLE, join(own, "people.csv"));
  const space = { "training.optimizer.learningRate": [0.01, 0.1] };
  const sweep = { ...PENGUINS, sweep: { method: "grid", space } };
  await writeFile(join(own, "penguins-sweep.jsonc"), JSON.stringify(sweep));
  const { stdout } = await nn(own, []);
  const names = Array.from(stdout.matchAll(COMMAND), ([, name]) => name!.replace("\u00a0", " "));
  for (const name of names) {
    const { stdout: help } = await nn(own, [...name.split(" "), "--help"]);
    const line = /Example:\n {2}nn (.*)\n$/.exec(help)![1]!;
    if (name === "new") await rm(join(own, "penguins.jsonc"));
    // A queue is tried where there is a server.
    if (line.includes("redis://")) continue;
    expect(await nn(own, line), line).toMatchObject({ code: 0 });
  }
});

test("colours are written where they are shown or asked for, and never with NO_COLOR", async () => {
  const isColoured = async (isTTY: boolean, environment: Record<string, string>): Promise<boolean> =>
    (await nn(folder, "--help", { isTTY, environment })).stdout.includes("\u001b[");
  expect(await isColoured(true, {})).toBe(true);
  expect(await isColoured(true, { NO_COLOR: "1" })).toBe(false);
  expect(await isColoured(true, { TERM: "dumb" })).toBe(false);
  expect(await isColoured(false, {})).toBe(false);
  expect(await isColoured(false, { FORCE_COLOR: "1" })).toBe(true);
  expect(await isColoured(false, { FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
});

test.each(["en", "fr"])("a window of 40 columns is enough for each help in the language %s", async (language) => {
  const narrow = { isTTY: true, columns: 40, environment: { NO_COLOR: "1" } };
  const { stdout } = await nn(folder, ["--lang", language]);
  const names = Array.from(stdout.matchAll(COMMAND), ([, name]) => name!.split("\u00a0"));
  for (const words of [[], ...names]) {
    const { stdout } = await nn(folder, [...words, "--help", "--lang", language], narrow);
    // An example is one line, to be copied.
    const lines = stdout.split("\n").filter((line) => !line.startsWith("  nn "));
    expect(
      lines.filter((line) => line.length > 40),
      words.join(" "),
    ).toEqual([]);
  }
});

test("the language is that of the environment, unless it is asked for", async () => {
  const first = async (environment: Record<string, string>, line = "") =>
    (await nn(folder, `${line}--help`, { environment })).stdout.split(" ")[0];
  expect(await first({ LANG: "fr_CH.UTF-8" })).toMatch(/^Emploi/);
  expect(await first({ LANG: "fr_CH.UTF-8", LC_ALL: "C" })).toBe("Usage:");
  expect(await first({ LANG: "fr_CH.UTF-8" }, "--lang=en ")).toBe("Usage:");
});
