import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fromFile } from "@nn/formats";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderWith, nn, removeFolders } from "../harness.js";

let folder: string;
beforeAll(async () => {
  folder = await folderWith();
  await nn(folder, "train penguins.jsonc --epochs 1");
});
afterAll(removeFolders);

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
