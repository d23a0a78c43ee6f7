import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Sequential } from "@nn/core";
import type { Pipeline, Table } from "@nn/data";
import { penguins } from "@nn/data/sets";
import { getByName } from "@nn/explain";
import { fromFile, toFile } from "@nn/formats";
import { Dense } from "@nn/layers";
import { binaryCrossEntropy } from "@nn/losses";
import { build, fromLink, presets, type State, sectionState, Tape } from "@nn/page";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderWith, nn, PENGUINS, removeFolders } from "../harness.js";

const numeric = { kind: "numeric", scale: "standardize" };
/** A training that the workshop shows. */
const SEXES = {
  ...PENGUINS,
  columns: { target: "sex", inputs: { bill_length_mm: numeric, body_mass_g: numeric, island: "oneHot" } },
  network: {
    layers: [
      { kind: "Dense", units: 3, activation: "tanh" },
      { kind: "Dense", activation: "sigmoid" },
    ],
  },
  training: { ...PENGUINS.training, loss: "binaryCrossEntropy", epochs: 2, metrics: [] },
};
const people = fileURLToPath(new URL("../../../examples/gender-prediction/people.csv", import.meta.url));
const workshop = fileURLToPath(import.meta.resolve("@nn/page/atelier.html"));

let folder: string;
beforeAll(async () => {
  folder = await folderWith();
  await copyFile(people, join(folder, "people.csv"));
  await writeFile(join(folder, "sexes.jsonc"), JSON.stringify(SEXES));
  await nn(folder, "train sexes.jsonc --run runs/sexes");
});
afterAll(removeFolders);

/** The link in a file that was written, which leads where the file of another clone would. */
async function linkIn(file: string): Promise<string> {
  const page = await readFile(join(folder, file), "utf8");
  const link = /^<html data-link="([\w-]+)" lang/m.exec(page)![1]!;
  expect(page.replace(` data-link="${link}"`, "") === (await readFile(workshop, "utf8"))).toBe(true);
  return link;
}

async function stateIn(file: string): Promise<State> {
  return (await fromLink(await linkIn(file), "en"))!;
}

test("the workshop of a run has its network, its rows and its training, to the last bit", async () => {
  const { stdout, code } = await nn(folder, "page runs/sexes");
  expect({ stdout, code }).toEqual({
    stdout: "Written: workshop.html. A browser opens it: file://workshop.html\n",
    code: 0,
  });
  const state = await stateIn("workshop.html");
  const { network } = fromFile<Pipeline>(await readFile(join(folder, "runs/sexes/network.json"), "utf8"));
  const configuration = JSON.parse(await readFile(join(folder, "runs/sexes/written-out.json"), "utf8")) as {
    training: { optimizer: object };
  };
  const { training } = new Tape(state);
  expect(getByName(training.network)).toEqual(getByName(network));
  expect(state.data).toMatchObject({ classes: ["female", "male"], prepare: "none", asked: [] });
  expect(state.data.columns).toEqual(network.pipeline.inputNames);
  expect(state.model).toMatchObject({ batch: 32, order: "shuffled", seed: "penguins" });
  expect(configuration.training.optimizer).toMatchObject({ kind: "Adam", settings: { learningRate: 0.02 } });
  expect(state.model.optimizer).toMatchObject({ rule: "adam", settings: { learningRate: 0.02 } });
  // The rows that it was trained on: four fifths of those whose sex is known.
  expect(state.data.rows.length).toBe(266);
  const rows = (await penguins()).dropMissing("sex") as unknown as Table;
  const all = new Map(network.pipeline.inputs(rows).map((input, i) => [String(input), rows.cells("sex")[i]]));
  for (const { features, target } of state.data.rows) {
    expect(all.get(String(features))).toBe(state.data.classes[target]);
  }
  const inputs = state.data.rows.map(({ features }) => [...features]);
  const targets = state.data.rows.map(({ target }) => [target]);
  const ours = training.network.evaluate({ inputs, targets }, { loss: training.loss });
  expect(ours).toEqual(network.evaluate({ inputs, targets } as never, { loss: binaryCrossEntropy }));
});

test("a network's file takes a table, whose numbers it is given as they are, or stands beside the lab's people", async () => {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 3 });
  await writeFile(join(folder, "lab.json"), JSON.stringify(toFile(network)));
  await nn(folder, "page lab.json --output alone.html --json");
  const alone = await stateIn("alone.html");
  expect(alone.data).toEqual(presets.people.data);
  await nn(folder, "page lab.json --rows people.csv --output with-rows.html");
  const { data, ...rest } = await stateIn("with-rows.html");
  expect(data).toMatchObject({ columns: ["weight", "height"], prepare: "none" });
  expect(data.rows[0]).toEqual({ name: "Alice", features: [133, 65], target: 0 });
  for (const state of [alone, { data, ...rest }]) {
    expect(getByName(new Tape(state).training.network)).toEqual(getByName(network));
  }
});

test("a table alone is given to the lab's network, and nothing at all opens the page as it is", async () => {
  await writeFile(join(folder, "lines.jsonl"), '{"a":1,"b":2.5,"c":-3,"y":"no"}\n{"a":2,"b":0,"c":1,"y":"yes"}\n');
  await nn(folder, "page --rows lines.jsonl --output rows.html");
  const { data, model } = await stateIn("rows.html");
  expect(data.rows.map(({ features }) => features)).toEqual([
    [1, 2.5, -3],
    [2, 0, 1],
  ]);
  expect(model).toEqual({ ...sectionState("0.5", "en").model, sizes: [3, 2, 1] });
  expect(build(data, model).network.predict([1, 1, 1])).toHaveLength(1);
  const { stdout } = await nn(folder, "page --output empty.html --json");
  expect(JSON.parse(stdout)).toEqual({ files: ["empty.html"], address: "file://empty.html", link: null });
  expect(await readFile(join(folder, "empty.html"), "utf8")).toBe(await readFile(workshop, "utf8"));
});

