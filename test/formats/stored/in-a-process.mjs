// Loads the networks of a folder, and prints what they answer: node in-a-process.mjs FOLDER.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { load } from "@nn/formats/node";
import { answersOf } from "./answers.mjs";

const folder = process.argv[2];
const rows = JSON.parse(readFileSync(join(folder, "rows.json"), "utf8"));
const answers = {};
for (const [name, row] of Object.entries(rows)) {
  const { predict } = await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
  answers[name] = {
    json: answersOf(await load(join(folder, `${name}.json`)), row),
    safetensors: answersOf(await load(join(folder, `${name}.safetensors`)), row),
    module: predict(row.asked),
  };
}
console.log(JSON.stringify(answers));
