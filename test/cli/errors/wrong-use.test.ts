import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { folderWith, nn, PENGUINS, removeFolders } from "../harness.js";

const folder = await folderWith();
afterAll(removeFolders);

const said = async (line: string): Promise<string> => {
  const { code, stdout, stderr } = await nn(folder, line);
  expect(stdout).toBe("");
  return `${code} ${stderr}`;
};

test("a wrong command line is answered by a sentence, with what was most likely meant, in both languages", async () => {
  const lines = [
    "trian",
    "train",
    "train a.jsonc b.jsonc",
    "train --epohcs 3 penguins.jsonc",
    "train penguins.jsonc --epochs",
  ];
  lines.push(
    "train penguins.jsonc --epochs many",
    "train penguins.jsonc –epochs 3",
    "train none.jsonc",
    "train --resume none",
  );
  const answers = [];
  for (const line of lines) answers.push(await said(line), await said(`${line} --lang fr`));
  answers.push(await said("train penguins.jsonc --lang it"));
  expect(answers.join("")).toMatchInlineSnapshot(`
    "2 nn has no command "trian". Did you mean nn train?
    2 nn n’a pas de commande « trian ». Vouliez-vous dire nn train ?
    2 nn train needs a configuration, or --resume with the folder of a run.
    2 nn train a besoin d’une configuration, ou de --resume avec le dossier d’un entraînement.
    2 nn train takes no "b.jsonc" here. nn train --help says what it takes.
    2 nn train ne prend pas « b.jsonc » ici. nn train --help dit ce qu’elle prend.
    2 nn train: There is no option "--epohcs". Did you mean --epochs?
    2 nn train: Il n’y a pas d’option « --epohcs ». Vouliez-vous dire --epochs ?
    2 nn train: --epochs needs a value behind it.
    2 nn train ne prend pas « fr » ici. nn train --help dit ce qu’elle prend.
    2 nn train: --epochs must be a whole number of at least 1, but is "many".
    2 nn train: --epochs doit être un nombre entier, au moins 1, mais est « many ».
    2 nn train: There is no option "–epochs". Did you mean --epochs?
    2 nn train: Il n’y a pas d’option « –epochs ». Vouliez-vous dire --epochs ?
    3 nn train: none.jsonc doesn't exist.
    3 nn train: none.jsonc n’existe pas.
    3 nn train: none doesn't exist. nn train begins one, in the folder runs.
    3 nn train: none n’existe pas. nn train en commence un, dans le dossier runs.
    2 nn train: --lang can't be "it": en, fr.
    "
  `);
});