test("the browser is opened where that is asked for, and where there is none it is said", async () => {
  const opened: string[] = [];
  const onOpen = (address: string): void => {
    opened.push(address);
  };
  await nn(folder, "page --output open.html", { onOpen });
  expect(opened).toEqual([]);
  await nn(folder, "page --output open.html --open", { onOpen });
  expect(opened).toEqual([pathToFileURL(join(folder, "open.html")).href]);
  const refuse = (): void => {
    throw new Error("no browser");
  };
  const ended = await nn(folder, "page --output open.html --open --lang fr", { onOpen: refuse });
  expect(ended.code).toBe(0);
  expect(ended.stderr).toBe("Aucun navigateur n’a pu être ouvert. Ouvrez vous-même cette adresse.\n");
  expect(ended.stdout).toMatch(/^Écrit\u00a0: open\.html\. Un navigateur l’ouvre\u00a0: file:\/\/\S+\n$/);
});

test("what the workshop doesn't show is answered by a sentence in either language", async () => {
  await nn(folder, "train penguins.jsonc --epochs 1 --run runs/species");
  const optimizer = { kind: "SGD", learningRate: 0.01 };
  const training = { ...SEXES.training, loss: "binaryFocalCrossEntropy", optimizer };
  await writeFile(join(folder, "focal.jsonc"), JSON.stringify({ ...SEXES, training }));
  await nn(folder, "train focal.jsonc --epochs 1 --run runs/focal");
  const wide = new Sequential([new Dense(3, 1)], { seed: 3 });
  await writeFile(join(folder, "wide.json"), JSON.stringify(toFile(wide)));
  const narrow = new Sequential([new Dense(1, 1)], { seed: 3 });
  await writeFile(join(folder, "narrow.json"), JSON.stringify(toFile(narrow)));
  const many = Array.from({ length: 10_001 }, (_, i) => `${i % 7},${i % 2}`).join("\n");
  await writeFile(join(folder, "many.csv"), `x,y\n${many}\n`);
  const said: string[] = [];
  for (const words of [
    "runs/species",
    "runs/focal",
    "wide.json",
    "wide.json --rows people.csv",
    "narrow.json --rows people.csv",
    "runs/sexes/network.json",
    "--rows many.csv",
    "--rows penguins.csv",
    "--rows none.csv",
    "none.json",
  ]) {
    for (const language of ["en", "fr"]) {
      const { code, stdout, stderr } = await nn(folder, `page ${words} --output refused.html --lang ${language}`);
      expect(stdout).toBe("");
      said.push(`${code} ${stderr}`);
    }
  }
  expect(said.join("")).toMatchInlineSnapshot(`
    "2 nn page: The workshop doesn't show this network. It shows dense layers with biases: at most 8 inputs, 4 hidden layers of 8 neurons each, and 1 output, with the activations sigmoid, tanh, relu, softplus and identity.
    2 nn page: L’atelier ne montre pas ce réseau. Il montre des couches denses avec biais : au plus 8 entrées, 4 couches cachées de 8 neurones, et 1 sortie, avec les activations sigmoid, tanh, relu, softplus et identity.
    2 nn page: The workshop shows this network, but not its training: it has the losses meanSquaredError, binaryCrossEntropy, binaryCrossEntropyFromLogits and logCosh, and optimizers whose learning rate stays the same.
    2 nn page: L’atelier montre ce réseau, mais pas son entraînement : il a les pertes meanSquaredError, binaryCrossEntropy, binaryCrossEntropyFromLogits et logCosh, et des optimiseurs à taux d’apprentissage constant.
    2 nn page: This network's file has no rows: give a table with --rows.
    2 nn page: Le fichier de ce réseau n’a pas de lignes : donnez un tableau avec --rows.
    2 nn page: This network takes 3 numbers, and the rows have 2: take other rows first.
    2 nn page: Ce réseau prend 3 nombres, et les lignes en ont 2 : prenez d’abord d’autres lignes.
    2 nn page: This network takes 1 number, and the rows have 2: take other rows first.
    2 nn page: Ce réseau prend 1 nombre, et les lignes en ont 2 : prenez d’abord d’autres lignes.
    2 nn page: This network's file has no rows: give a table with --rows.
    2 nn page: Le fichier de ce réseau n’a pas de lignes : donnez un tableau avec --rows.
    3 nn page: many.csv: It has 10001 rows; the page takes 10000.
    3 nn page: many.csv : Il y a 10001 lignes ; la page en accepte 10000.
    3 nn page: penguins.csv: Line 5: “bill_length_mm” must be a number, but is missing (an empty cell, NA, NaN or ?).
    3 nn page: penguins.csv : Ligne 5 : « bill_length_mm » doit être un nombre, mais la valeur manque (cellule vide, NA, NaN ou un point d’interrogation).
    3 nn page: none.csv doesn't exist.
    3 nn page: none.csv n’existe pas.
    3 nn page: none.json doesn't exist.
    3 nn page: none.json n’existe pas.
    "
  `);
});
