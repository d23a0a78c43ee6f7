import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fromFile } from "@nn/formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { folderWith, nn, PENGUINS, removeFolders } from "./harness.js";

let folder: string;
beforeAll(async () => {
  folder = await folderWith();
  await nn(folder, "train penguins.jsonc");
});
afterAll(removeFolders);

const PEOPLE = fileURLToPath(new URL("../../examples/gender-prediction/people.csv", import.meta.url));
/** A command in the help, of one word or two, between which lines aren't broken. */
const COMMAND = /^ {2}([a-z]\S*(?:\u00a0\S+)?) {2,}/gm;
const ROW = "island=Biscoe bill_length_mm=46.1 bill_depth_mm=13.2 flipper_length_mm=211 body_mass_g=4500 sex=female";

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

  test("each command answers", async () => {
    const lines = [
      `predict runs/penguins-1 ${ROW}`,
      "evaluate runs/penguins-1 --best",
      "describe runs/penguins-1",
      "describe penguins.csv",
      "explain runs/penguins-1 --row 3",
      "explain runs/penguins-1 2.bias[0]",
      "check runs/penguins-1 --examples 2",
      "compare runs/penguins-1 runs/penguins-1",
    ];
    lines.push(
      `export safetensors runs/penguins-1 --output ${language}.safetensors`,
      `new penguins.csv --target sex --output ${language}.jsonc`,
    );
    for (const line of lines) {
      expect(await nn(folder, `${line} --lang ${language}`)).toMatchSnapshot(line);
      const { stdout, stderr } = await nn(folder, `${line.replace(".jsonc", "-2.jsonc")} --json --lang ${language}`);
      expect(stderr).toBe("");
      for (const each of stdout.trimEnd().split("\n")) JSON.parse(each);
    }
    expect(await readFile(join(folder, `${language}.jsonc`), "utf8")).toMatchSnapshot();
    expect(await nn(folder, `train ${language}.jsonc --epochs 2`)).toMatchObject({ code: 0 });
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
    if (name === "new") await (await import("node:fs/promises")).rm(join(own, "penguins.jsonc"));
    // A queue is tried where there is a server.
    if (line.includes("redis://")) continue;
    expect(await nn(own, line), line).toMatchObject({ code: 0 });
  }
});

test("predictions come as a table, as CSV and as JSON lines, from words, a file or standard input", async () => {
  const [header, ...rows] = (await readFile(join(folder, "penguins.csv"), "utf8")).split("\n");
  const csv = [header, ...rows.slice(0, 2)].join("\n");
  await writeFile(join(folder, "two.csv"), csv);
  const fromFile = await nn(folder, "predict runs/penguins-1 --rows two.csv --format csv");
  expect(fromFile.stdout).toMatch(/^species,species = Adelie,.*\nAdelie,0\.\d+,.*\nAdelie,0\.\d+,.*\n$/);
  const lines =
    '{"island":"Biscoe","bill_length_mm":46.1,"bill_depth_mm":13.2,"flipper_length_mm":211,"body_mass_g":4500,"sex":"female"}\n';
  const piped = [csv, lines].map((stdin) => nn(folder, "predict runs/penguins-1 --rows - --format jsonl", { stdin }));
  const [asCsv, asLines] = await Promise.all(piped);
  expect(
    asCsv!.stdout
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { label: string }).label),
  ).toEqual(["Adelie", "Adelie"]);
  expect(JSON.parse(asLines!.stdout)).toMatchObject({ label: "Gentoo" });
  expect((await nn(folder, `predict runs/penguins-1 ${ROW} --json`)).stdout).toBe(asLines!.stdout);
});

test("what can't be predicted is answered by a sentence", async () => {
  const said = [];
  for (const words of ["", " iland=Biscoe", " 5", ` ${ROW} --rows two.csv`, " island=Atlantis"]) {
    for (const language of ["en", "fr"]) {
      const { code, stdout, stderr } = await nn(folder, `predict runs/penguins-1${words} --lang ${language}`);
      expect(stdout).toBe("");
      said.push(`${code} ${stderr}`);
    }
  }
  expect(said.join("")).toMatchInlineSnapshot(`
    "2 nn predict: Give the cells of a row, island=…, or --rows with a file.
    2 nn predict: Donnez les cellules d’une ligne, island=…, ou --rows avec un fichier.
    2 nn predict: "iland=Biscoe" is no cell of the row. Did you mean island=…?
    2 nn predict: « iland=Biscoe » n’est pas une cellule de la ligne. Vouliez-vous dire island=… ?
    2 nn predict: "5" is no cell of the row. The columns are island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex.
    2 nn predict: « 5 » n’est pas une cellule de la ligne. Les colonnes sont island, bill_length_mm, bill_depth_mm, flipper_length_mm, body_mass_g, sex.
    2 nn predict: Give the cells of a row, island=…, or --rows with a file.
    2 nn predict: Donnez les cellules d’une ligne, island=…, ou --rows avec un fichier.
    3 nn predict: Row 0, counted from 0, column "island": "Atlantis" is none of its categories. It has: "Biscoe", "Dream", "Torgersen". oneHot({ unknown: "zeros" }) takes others.
    3 nn predict: Ligne 0, comptée à partir de 0, colonne « island » : « Atlantis » n’est aucune de ses catégories, qui sont "Biscoe", "Dream", "Torgersen".
    "
  `);
});

