import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderWith, nn, ROW, removeFolders } from "../harness.js";

let folder: string;
beforeAll(async () => {
  folder = await folderWith();
  await nn(folder, "train penguins.jsonc");
});
afterAll(removeFolders);

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
