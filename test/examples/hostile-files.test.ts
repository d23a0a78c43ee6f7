import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { labPeople, run } from "./run.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hostile-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** What the program says about a file that it can't learn from, in one line and without a stack. */
function complaint(path: string, ...words: string[]): string {
  const { status, stdout, stderr } = run("gender-prediction", "--data", path, ...words);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  const said = stderr.trim();
  expect(said.split("\n").length).toBe(1);
  expect(said.length).toBeLessThan(1000);
  return said.replaceAll(folder, "…");
}

const onUnix = process.platform !== "win32";
const isRoot = process.getuid?.() === 0;

describe("what is no file to read is a sentence", () => {
  test("a folder, a file that there isn't, a file taken for a folder, and nothing", () => {
    expect(complaint(folder)).toBe("… is a folder: name a CSV file.");
    expect(complaint(join(folder, "no.csv"))).toBe("There is no file …/no.csv.");
    expect(complaint(join(file("people.csv", labPeople()), "people.csv"))).toBe(
      "There is no file …/people.csv/people.csv.",
    );
    expect(complaint("")).toBe("--data takes a value, such as --data people.csv.");
  });

  test.runIf(onUnix)("a pipe without a writer, which would be waited for, and a device that never ends", () => {
    const pipe = join(folder, "pipe.csv");
    expect(spawnSync("/usr/bin/env", ["mkfifo", pipe]).status).toBe(0);
    expect(complaint(pipe)).toBe("…/pipe.csv is a pipe or a device, and no file: save what it gives as a CSV file.");
    expect(complaint("/dev/zero")).toMatch(/^\/dev\/zero is a pipe or a device/);
  });

  test("a file above the longest text there can be", () => {
    const path = file("huge.csv", labPeople());
    truncateSync(path, 600e6);
    expect(complaint(path)).toBe("…/huge.csv has 600 MB, and this program takes up to 8: leave some rows out.");
  });

  test.runIf(onUnix && !isRoot)("a file that may not be read", () => {
    const path = file("secret.csv", labPeople());
    chmodSync(path, 0);
    expect(complaint(path)).toBe("You may not read the file …/secret.csv: ask its owner.");
  });

  test.runIf(process.platform === "linux")("a file whose reading fails", () => {
    expect(complaint("/proc/self/mem")).toBe("The file /proc/self/mem can't be read (EIO).");
  });
});

describe("the bytes of a file", () => {
  test("that are no text are a sentence", () => {
    const said = "is no text, or in an old encoding: save it as CSV in UTF-8.";
    expect(complaint(file("picture.csv", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0xff)))).toBe(
      `…/picture.csv ${said}`,
    );
    expect(complaint(file("zeros.csv", new Uint8Array(1000)))).toBe(`…/zeros.csv ${said}`);
    const old = Buffer.from(labPeople().replace("Alice", "Zoé"), "latin1");
    expect(complaint(file("old.csv", old))).toBe(`…/old.csv ${said}`);
  });

  test("may be UTF-16, as spreadsheets write it", () => {
    const little = Buffer.from(`\uFEFF${labPeople().replaceAll(",", "\t").replace("Alice", "Zoé")}`, "utf16le");
    const big = Buffer.from(little).swap16();
    for (const bytes of [little, big]) {
      const { status, stdout } = run("gender-prediction", "--data", file("unicode.csv", bytes), "--epochs", "1");
      expect(status).toBe(0);
      expect(stdout).toContain("Zoé         133      65      F");
    }
  });
});

test("200,000 people to predict are predicted", () => {
  const people = file("many.csv", `weight,height\n${"128,63\n155,68\n".repeat(100_000)}`);
  const { status, stdout, stderr } = run("gender-prediction", "--predict", people);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout.match(/→ [FM]\n/g)?.length).toBe(200_000);
});

describe("what files hold doesn't act on the terminal, and doesn't fill it", () => {
  const ACTS = /[\p{Cc}\p{Cf}]/u;
  const clear = "\u001b[2J\u009b2J\u202e";

  test("names, labels and new people", () => {
    const long = "x".repeat(100_000);
    const own = file(
      "own.csv",
      `name,weight,height,gender\n"${clear}\n",133,65,F${clear}\n"${long}\n",160,72,${long}\n`,
    );
    const people = file("new.csv", `name,weight,height\n${clear},128,63\n"two\nlines",1,1\n${long},1,1\n`);
    const { status, stdout } = run("gender-prediction", "--data", own, "--predict", people, "--epochs", "1");
    expect(status).toBe(0);
    for (const line of stdout.split("\n")) {
      expect(line).not.toMatch(ACTS);
      expect(line.length).toBeLessThan(200);
    }
  });

  test.each([
    ["a name of a column", `${clear},weight,gender\n1,133,F\n2,160,M\n`],
    ["a cell", `weight,height,gender\n1${clear}${"1".repeat(100_000)},65,F\n2,60,M\n`],
    ["200,000 classes", `weight,height,gender\n${Array.from({ length: 200_000 }, (_, i) => `1,1,${i}\n`).join("")}`],
  ])("%s", (_, text) => expect(complaint(file("own.csv", text))).not.toMatch(ACTS));

  test.runIf(onUnix)("the name of a file, and a word", () => {
    expect(complaint(file(`${clear}.csv`, "weight\n"))).not.toMatch(ACTS);
    expect(complaint(join(folder, clear))).not.toMatch(ACTS);
    const { stderr } = run("gender-prediction", "--epochs", clear);
    for (const line of stderr.split("\n")) expect(line).not.toMatch(ACTS);
  });
});