test("the packages' sentences that are met most often are French where that is spoken", async () => {
  const header = (await readFile(join(folder, "penguins.csv"), "utf8")).split("\n", 1)[0]!;
  const changed = async (name: string, change: object): Promise<void> =>
    writeFile(join(folder, name), JSON.stringify({ ...PENGUINS, ...change }));
  const { training } = PENGUINS;
  const first = (layer: object): object => ({ network: { layers: [layer, { kind: "Dense", activation: "softmax" }] } });
  await writeFile(join(folder, "dodo.csv"), `${header}\nDodo,Biscoe,46,13,211,4500,male,2007\n`);
  await writeFile(join(folder, "unknown.csv"), `${header}\n,Biscoe,46,13,211,4500,male,2007\n`);
  await writeFile(join(folder, "other.jsonl"), '{"a":1}\n');
  await writeFile(join(folder, "other.json"), '{"a":1}');
  await writeFile(join(folder, "text.json"), "hello");
  await changed("rate.json", { training: { ...training, optimizer: { kind: "Adam", learningRate: -1 } } });
  await changed("units.json", first({ kind: "Dense", units: -8 }));
  await changed("no-units.json", first({ kind: "Dense", activation: "tanh" }));
  await changed("loss.json", { training: { ...training, loss: "binaryCrossEntropy" } });
  await changed("inputs.json", first({ kind: "Dense", inputs: 4, units: 6 }));
  await changed("image.json", first({ kind: "Conv2D", filters: 2, kernelSize: 3 }));
  await changed("rate-of-1.json", first({ kind: "Dropout", rate: 1 }));
  await changed("outputs.json", { network: { layers: [{ kind: "Dense", units: 2, activation: "softmax" }] } });
  await changed("sum.json", { network: { layers: [{ kind: "Dense", activation: "sigmoid" }] } });
  await changed("weights.json", { training: { ...training, classWeights: { Adeli: 2 } } });
  await changed("monitor.json", { training: { ...training, stopEarly: { monitor: "validation.los" } } });
  await changed("delimiter.json", { data: { ...PENGUINS.data, delimiter: ";;" } });
  const wrong = "rate units no-units loss inputs image rate-of-1 outputs sum weights monitor delimiter".split(" ");
  const lines = [
    `predict runs/penguins-1 ${ROW.replace("4500", "heavy")}`,
    `predict runs/penguins-1 ${ROW.replace("4500", "")}`,
    `predict runs/penguins-1 ${ROW.replace("Biscoe", "Bisco")}`,
    "evaluate runs/penguins-1 dodo.csv",
    "evaluate runs/penguins-1 unknown.csv",
    "evaluate runs/penguins-1 other.jsonl",
    "explain runs/penguins-1 w1000",
    "describe other.json",
    "describe text.json",
    "describe penguins.onnx",
    "describe runs",
    "import onnx none/penguins.onnx",
    "export onnx runs/penguins-1 --output other.json/penguins.onnx",
    ...["onnx", "keras", "brain", "synaptic", "tensorflow-js"].map((library) => `import ${library} text.json`),
    ...wrong.map((name) => `train ${name}.json --run runs/wrong-${name}`),
  ];
  const said: string[] = [];
  for (const line of lines) {
    const { stderr } = await nn(folder, `${line} --lang fr`);
    said.push(stderr.replace(/^Entra.*\n/, ""));
  }
  expect(said.join("")).toMatchInlineSnapshot(`
    "nn predict: Ligne 0, comptée à partir de 0, colonne « body_mass_g » : un nombre est attendu, mais il y a "heavy".
    nn predict: Ligne 0, comptée à partir de 0, colonne « body_mass_g » : la cellule est vide. Ôtez la ligne, ou dites dans columns.inputs ce que vaut un vide, "missing".
    nn predict: Ligne 0, comptée à partir de 0, colonne « island » : « Bisco » n’est aucune de ses catégories. Vouliez-vous dire « Biscoe » ?
    nn evaluate: Ligne 2, colonne « species » : « Dodo » n’est aucune de ses catégories, qui sont "Adelie", "Chinstrap", "Gentoo".
    nn evaluate: Ligne 2, colonne « species » : la réponse manque. Ôtez la ligne.
    nn evaluate: Il n’y a pas de colonne « species ».
    nn explain: Le réseau n’a pas de paramètre « w1000 ». Il a w1 à w72 et b1 à b9.
    nn describe: Ce fichier n’est pas celui d’un réseau de @nn.
    nn describe: Le fichier du réseau n’est pas du JSON.
    nn describe: penguins.onnx n’est pas le fichier d’un réseau de @nn, comme network.json ou network.safetensors. Essayez nn import.
    nn describe: runs n’a pas de run.json, et n’est donc pas le dossier d’un entraînement.
    nn import: none/penguins.onnx n’existe pas.
    nn export: other.json/penguins.onnx serait dans un fichier, qui n’est pas un dossier.
    nn import: Ce fichier n’est pas un fichier ONNX.
    nn import: Ce fichier n’est pas un fichier de Keras, .keras ou .h5.
    nn import: Le fichier de brain.js n’est pas du JSON.
    nn import: Le fichier de synaptic n’est pas du JSON.
    nn import: Le fichier model.json de TensorFlow.js n’est pas du JSON.
    nn train: training.optimizer : le réglage learningRate de Adam doit être un nombre d’au moins 0, mais est -1.
    nn train: network.layers[0] : le réglage units de Dense doit être un nombre entier d’au moins 1, mais est -8.
    nn train: network.layers[0] : Dense a besoin de "units", le nombre de ses neurones, sauf dans la dernière couche.
    nn train: binaryCrossEntropy prend des probabilités, chacune pour elle-même. La dernière couche, la couche 2, Dense(6 → 3, softmax), donne autre chose. Pour une classe parmi plusieurs, prenez softmax et categoricalCrossEntropy, sinon sigmoid.
    nn train: La couche 0, Dense(4 → 6, sigmoid), prend 4 nombres, mais les colonnes en donnent 9. Ôtez le réglage "inputs" : il suit des colonnes.
    nn train: La couche 0, Conv2D(9 → 2, 3 × 3), prend des exemples de la forme [height, width, 9], mais les colonnes en donnent de la forme [9].
    nn train: network.layers[0] : le réglage rate de Dropout doit être un nombre d’au moins 0 et de moins de 1, mais est 1.
    nn train: La cible demande 3 sorties, mais la dernière couche, la couche 0, Dense(9 → 2, softmax), en donne 2. Ôtez son réglage "units" : il suit de la cible.
    nn train: Les classes demandent des probabilités de somme 1, mais la dernière couche, la couche 0, Dense(9 → 3, sigmoid), donne autre chose. Donnez-lui l’activation softmax, ou écrivez "outputs": "logits" dans columns.
    nn train: training.classWeights : aucune classe ne s’appelle « Adeli ». Vouliez-vous dire « Adelie » ?
    nn train: training.stopEarly.monitor : les rapports n’ont pas de nombre « validation.los ». Ils ont "loss", "accuracy", "validation.loss", "validation.accuracy".
    nn train: data.delimiter doit être un seul caractère, par exemple "," ou ";", mais est ";;".
    "
  `);
});

