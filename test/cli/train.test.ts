import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { folderWith, nn, PENGUINS, removeFolders } from "./harness.js";

afterEach(removeFolders);

const read = (folder: string, file: string) => readFile(join(folder, "runs", file), "utf8");
const parametersIn = async (folder: string, file: string): Promise<unknown> =>
  (JSON.parse(await read(folder, file)) as { parameters: unknown }).parameters;

describe("nn train", () => {
  test("trains what a configuration describes, in a folder of its own", async () => {
    const folder = await folderWith();
    expect(await nn(folder, "train penguins.jsonc")).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "Training in runs/penguins-1, 12 epochs.
      ",
        "stdout": "runs/penguins-1: 12 epochs.
                training  validation
      loss        0.0132     0.00493
      accuracy         1           1
      ",
      }
    `);
    expect((await readdir(join(folder, "runs/penguins-1"))).sort()).toMatchInlineSnapshot(`
      [
        "best.json",
        "checkpoint.json",
        "configuration.jsonc",
        "history.jsonl",
        "network.json",
        "run.json",
        "written-out.json",
      ]
    `);
    expect(await read(folder, "penguins-1/configuration.jsonc")).toBe(
      await readFile(join(folder, "penguins.jsonc"), "utf8"),
    );
    const lines = (await read(folder, "penguins-1/history.jsonl")).trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { epoch: number }).epoch)).toEqual(
      Array.from({ length: 12 }, (_, i) => i),
    );
    await nn(folder, "train penguins.jsonc");
    expect(await parametersIn(folder, "penguins-2/network.json")).toEqual(
      await parametersIn(folder, "penguins-1/network.json"),
    );
  });

  test("writes all defaults out, so that a training of what is written has the same bits", async () => {
    const folder = await folderWith();
    await nn(folder, "train penguins.jsonc");
    const written = await read(folder, "penguins-1/written-out.json");
    await writeFile(join(folder, "written.jsonc"), written);
    expect(await nn(folder, "train written.jsonc")).toMatchObject({ code: 0 });
    expect(await read(folder, "written-1/written-out.json")).toBe(written);
    expect(await parametersIn(folder, "written-1/network.json")).toEqual(
      await parametersIn(folder, "penguins-1/network.json"),
    );
  });

  test("takes a configuration in TypeScript", async () => {
    const folder = await folderWith();
    const code = `import { defineTraining } from "@nn/cli";\nconst epochs: number = 12;\nexport default defineTraining(${JSON.stringify(PENGUINS).replace('"epochs":12', "epochs")});\n`;
    await writeFile(join(folder, "typed.ts"), code);
    expect(await nn(folder, "train typed.ts")).toMatchObject({ code: 0 });
    await nn(folder, "train penguins.jsonc");
    expect(await parametersIn(folder, "typed-1/network.json")).toEqual(
      await parametersIn(folder, "penguins-1/network.json"),
    );
  });

  test("gives programs its history as lines of JSON while it runs, and nothing else", async () => {
    const { stdout, code } = await nn(await folderWith(), "train penguins.jsonc --json --epochs 2");
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([{ epoch: 0 }, { epoch: 1, validation: {} }, { epochs: 2, stopped: "finished" }]);
  });

  test("speaks French", async () => {
    const folder = await folderWith();
    expect(await nn(folder, "train penguins.jsonc --lang fr")).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "Entraînement dans runs/penguins-1, 12 époques.
      ",
        "stdout": "runs/penguins-1 : 12 époques.
                entraînement  validation
      perte           0,0132     0,00493
      accuracy             1           1
      ",
      }
    `);
  });

  test("stops early, with the best network", async () => {
    const { training } = PENGUINS;
    const folder = await folderWith({
      ...PENGUINS,
      training: { ...training, epochs: 300, stopEarly: { patience: 3 } },
    });
    const { stdout } = await nn(folder, "train penguins.jsonc");
    expect(stdout).toMatch(
      /^runs\/penguins-1: \d+ epochs\. No better validation\.loss for 3 reports: .* was the best\.\n/,
    );
    expect(await parametersIn(folder, "penguins-1/network.json")).toEqual(
      await parametersIn(folder, "penguins-1/best.json"),
    );
  });

  test("shows its progress on a terminal, in as many columns as that has, with a curve where there is room", async () => {
    const folder = await folderWith();
    // A line is shown after half a second.
    const onStart = (interrupt: () => void) => setTimeout(interrupt, 900);
    const run = (columns: number, language: string) =>
      nn(folder, `train penguins.jsonc --epochs 100000 --lang ${language}`, { isTTY: true, columns, onStart });
    const [narrow, wide] = [await run(40, "en"), await run(120, "fr")];
    const shown = narrow.stderr.split(/[\r\n]/).map((line) => line.replaceAll(/\P{L}\[\d*[A-Z]/gu, ""));
    const longest = (lines: readonly string[]): number => Math.max(...lines.map((line) => line.length));
    expect(longest(shown)).toBeLessThanOrEqual(40);
    // The cursor takes the column after its line.
    expect(longest(shown.filter((line) => line.startsWith("epoch")))).toBeLessThan(40);
    expect(narrow.stderr).toMatch(/epoch \d+ of 100000 {2}[^\n]+ left/);
    // The numbers at its axis are French, too.
    expect(wide.stderr).toMatch(/\d,\d+ *┤/);
    expect(wide.stderr).not.toMatch(/\d\.\d+ *┤/);
  });

  test("stops at the first Ctrl-C after the batch, saves, and goes on with the bits of a run that wasn't stopped", async () => {
    const folder = await folderWith();
    const line = "train penguins.jsonc --epochs 400";
    const stopped = await nn(folder, `${line} --run runs/stopped`, {
      onStart: (interrupt) => setTimeout(interrupt, 100),
    });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toMatch(/Stopped after \d+ whole epochs?\. nn train --resume runs\/stopped goes on\.\n$/);
    expect(await nn(folder, "train --resume runs/stopped")).toMatchObject({ code: 0 });
    await nn(folder, `${line} --run runs/whole`);
    expect(await parametersIn(folder, "stopped/network.json")).toEqual(
      await parametersIn(folder, "whole/network.json"),
    );
    expect(await read(folder, "stopped/history.jsonl")).toBe(await read(folder, "whole/history.jsonl"));
    expect(await read(folder, "stopped/best.json")).toBe(await read(folder, "whole/best.json"));
  });

  test("ends at once at the second Ctrl-C", async () => {
    const onStart = (interrupt: () => void) => setTimeout(() => [interrupt(), interrupt()]);
    expect(await nn(await folderWith(), "train penguins.jsonc --epochs 4000", { onStart })).toMatchObject({
      code: 130,
    });
  });

  test("trains a finished run further", async () => {
    const folder = await folderWith();
    await nn(folder, "train penguins.jsonc");
    expect(await nn(folder, "train --resume runs/penguins-1 --epochs 20")).toMatchObject({ code: 0 });
    await nn(folder, "train penguins.jsonc --epochs 20");
    expect(await parametersIn(folder, "penguins-1/network.json")).toEqual(
      await parametersIn(folder, "penguins-2/network.json"),
    );
  });

  test("forgets a last line of history that was being written", async () => {
    const folder = await folderWith();
    await nn(folder, "train penguins.jsonc --checkpoint-every 0");
    const before = await read(folder, "penguins-1/history.jsonl");
    await writeFile(join(folder, "runs/penguins-1/history.jsonl"), `${before}{"epoch":12,"lo`);
    expect(await nn(folder, "train --resume runs/penguins-1")).toMatchObject({ code: 0 });
    expect(await read(folder, "penguins-1/history.jsonl")).toBe(before);
  });

  test("refuses a run that another process uses, and none that a process left which is gone", async () => {
    const folder = await folderWith();
    await nn(folder, "train penguins.jsonc");
    const lock = (holder: object) => writeFile(join(folder, "runs/penguins-1/lock-1"), JSON.stringify(holder));
    const { hostname } = await import("node:os");
    await lock({ process: process.pid, host: hostname() });
    expect(await nn(folder, "train --resume runs/penguins-1")).toEqual({
      code: 5,
      stdout: "",
      stderr: `nn train: runs/penguins-1 is used by process ${process.pid}. Wait for it, or end it.\n`,
    });
    await lock({ process: process.pid, host: hostname(), begun: "1" });
    expect(await nn(folder, "train --resume runs/penguins-1")).toMatchObject({ code: 0 });
    await expect(stat(join(folder, "runs/penguins-1/lock-1"))).rejects.toThrow("ENOENT");
    await lock({ process: 1, host: "elsewhere" });
    expect((await nn(folder, "train --resume runs/penguins-1 --lang fr")).stderr).toBe(
      "nn train: runs/penguins-1 est utilisé par le processus 1 sur elsewhere. S’il n’existe plus, ôtez-y le fichier lock-1.\n",
    );
  });

  test("refuses to go on with another table", async () => {
    const folder = await folderWith();
    await nn(folder, "train penguins.jsonc");
    await writeFile(
      join(folder, "penguins.csv"),
      `${await readFile(join(folder, "penguins.csv"), "utf8")}Adelie,Dream,39,18,181,3750,male,2007\n`,
    );
    expect(await nn(folder, "train --resume runs/penguins-1")).toMatchInlineSnapshot(`
      {
        "code": 3,
        "stderr": "nn train: penguins.csv isn't the table any more that runs/penguins-1 was begun with. Put that back, or begin a new run.
      ",
        "stdout": "",
      }
    `);
  });
});
