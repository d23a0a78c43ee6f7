import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Sequential } from "@nn/core";
import { NamedArrays } from "@nn/data";
import { toFile } from "@nn/formats";
import { Dense } from "@nn/layers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderWith, nn, PENGUINS, removeFolders } from "../harness.js";

let folder: string;
beforeAll(async () => {
  folder = await folderWith();
  await nn(folder, "train penguins.jsonc");
});
afterAll(removeFolders);

test("network files are compared, checked and described as runs are", async () => {
  await nn(folder, "train penguins.jsonc --seed other --epochs 6 --run runs/other");
  await writeFile(join(folder, "alone.json"), JSON.stringify(toFile(new Sequential([new Dense(2, 1)], { seed: 1 }))));
  const own = "runs/penguins-1/network.json";
  const [runs, files, others] = [
    await nn(folder, "compare runs/penguins-1 runs/other"),
    await nn(folder, `compare ${own} runs/other --lang fr`),
    await nn(folder, `compare ${own} alone.json`),
  ];
  expect(`${runs.stdout}\n${files.stdout}\n${others.stdout}`).toMatchInlineSnapshot(`
    "                     runs/penguins-1    runs/other
    training.epochs                   12             6
    seed                        penguins         other
    epoch                             11             5
    loss                          0.0132        0.0386
    accuracy                           1         0.996
    validation.loss              0.00493        0.0289
    validation.accuracy                1             1
    loss by epoch           █▆▅▄▃▂▂▁▁▁▁▁  █▇▆▅▄▃
    Distance of the weights: 8.46, most of all in 0.weight: 6.19.

                         runs/penguins-1/network.json    runs/other
    epoch                                          11             5
    loss                                       0,0132        0,0386
    accuracy                                        1         0,996
    validation.loss                           0,00493        0,0289
    validation.accuracy                             1             1
    perte par époque                     █▆▅▄▃▂▂▁▁▁▁▁  █▇▆▅▄▃
    Distance des poids : 8,46, surtout dans 0.weight : 6,19.

                                                      runs/penguins-1/network.json  alone.json
    network.layers.0.settings.inputs                                             9           2
    network.layers.0.settings.units                                              6           1
    network.layers.0.settings.activation.kind                                 tanh     sigmoid
    network.layers.1.kind                                                  Dropout           –
    network.layers.1.settings.rate                                             0.1           –
    network.layers.2.kind                                                    Dense           –
    network.layers.2.settings.inputs                                             6           –
    network.layers.2.settings.units                                              3           –
    network.layers.2.settings.activation.kind                              softmax           –
    network.layers.2.settings.useBias                                         true           –
    network.layers.2.settings.weightInitializer.kind                 glorotUniform           –
    network.layers.2.settings.biasInitializer.kind                           zeros           –
    training.loss.kind                                     categoricalCrossEntropy           –
    training.optimizer.kind                                                   Adam           –
    training.optimizer.settings.learningRate                                  0.02           –
    training.optimizer.settings.beta1                                          0.9           –
    training.optimizer.settings.beta2                                        0.999           –
    training.optimizer.settings.epsilon                                       1e-8           –
    epoch                                                                       11           –
    loss                                                                    0.0132           –
    accuracy                                                                     1           –
    validation.loss                                                        0.00493           –
    validation.accuracy                                                          1           –
    Their weights are of other shapes.
    "
  `);
  const json = JSON.parse((await nn(folder, `compare ${own} runs/other --json`)).stdout) as {
    losses: number[][];
    parameters: object;
  };
  expect(json.losses.map(({ length }) => length)).toEqual([12, 6]);
  expect(Object.keys(json.parameters)).toEqual(["0.weight", "0.bias", "2.weight", "2.bias"]);
  const checked = [
    await nn(folder, `check ${own} penguins.csv --examples 2`),
    await nn(folder, "check runs/penguins-1 penguins.csv --examples 2"),
    await nn(folder, "check alone.json"),
    await nn(folder, "check alone.json penguins.csv"),
  ];
  expect(checked.map(({ code }) => code)).toEqual([0, 0, 0, 2]);
  expect(checked[0]!.stdout).toBe(checked[1]!.stdout);
  expect(checked[2]!.stdout).toMatch(/0\.weight +\d .* agrees\n0\.bias +0 .* agrees/);
  const { stdout } = await nn(folder, "describe alone.json --batch 4");
  expect(stdout).toMatch(/\nA training step of 4 examples takes [\d.e-]+ ms here, [\d.e-]+ µs an example\.\n$/);
  expect(JSON.parse((await nn(folder, "describe alone.json --batch 4 --json")).stdout)).toMatchObject({ batch: 4 });
});

test("a network of class numbers is checked and explained with them", async () => {
  const training = { ...PENGUINS.training, loss: "sparseCategoricalCrossEntropy", metrics: [], epochs: 1 };
  await writeFile(join(folder, "sparse.jsonc"), JSON.stringify({ ...PENGUINS, training }));
  expect(await nn(folder, "train sparse.jsonc")).toMatchObject({ code: 0 });
  for (const line of ["check runs/sparse-1 --examples 2", "explain runs/sparse-1 2.bias[0]"])
    expect(await nn(folder, line), line).toMatchObject({ code: 0, stderr: "" });
});

test("what can't be compared is a sentence, and one alone, though neither side is there", async () => {
  expect(await nn(folder, "compare none.json no.json")).toMatchObject({
    code: 3,
    stdout: "",
    stderr: expect.stringMatching(/^nn compare: (none|no)\.json doesn't exist\.\n$/),
  });
});

test("a network that takes arrays by their names says that it takes no cells", async () => {
  const pipeline = new NamedArrays({ inputs: { user: [2] }, outputs: { rating: [1] } });
  const network = new Sequential([new Dense(2, 1)], { pipeline, seed: 1 });
  await writeFile(join(folder, "named.json"), JSON.stringify(toFile(network)));
  const asked = ["predict named.json user=1", "predict named.json user=1 --lang fr"];
  const said = await Promise.all(asked.map((words) => nn(folder, words)));
  expect(said.map(({ code, stderr }) => `${code} ${stderr}`).join("")).toBe(
    "2 nn predict: named.json takes arrays by their names and no rows of a table.\n" +
      "2 nn predict: named.json prend des tableaux de nombres désignés par leurs noms, et non des lignes de cellules.\n",
  );
});
