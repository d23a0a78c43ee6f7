import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Sequential } from "@nn/core";
import { Pipeline } from "@nn/data";
import { explain, worksheet, worksheetMarkdown } from "@nn/explain";
import { toFile } from "@nn/formats";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nn } from "../harness.js";

const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1 });
const example = { input: [-2, -1], target: [1] };
const WORDS = "--input -2,-1 --target 1";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nn-worksheet-"));
  await writeFile(join(folder, "lab.json"), JSON.stringify(toFile(network)));
});
afterAll(async () => rm(folder, { recursive: true }));

test("a sheet of a network and an example has blanks, and its answers are the derivative's numbers", async () => {
  const exercise = await nn(folder, `worksheet lab.json w2 ${WORDS}`);
  const answers = await nn(folder, `worksheet lab.json w2 ${WORDS} --answers`);
  expect([exercise, answers].map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ""],
    [0, ""],
  ]);
  const { gradient } = explain(network, {
    ...example,
    loss: meanSquaredError,
    parameter: "w2",
    significantDigits: 3,
  });
  const shown = String(gradient).replace("-", "−");
  expect(exercise.stdout).toContain("__________");
  expect(exercise.stdout).not.toContain(shown);
  expect(answers.stdout).toContain(shown);
  const french = await nn(folder, `worksheet lab.json ${WORDS} --level path --lang fr --name Zoé`);
  expect(french.stdout).toContain("Nom\u00a0: Zoé");
});

test("without a network it is the lab's sheet of a seed, in each form", async () => {
  const { exercise, answers } = worksheetMarkdown(worksheet({ seed: "7", level: "factors" }));
  const line = "worksheet --seed 7 --level factors --format";
  expect((await nn(folder, `${line} markdown`)).stdout.trimEnd()).toBe(exercise.trimEnd());
  expect((await nn(folder, `${line} markdown --answers`)).stdout.trimEnd()).toBe(answers.trimEnd());
  expect((await nn(folder, `${line} latex`)).stdout).toMatch(/^\\documentclass/);
  expect((await nn(folder, `${line} html`)).stdout).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/i);
  expect(JSON.parse((await nn(folder, `${line} text --json`)).stdout)).toMatchObject({ seed: "7", level: "factors" });
});

test("what an example lacks is said", async () => {
  const rows = [
    { size: 1, kind: "a" },
    { size: 2, kind: "b" },
  ];
  const piped = new Sequential([new Dense(1, 1)], { pipeline: Pipeline.fit(rows, { target: "kind" }) });
  await writeFile(join(folder, "piped.json"), JSON.stringify(toFile(piped)));
  const said: string[] = [];
  const lines = ["lab.json", "lab.json --input 1,x", "lab.json --input 1,2", "piped.json"];
  for (const words of lines) {
    for (const language of ["en", "fr"]) {
      const { code, stdout, stderr } = await nn(folder, `worksheet ${words} --lang ${language}`);
      expect(stdout).toBe("");
      said.push(`${code} ${stderr}`);
    }
  }
  expect(said.join("")).toMatchInlineSnapshot(`
    "2 nn worksheet: This network takes numbers: give those of an example, --input 1,0.5 --target 1.
    2 nn worksheet: Ce réseau prend des nombres : donnez ceux d’un exemple, --input 1,0.5 --target 1.
    2 nn worksheet: --input must be numbers with commas between them, as in 1,0.5, but is "1,x".
    2 nn worksheet: --input doit être des nombres séparés par des virgules, comme 1,0.5, mais est « 1,x ».
    2 nn worksheet: A derivative needs what is right: give --target with the numbers.
    2 nn worksheet: Une dérivée a besoin de la bonne réponse : donnez --target avec ses nombres.
    2 nn worksheet: A network's file has no rows: give a table with --rows.
    2 nn worksheet: Le fichier d’un réseau n’a pas de lignes : donnez un tableau avec --rows.
    "
  `);
});
