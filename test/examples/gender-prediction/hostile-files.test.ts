import { spawnSync } from "node:child_process";
import { chmodSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ownFolder } from "../../fixtures/own-folder.js";
import { labPeople, run } from "../run.js";
import { printed, refused } from "./inside.js";

const { path: folder, write } = ownFolder("hostile");

/** What the program says about a file that it can't learn from, in one line. */
async function complaint(path: string, ...words: string[]): Promise<string> {
  const said = await refused("--data", path, ...words);
  expect(said.split("\n").length).toBe(1);
  expect(said.length).toBeLessThan(1000);
  return said.replaceAll(folder, "…");
}

const onUnix = process.platform !== "win32";
const isRoot = process.getuid?.() === 0;

describe("what is no file to read is a sentence", () => {
  test("a folder, a file that there isn't, a file taken for a folder, and nothing", async () => {
    expect(await complaint(folder)).toBe("… is a folder: name a CSV file.");
    expect(await complaint(join(folder, "no.csv"))).toBe("There is no file …/no.csv.");
    expect(await complaint(join(write("people.csv", labPeople()), "people.csv"))).toBe(
      "There is no file …/people.csv/people.csv.",
    );
    expect(await complaint("")).toBe("--data takes a value, such as --data people.csv.");
  });

  test.runIf(onUnix)("a pipe without a writer, which would be waited for, and a device that never ends", async () => {
    const pipe = join(folder, "pipe.csv");
    expect(spawnSync("/usr/bin/env", ["mkfifo", pipe]).status).toBe(0);
    expect(await complaint(pipe)).toBe(
      "…/pipe.csv is a pipe or a device, and no file: save what it gives as a CSV file.",
    );
    expect(await complaint("/dev/zero")).toMatch(/^\/dev\/zero is a pipe or a device/);
  });

  test("a file above the longest text there can be", async () => {
    const path = write("huge.csv", labPeople());
    truncateSync(path, 600e6);
    expect(await complaint(path)).toBe("…/huge.csv has 600 MB, and this program takes up to 8: leave some rows out.");
  });

  test.runIf(onUnix && !isRoot)("a file that may not be read", async () => {
    const path = write("secret.csv", labPeople());
    chmodSync(path, 0);
    expect(await complaint(path)).toBe("You may not read the file …/secret.csv: ask its owner.");
  });

  test.runIf(process.platform === "linux")("a file whose reading fails", async () => {
    expect(await complaint("/proc/self/mem")).toBe("The file /proc/self/mem can't be read (EIO).");
  });
});

describe("the bytes of a file", () => {
  test("that are no text are a sentence", async () => {
    const said = "is no text, or in an old encoding: save it as CSV in UTF-8.";
    expect(await complaint(write("picture.csv", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0xff)))).toBe(
      `…/picture.csv ${said}`,
    );
    expect(await complaint(write("zeros.csv", new Uint8Array(1000)))).toBe(`…/zeros.csv ${said}`);
    const old = Buffer.from(labPeople().replace("Alice", "Zoé"), "latin1");
    expect(await complaint(write("old.csv", old))).toBe(`…/old.csv ${said}`);
  });

  test("may be UTF-16, as spreadsheets write it", async () => {
    const little = Buffer.from(`\uFEFF${labPeople().replaceAll(",", "\t").replace("Alice", "Zoé")}`, "utf16le");
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big]) {
      expect(await printed("--data", write("unicode.csv", bytes), "--epochs", "1")).toContain(
        "Zoé         133      65      F",
      );
    }
  });
});

test("200,000 people to predict are predicted", async () => {
  const people = write("many.csv", `weight,height\n${"128,63\n155,68\n".repeat(100_000)}`);
  expect((await printed("--predict", people)).match(/→ [FM]\n/g)?.length).toBe(200_000);
});

describe("what files hold doesn't act on the terminal, and doesn't fill it", () => {
  const ACTS = /[\p{Cc}\p{Cf}]/u;
  const clear = "\u001b[2J\u009b2J\u202e";

  test("names, labels and new people", async () => {
    const long = "x".repeat(100_000);
    const own = write(
      "own.csv",
      `name,weight,height,gender\n"${clear}\n",133,65,F${clear}\n"${long}\n",160,72,${long}\n`,
    );
    const people = write("new.csv", `name,weight,height\n${clear},128,63\n"two\nlines",1,1\n${long},1,1\n`);
    const stdout = await printed("--data", own, "--predict", people, "--epochs", "1");
    for (const line of stdout.split("\n")) {
      expect(line).not.toMatch(ACTS);
      expect(line.length).toBeLessThan(200);
    }
  });

  test.each([
    ["a name of a column", `${clear},weight,gender\n1,133,F\n2,160,M\n`],
    ["a cell", `weight,height,gender\n1${clear}${"1".repeat(100_000)},65,F\n2,60,M\n`],
    ["200,000 classes", `weight,height,gender\n${Array.from({ length: 200_000 }, (_, i) => `1,1,${i}\n`).join("")}`],
  ])("%s", async (_, text) => expect(await complaint(write("own.csv", text))).not.toMatch(ACTS));

  test.runIf(onUnix)("the name of a file, and a word", async () => {
    expect(await complaint(write(`${clear}.csv`, "weight\n"))).not.toMatch(ACTS);
    expect(await complaint(join(folder, clear))).not.toMatch(ACTS);
    const { stderr } = run("gender-prediction", "--epochs", clear);
    for (const line of stderr.split("\n")) expect(line).not.toMatch(ACTS);
  });
});