test("a wrong configuration is answered with the line, what is expected, and what was most likely meant", async () => {
  const { data, training, network } = PENGUINS;
  const wrong: object[] = [
    { ...PENGUINS, traning: {} },
    { ...PENGUINS, training: { ...training, epoks: 3 } },
    { ...PENGUINS, training: { ...training, epochs: "many" } },
    { ...PENGUINS, training: { ...training, stopEarly: { patience: 0 } } },
    { ...PENGUINS, data: { ...data, validation: 2 } },
    { ...PENGUINS, data: {} },
    { ...PENGUINS, network: { layers: [] } },
    { ...PENGUINS, network: { layers: [{ kind: "Dence", units: 3 }] } },
    { ...PENGUINS, network: { layers: [{ kind: "Dense", units: 3, activation: "tahn" }, ...network.layers] } },
    { ...PENGUINS, network: { layers: [{ kind: "Dense", unist: 3, activation: "softmax" }] } },
    { ...PENGUINS, columns: { target: "spices" } },
    { ...PENGUINS, columns: { target: "species", inputs: { year: { kind: "numeric", scale: "standardise" } } } },
    { ...PENGUINS, columns: { target: "species", inputs: { island: { kind: "onehot" } } } },
    { ...PENGUINS, training: { ...training, loss: "crossEntropy" } },
    { ...PENGUINS, data: { file: "penguin.csv" } },
  ];
  const answers = [];
  for (const configuration of wrong) {
    await writeFile(join(folder, "wrong.jsonc"), JSON.stringify(configuration, null, 2));
    answers.push(await said("train wrong.jsonc"), await said("train wrong.jsonc --lang fr"));
  }
  await writeFile(join(folder, "wrong.jsonc"), '{\n  "data": {\n');
  answers.push(await said("train wrong.jsonc"), await said("train wrong.jsonc --lang fr"));
  expect(answers.join("")).toMatchInlineSnapshot(`
    "2 nn train: wrong.jsonc, line 45: the configuration has no "traning". Did you mean "training"?
    2 nn train: wrong.jsonc, ligne 45 : la configuration n’a pas de "traning". Vouliez-vous dire "training" ?
    2 nn train: wrong.jsonc, line 43: training has no "epoks". Did you mean "epochs"?
    2 nn train: wrong.jsonc, ligne 43 : training n’a pas de "epoks". Vouliez-vous dire "epochs" ?
    2 nn train: wrong.jsonc, line 38: training.epochs must be a whole number of at least 1, but is "many".
    2 nn train: wrong.jsonc, ligne 38 : training.epochs doit être un nombre entier, au moins 1, mais est "many".
    2 nn train: wrong.jsonc, line 44: training.stopEarly.patience must be a whole number of at least 1, but is 0.
    2 nn train: wrong.jsonc, ligne 44 : training.stopEarly.patience doit être un nombre entier, au moins 1, mais est 0.
    2 nn train: wrong.jsonc, line 4: data.validation must be a share above 0 and below 1, or the name of another table, but is 2.
    2 nn train: wrong.jsonc, ligne 4 : data.validation doit être une part entre 0 et 1, ou le nom d’un autre tableau, mais est 2.
    2 nn train: wrong.jsonc, line 2: data.file is missing. It has to be a text.
    2 nn train: wrong.jsonc, ligne 2 : data.file manque. Il faut un texte.
    2 nn train: wrong.jsonc, line 16: network.layers must be a list of at least one layer, but is an empty list.
    2 nn train: wrong.jsonc, ligne 16 : network.layers doit être une liste d’au moins une couche, mais est une liste vide.
    2 nn train: network.layers[0]: there is no kind "Dence". Did you mean "Dense"?
    2 nn train: network.layers[0] : il n’y a pas de type « Dence ». Vouliez-vous dire « Dense » ?
    2 nn train: network.layers[0].activation: there is no kind "tahn". Did you mean "tanh"?
    2 nn train: network.layers[0].activation : il n’y a pas de type « tahn ». Vouliez-vous dire « tanh » ?
    2 nn train: network.layers[0] can't be made of its settings, kind "Dense": Dense(9, 3) has no option "unist". It has: activation, weightInitializer, biasInitializer, useBias.
    2 nn train: network.layers[0] : Dense(9, 3) n’a pas de réglage « unist ». Il y a : activation, weightInitializer, biasInitializer, useBias.
    3 nn train: The table has no column "spices". Did you mean "species"? A cell without a value is null.
    3 nn train: Il n’y a pas de colonne « spices ». Vouliez-vous dire « species » ?
    2 nn train: columns.inputs["year"]: scale can't be "standardise". Did you mean "standardize"?
    2 nn train: columns.inputs["year"] : scale ne peut pas être « standardise ». Vouliez-vous dire « standardize » ?
    2 nn train: columns.inputs["island"]: there is no kind "onehot". Did you mean "oneHot"?
    2 nn train: columns.inputs["island"] : il n’y a pas de type « onehot ». Vouliez-vous dire « oneHot » ?
    2 nn train: training.loss: there is no kind "crossEntropy". Did you mean "binaryCrossEntropy"?
    2 nn train: training.loss : il n’y a pas de type « crossEntropy ». Vouliez-vous dire « binaryCrossEntropy » ?
    3 nn train: penguin.csv doesn't exist. A path goes from the folder in which the program was started.
    3 nn train: penguin.csv n’existe pas.
    2 nn train: wrong.jsonc, line 3: this is no JSON with comments (CloseBraceExpected). Look for a missing comma, quotation mark or bracket.
    2 nn train: wrong.jsonc, ligne 3 : ce n’est pas du JSON avec commentaires (CloseBraceExpected). Cherchez une virgule, un guillemet droit ou une parenthèse qui manque.
    "
  `);
});