test("a network that is exported as safetensors is the run's", async () => {
  await nn(folder, "export safetensors runs/penguins-1 --output own.safetensors");
  const [own, kept] = [
    await readFile(join(folder, "own.safetensors")),
    await readFile(join(folder, "runs/penguins-1/network.json"), "utf8"),
  ];
  expect(fromFile(own).network.getParameters()).toEqual(fromFile(kept).network.getParameters());
});

test("a server is a folder, which is written over, and a folder of another package isn't", async () => {
  const said = [];
  for (const output of ["service", "service", "other"]) {
    if (output === "other") await mkdir(join(folder, output));
    if (output === "other") await writeFile(join(folder, output, "package.json"), "{}");
    for (const language of ["en", "fr"]) {
      const line = `export server runs/penguins-1 --output ${output} --lang ${language}`;
      const { code, stdout, stderr } = await nn(folder, line);
      said.push(`${code} ${stdout}${stderr}`);
    }
  }
  expect(said.join("")).toMatchInlineSnapshot(`
    "0 Written: service.
    0 Écrit : service.
    0 Written: service.
    0 Écrit : service.
    2 nn export: other holds another package, whose files would be written over. Name another folder with --output.
    2 nn export: other contient un autre paquet, dont les fichiers seraient remplacés. Nommez un autre dossier avec --output.
    "
  `);
  const { paths } = JSON.parse(await readFile(join(folder, "service/openapi.json"), "utf8")) as { paths: object };
  expect(Object.keys(paths)).toEqual(["/predict", "/health", "/openapi.json"]);
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

test("nothing is written into the home", async () => {
  const home = join(folder, "home");
  await mkdir(home);
  await chmod(home, 0o500);
  await writeFile(
    join(folder, "typed.ts"),
    `export default ${(await readFile(join(folder, "penguins.jsonc"), "utf8")).replace(/^.*\n/, "")}`,
  );
  const before = process.env.HOME;
  process.env.HOME = home;
  try {
    expect(await nn(folder, "train typed.ts --epochs 1", { environment: { HOME: home } })).toMatchObject({ code: 0 });
  } finally {
    process.env.HOME = before;
  }
  expect(await readdir(home)).toEqual([]);
});

test("the language is that of the environment, unless it is asked for", async () => {
  const first = async (environment: Record<string, string>, line = "") =>
    (await nn(folder, `${line}--help`, { environment })).stdout.split(" ")[0];
  expect(await first({ LANG: "fr_CH.UTF-8" })).toMatch(/^Emploi/);
  expect(await first({ LANG: "fr_CH.UTF-8", LC_ALL: "C" })).toBe("Usage:");
  expect(await first({ LANG: "fr_CH.UTF-8" }, "--lang=en ")).toBe("Usage:");
});
