import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readSafetensors } from "@nn/formats";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderWith, nn, PENGUINS, removeFolders } from "../harness.js";

let folder: string;
beforeAll(async () => {
  folder = await folderWith({ ...PENGUINS, network: { layers: PENGUINS.network.layers.filter((_, i) => i !== 1) } });
});
afterAll(removeFolders);

const weightsIn = async (path: string) =>
  readSafetensors(await readFile(join(folder, path))).tensors["0.weight"]!.values;

test("a configuration is written as a program for PyTorch, with the rows that it learns from", async () => {
  const { code, stdout, stderr } = await nn(folder, "export pytorch penguins.jsonc --output large");
  expect(code).toBe(0);
  expect(stderr).toBe("Not in the program, which only trains: training.metrics, data.validation.\n");
  expect(stdout).toBe("Written: large/train.py, large/network.py, large/network.safetensors, large/rows.csv.\n");
  expect(await readdir(join(folder, "large"))).toEqual(["network.py", "network.safetensors", "rows.csv", "train.py"]);
  const program = await readFile(join(folder, "large/train.py"), "utf8");
  const rows = (await readFile(join(folder, "large/rows.csv"), "utf8")).trimEnd().split("\n");
  // Of 333 penguins whose sex is known, a fifth is kept to judge by.
  expect(rows.length - 1).toBe(266);
  expect(program).toContain("len(inputs) != 266");
  expect(program).toContain("torch.optim.Adam(parameters, lr=0.02,");
  expect(program).toContain("zip(range(12), orders(len(inputs)))");
});

test("a run is written with the weights that it has come to", async () => {
  await nn(folder, "train penguins.jsonc --epochs 1");
  const { stdout } = await nn(folder, "export pytorch runs/penguins-1 --lang fr");
  expect(stdout).toMatch(/^Écrit\u00a0: network-pytorch\/train\.py, /);
  const run = JSON.parse(await readFile(join(folder, "runs/penguins-1/network.json"), "utf8")) as object;
  const [first, trained] = [
    await weightsIn("large/network.safetensors"),
    await weightsIn("network-pytorch/network.safetensors"),
  ];
  expect(trained).not.toEqual(first);
  expect(JSON.stringify(run)).toContain("Dense");
  const back = await nn(
    folder,
    "import pytorch network-pytorch/network.safetensors --network runs/penguins-1 --output back.json",
  );
  expect(back.code).toBe(0);
  expect(JSON.parse(await readFile(join(folder, "back.json"), "utf8"))).toMatchObject({
    parameters: (run as { parameters: object }).parameters,
  });
});

test("what has no form for PyTorch is said", async () => {
  const training = { ...PENGUINS.training, classWeights: { Adelie: 2 } };
  await writeFile(join(folder, "weighted.jsonc"), JSON.stringify({ ...PENGUINS, training }));
  expect(await nn(folder, "export pytorch weighted.jsonc")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("training.classWeights has no form for PyTorch.") as string,
  });
});