test("a file of another kind in a place is told what it is", async () => {
  await writeFile(join(folder, "broken.ts"), "export default {");
  const lines = ["train penguins.csv", "describe penguins.jsonc", "page penguins.csv", "export onnx penguins.jsonc"];
  const answers = [];
  for (const line of [...lines, "train none.csv", "train broken.ts", "train penguins.jsonc --run penguins.csv/run"]) {
    answers.push(await said(line), await said(`${line} --lang fr`));
  }
  expect(answers.join("")).toMatchInlineSnapshot(`
    "3 nn train: penguins.csv is a table. nn new penguins.csv proposes a configuration for it.
    3 nn train: penguins.csv est un tableau. nn new penguins.csv propose une configuration pour ce tableau.
    3 nn describe: penguins.jsonc is a configuration, where a network's file or a run's folder is needed. nn train penguins.jsonc makes one.
    3 nn describe: penguins.jsonc est une configuration : il faut ici le fichier d’un réseau ou le dossier d’un entraînement. nn train penguins.jsonc en fait un.
    3 nn page: penguins.csv is a table, where a network's file or a run's folder is needed.
    3 nn page: penguins.csv est un tableau : il faut ici le fichier d’un réseau ou le dossier d’un entraînement.
    3 nn export: penguins.jsonc is a configuration, where a network's file or a run's folder is needed. nn train penguins.jsonc makes one.
    3 nn export: penguins.jsonc est une configuration : il faut ici le fichier d’un réseau ou le dossier d’un entraînement. nn train penguins.jsonc en fait un.
    3 nn train: none.csv doesn't exist.
    3 nn train: none.csv n’existe pas.
    2 nn train: broken.ts ends in an error when it is imported: ParseError: Unexpected token
    2 nn train: broken.ts finit par une erreur quand on l’importe : ParseError: Unexpected token
    3 nn train: penguins.csv is a file, where a folder is needed.
    3 nn train: penguins.csv est un fichier : il faut un dossier.
    "
  `);
});

test("a cell without a value is told as what it is, and what to do about it is no code", async () => {
  const lines = ["weight,colour,kind", "1,red,a", "2,blue,b", "3,red,a", "4,blue,c"];
  const answers = [];
  for (const gap of ["NaN,red,a", "5,NA,a", "5,red,?"]) {
    await writeFile(join(folder, "gaps.csv"), [...lines, gap].join("\n"));
    const inputs = { weight: "numeric", colour: "oneHot" };
    const gaps = { ...PENGUINS, data: { file: "gaps.csv" }, columns: { inputs, target: "kind" } };
    await writeFile(join(folder, "gaps.jsonc"), JSON.stringify(gaps));
    answers.push(await said("train gaps.jsonc"), await said("train gaps.jsonc --lang fr"));
  }
  expect(answers.join("").replaceAll(/\d (Training|Entraînement) .*\n/g, "")).toMatchInlineSnapshot(`
    "nn train: Line 6, column "weight": the number is missing. The cell is empty, or says so (NA, NaN or ?). Leave the row out, or say in columns.inputs what such a cell is, "missing".
    nn train: Ligne 6, colonne « weight » : la valeur manque (cellule vide, NA, NaN ou un point d’interrogation). Ôtez la ligne, ou dites dans columns.inputs ce que vaut une telle cellule, "missing".
    nn train: Line 6, column "colour": the category is missing. The cell is empty, or says so (NA, NaN or ?). Leave the row out, or say in columns.inputs what such a cell is, "missing".
    nn train: Ligne 6, colonne « colour » : la valeur manque (cellule vide, NA, NaN ou un point d’interrogation). Ôtez la ligne, ou dites dans columns.inputs ce que vaut une telle cellule, "missing".
    nn train: Line 6, column "kind": the answer is missing, which the network is to learn or to be measured by. Leave such rows out.
    nn train: Ligne 6, colonne « kind » : la réponse manque. Ôtez la ligne.
    "
  `);
});

test("a training that diverges ends with a code of its own", async () => {
  const { training } = PENGUINS;
  const loss = { loss: "meanSquaredError", optimizer: { kind: "SGD", learningRate: 1e9 }, metrics: [] };
  const network = { layers: [{ kind: "Dense", activation: "identity" }] };
  const columns = { target: { body_mass_g: "numeric" } };
  const wild = {
    data: { file: "penguins.csv", dropMissing: true },
    columns,
    network,
    training: { ...training, ...loss },
  };
  await writeFile(join(folder, "wild.jsonc"), JSON.stringify(wild));
  expect((await said("train wild.jsonc")).replace(/.*\n(?=nn train)/, "")).toMatch(/^nn train: /);
  expect(await nn(folder, "train wild.jsonc")).toMatchObject({ code: 4 });
  expect((await nn(folder, "train wild.jsonc --lang fr")).stderr).toMatch(/L’entraînement s’arrête\./);
});
