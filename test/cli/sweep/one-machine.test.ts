import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { MAIN, nn, removeFolders } from "../harness.js";
import { byIndices, right, sweepFolder, tableIn } from "./sweep-folder.js";

afterAll(removeFolders);

test("a sweep leaves a table, a page and pictures, and tells how far it is", async () => {
  const folder = await sweepFolder();
  const { stdout, stderr } = await right(folder, "sweep sweep.jsonc --processes 1");
  const table = await tableIn(folder, "sweeps/sweep");
  expect(table.split("\n")[0]).toBe(
    "trial,training.optimizer.learningRate,network.layers.0.units,network.layers.0.activation,epochs,validation loss,ending",
  );
  expect(table.trim().split("\n")).toHaveLength(13);
  const figures = table.match(/[\d.]+(?=,finished)/g)!.map(Number);
  expect(figures).toEqual([...figures].sort((a, b) => a - b));
  expect(stdout).toMatch(/^trial {2}learningRate {2}units {2}activation {2}epochs {2}validation loss {4}ending\n/);
  expect(stdout).toMatch(/… and 2 more trials\.\n$/);
  expect(stderr).toContain("12 of 12 trials\n");
  const files = await readdir(join(folder, "sweeps/sweep"));
  expect(files.sort()).toEqual([
    "configuration.jsonc",
    "curves.svg",
    "parallel.svg",
    "report.html",
    "results.csv",
    "trials",
  ]);
  const html = await readFile(join(folder, "sweeps/sweep/report.html"), "utf8");
  expect(html.match(/<svg /g)).toHaveLength(2);
  expect(html.match(/<tr>/g)).toHaveLength(13);
});

describe("the table is the same", () => {
  test("of a halving, which gives up what does badly", async () => {
    const folder = await sweepFolder({ sweep: { method: "halving", trials: 6, leastEpochs: 1 } });
    await right(folder, "sweep sweep.jsonc --processes 2 --into two --lang fr");
    const table = await tableIn(folder, "two");
    expect(await byIndices(folder, [6, 2])).toBe(table);
    const epochs = table
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[4]);
    expect(epochs).toEqual(["3", "3", "1", "1", "1", "1"]);
    expect(await readFile(join(folder, "two", "report.html"), "utf8")).toContain("Le meilleur essai est l’essai");
  });

  test("of one that was killed, and goes on", async () => {
    const folder = await sweepFolder();
    const child = spawn(process.execPath, [MAIN, "sweep", "sweep.jsonc", "--processes", "2", "--into", "killed"], {
      cwd: folder,
      stdio: "ignore",
    });
    const trials = async () => (await readdir(join(folder, "killed", "trials")).catch(() => [])).length;
    while ((await trials()) < 3) await sleep(20);
    await ended(child);
    const before = await trials();
    const again = await nn(folder, "sweep sweep.jsonc --into killed");
    expect([again.code, again.stderr]).toEqual([
      2,
      expect.stringMatching(
        /^nn sweep: killed has the results of \d+ trials\. nn sweep … --resume killed goes on with them; /,
      ),
    ]);
    await right(folder, "sweep sweep.jsonc --processes 2 --resume killed");
    expect(before).toBeLessThan(12);
    expect(await tableIn(folder, "killed")).toBe(await byIndices(folder, [12]));
  });
});

async function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await exit;
  // Its workers end with it.
  await sleep(200);
}

describe("a trial ends at a limit, and the sweep goes on,", () => {
  test("of memory", async () => {
    const folder = await sweepFolder({ sweep: { trials: 1 }, training: { epochs: 100000 } });
    const { stderr } = await right(folder, "sweep sweep.jsonc --memory 20");
    expect(stderr).toMatch(/^Trial 0: Its process held \d+ MB, more than the 20 MB it may, and was ended\.$/m);
    expect(await tableIn(folder, "sweeps/sweep")).toMatch(/,,memory\n$/);
  });

  test("of time", async () => {
    const folder = await sweepFolder({ sweep: { trials: 1 }, training: { epochs: 100000 } });
    const { stderr, stdout } = await right(folder, "sweep sweep.jsonc --seconds 0.3 --lang fr");
    expect(stderr).toMatch(/^Essai 0\u00a0: Il a duré plus de 0.3\u00a0s, et a été arrêté\.$/m);
    expect(stdout).toMatch(/temps\n$/);
    expect(await readFile(join(folder, "sweeps/sweep/report.html"), "utf8")).toContain("Aucun essai n’a de chiffre.");
  });
});

