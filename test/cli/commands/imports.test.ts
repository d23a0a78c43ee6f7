import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Sequential } from "@nn/core";
import { fromFile, toFile, toOnnx, toPyTorch } from "@nn/formats";
import { Dense, tanh } from "@nn/layers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectClose } from "../../fixtures/readers/close.js";
import { readFixture, readJson } from "../../fixtures/readers/read.js";
import { nn } from "../harness.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nn-imports-"));
});
afterAll(async () => rm(folder, { recursive: true }));

/** What a library's network answers. */
interface Answered {
  readonly asked: readonly number[][];
  readonly answers: readonly (number | number[])[];
}

const [tensorFlowJs] = readJson<(Answered & { modelJson: object; weights: string })[]>("tensorflow-js.json");
const [brain] = readJson<(Answered & { json: object })[]>("brain.json");
const [synaptic] = readJson<{ read: (Answered & { json: object })[] }>("synaptic.json").read;
const [keras] = readJson<Answered[]>("keras.json");
const network = new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], { seed: 1 });
const asked = [[0.5, -2]];
const own: Answered = { asked, answers: asked.flatMap((input) => Array.from(network.predict(input))) };

test.each<[string, string, Answered, Record<string, string | Uint8Array>]>([
  [
    "tensorflow-js",
    "model.json",
    tensorFlowJs!,
    {
      "model.json": JSON.stringify(tensorFlowJs!.modelJson),
      "weights.bin": Buffer.from(tensorFlowJs!.weights, "base64"),
    },
  ],
  ["brain", "brain.json", brain!, { "brain.json": JSON.stringify(brain!.json) }],
  ["synaptic", "synaptic.json", synaptic!, { "synaptic.json": JSON.stringify(synaptic!.json) }],
  ["keras", "dense.keras", keras!, { "dense.keras": readFixture("dense.keras") }],
  ["onnx", "own.onnx", own, { "own.onnx": toOnnx(network) }],
  [
    "pytorch",
    "trained.safetensors --network own.json",
    own,
    {
      "trained.safetensors": toPyTorch(network).weights,
      "own.json": JSON.stringify(toFile(new Sequential(network.layers, { seed: 2 }))),
    },
  ],
])("a network of %s is imported", async (format, words, { asked, answers }, files) => {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const { code, stdout, stderr } = await nn(folder, `import ${format} ${words} --output ${format}.json`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(new RegExp(`^Written: ${format}\\.json\\.\n`));
  const imported = fromFile(await readFile(join(folder, `${format}.json`), "utf8")).network;
  const predicted = asked.map(
    (input) => imported.predict(Float64Array.from(input) as never) as unknown as Iterable<number>,
  );
  expectClose(
    predicted.flatMap((row) => Array.from(row)),
    answers.flat(),
    1e-5,
  );
});

test("what a format needs beside its file, and what it doesn't, is said", async () => {
  const said: string[] = [];
  for (const words of ["pytorch trained.safetensors", "onnx own.onnx --network own.json", "tensorflow-js own.json"]) {
    for (const language of ["en", "fr"]) {
      const { code, stderr } = await nn(folder, `import ${words} --lang ${language}`);
      said.push(`${code} ${stderr}`);
    }
  }
  expect(said.join("")).toMatchInlineSnapshot(`
    "2 nn import: A file of pytorch has weights alone: give the network that they are of, --network FILE.
    2 nn import: Un fichier pytorch n’a que des poids : donnez leur réseau, --network FICHIER.
    2 nn import: A file of onnx has its own network: leave --network out.
    2 nn import: Un fichier onnx a son propre réseau : ôtez --network.
    3 nn import: The TensorFlow.js model's modelTopology must be an object, but is undefined.
    3 nn import: Le modèle de TensorFlow.js : modelTopology doit être un objet, mais est undefined.
    "
  `);
});

test("weights of other layers than the network's are refused", async () => {
  const other = new Sequential([new Dense(3, 1)]);
  await writeFile(join(folder, "other.json"), JSON.stringify(toFile(other)));
  const { code, stderr } = await nn(folder, "import pytorch trained.safetensors --network other.json");
  expect(code).toBe(3);
  expect(stderr).toContain('which the network\'s layers have not: "0.weight", "0.bias".');
});
