import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { penguins } from "@nn/data/sets";
import { beforeAll, expect, inject, test } from "vitest";
import { nn, PENGUINS } from "../../cli/harness.js";
import { run } from "../workbench.js";

const { consumer } = inject("workbench");
const folder = join(consumer, "command");
const ROW = "island=Biscoe bill_length_mm=46.1 bill_depth_mm=13.2 flipper_length_mm=211 body_mass_g=4500 sex=female";

beforeAll(async () => {
  await mkdir(folder);
  const configuration = { ...PENGUINS, training: { ...PENGUINS.training, epochs: 2 } };
  const space = { "training.optimizer.learningRate": [0.01, 0.1] };
  await writeFile(join(folder, "penguins.csv"), (await penguins()).toCsv());
  await writeFile(
    join(folder, "penguins.ts"),
    `import { defineTraining } from "@nn/cli";\nexport default defineTraining(${JSON.stringify(configuration)});\n`,
  );
  await writeFile(join(folder, "sweep.json"), JSON.stringify({ ...configuration, sweep: { method: "grid", space } }));
});

/** What the installed command prints. */
const installed = (line: string): Promise<string> =>
  run(process.execPath, [join(consumer, "node_modules/@nn/cli/dist/bundle/main.js"), ...line.split(" ")], folder);

test("npx finds the command, and says its help", async () => {
  expect(await run("npx", ["nn", "--lang", "fr"], folder)).toMatch(/^Emploi/);
});

test("the installed command trains and predicts with the bits of the clone's", async () => {
  await installed("train penguins.ts");
  expect(await installed(`predict runs/penguins-1 ${ROW} --json`)).toBe(
    (await nn(folder, `predict runs/penguins-1 ${ROW} --json`)).stdout,
  );
  await nn(folder, "train penguins.ts --run runs/clone");
  const [theirs, ours] = ["penguins-1", "clone"].map((name) => readFile(join(folder, "runs", name, "history.jsonl")));
  expect(String(await theirs)).toBe(String(await ours));
});

test("a sweep has processes that make its trials", async () => {
  const table = await installed("sweep sweep.json --processes 2 --into sweeps/both");
  expect(table.trimEnd().split("\n")).toHaveLength(3);
  const collected = await nn(folder, "sweep collect sweep.json --into sweeps/both");
  expect(collected).toMatchObject({ code: 0, stdout: table });
});

test("the workshop is carried along", async () => {
  const { address, files } = JSON.parse(await installed("page --json")) as { address: string; files: string[] };
  const page = await readFile(new URL(address), "utf8");
  expect(files).toEqual(["workshop.html"]);
  expect(page).toBe(await readFile(new URL(import.meta.resolve("@nn/page/atelier.html")), "utf8"));
});

test("a queue says which packages it needs, where they aren't installed", async () => {
  const refused = installed("worker --connect redis://127.0.0.1:6379");
  await expect(refused).rejects.toThrow(
    "The queue needs two packages that nn doesn't bring along: npm install bullmq ioredis",
  );
});