test("a training that diverges is a trial without a figure", async () => {
  const space = {
    "training.optimizer": [
      { kind: "SGD", learningRate: 1e308 },
      { kind: "SGD", learningRate: 0.1 },
    ],
    "network.layers.0.activation": ["identity"],
  };
  const folder = await sweepFolder({ sweep: { method: "grid", trials: undefined, seed: undefined, space } });
  await right(folder, "sweep sweep.jsonc --index 0");
  await right(folder, "sweep sweep.jsonc --index 1");
  const { stdout } = await right(folder, "sweep collect sweep.jsonc --json");
  const results = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(results).toMatchObject([
    { trial: 1, ending: "finished", figure: expect.any(Number) },
    { trial: 0, ending: "diverged", figure: null },
  ]);
});

test("a second process on a sweep is refused, and so is another sweep", async () => {
  const folder = await sweepFolder({ sweep: { trials: 2 } });
  await right(folder, "sweep sweep.jsonc --index 0");
  await writeFile(
    join(folder, "sweeps/sweep", `lock-${process.pid}-0`),
    JSON.stringify({ process: process.pid, host: hostname() }),
  );
  const second = await nn(folder, "sweep sweep.jsonc --resume sweeps/sweep");
  expect([second.code, second.stderr]).toEqual([5, expect.stringContaining("sweeps/sweep is used by process")]);
  const text = await readFile(join(folder, "sweep.jsonc"), "utf8");
  await writeFile(join(folder, "sweep.jsonc"), text.replace('"epochs":3', '"epochs":4'));
  const other = await nn(folder, "sweep sweep.jsonc --index 0");
  expect([other.code, other.stderr]).toEqual([3, expect.stringContaining("trials/000000.json is of another sweep")]);
});

describe("says what is wrong with", () => {
  const cases: [string, object, string, string][] = [
    [
      "a place",
      { space: { "training.optimiser.rate": [1] } },
      "sweep.space names training.optimiser.rate, but the configuration has no training.optimiser that holds settings.",
      "sweep.space nomme",
    ],
    [
      "a layer",
      { space: { "network.layers.9.units": [1] } },
      "the configuration has no network.layers.9 that holds settings",
      "n’a pas de",
    ],
    [
      "a grid",
      { method: "grid" },
      'sweep.trials has no meaning for the method "grid": leave it out.',
      "n’a pas de sens",
    ],
    [
      "a halving",
      { method: "halving" },
      'The method "halving" needs sweep.leastEpochs, a whole number.',
      "a besoin de",
    ],
    [
      "a figure",
      { figure: "validation losss" },
      'The sweep is judged by "validation losss", but a training has these figures: "validation loss", "validation accuracy", "loss", "accuracy".',
      "est jugée d’après",
    ],
    [
      "a distribution",
      { space: { seed: { gaussian: [0, 1] } } },
      "a list of values, or a distribution",
      "une liste de valeurs",
    ],
    [
      "a value",
      { space: { "training.epochs": [-1] } },
      "training.epochs must be a whole number of at least 1",
      "un nombre entier",
    ],
  ];
  test.each(cases)("%s, in both languages", async (_, sweep, english, french) => {
    const folder = await sweepFolder({ sweep });
    const en = await nn(folder, "sweep sweep.jsonc --index 0");
    expect([en.code, en.stderr]).toEqual([2, expect.stringContaining(english)]);
    const fr = await nn(folder, "sweep sweep.jsonc --lang fr");
    expect([fr.code, fr.stderr]).toEqual([2, expect.stringContaining(french)]);
    expect(await readdir(folder)).not.toContain("sweeps");
  });

  test("a configuration without a sweep", async () => {
    const folder = await sweepFolder();
    const { stderr } = await nn(folder, "sweep penguins.jsonc");
    expect(stderr).toBe('nn sweep: penguins.jsonc has no section "sweep": say there what to search for.\n');
  });
});
