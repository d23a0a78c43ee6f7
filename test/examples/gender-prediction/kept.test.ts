import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Sequential } from "@nn/core";
import type { Pipeline } from "@nn/data";
import { fromFile, fromOnnx, fromPyTorch, readSafetensors } from "@nn/formats";
import { afterAll, expect, test, vi } from "vitest";
import { ownFolder } from "../../fixtures/own-folder.js";
import { printed, refused } from "./inside.js";

const folder = ownFolder("nn-kept");
/** Where the command is typed. */
vi.stubEnv("INIT_CWD", folder.path);
afterAll(() => vi.unstubAllEnvs());

/** Without the breaks of lines that a terminal asks for. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ");
/** The label and its probability of each person, from what is printed. */
const predicted = (text: string): string[] =>
  Array.from(text.matchAll(/(\w+) .*?(0\.\d{3})\s+→ (\w)/g), ([, ...found]) => found.join(" "));

const parametersOf = (network: Sequential): Record<string, Float64Array> =>
  Object.fromEntries(
    Object.entries(network.getParameters()).map(([name, values]) => [name, Float64Array.from(values)]),
  );

test("a network that was kept answers as the one that was trained", async () => {
  const trained = await printed("--epochs", "300", "--save", "lab.json");
  expect(trained).toContain("Kept the network, its scaling and its labels in");
  // Frank's label is M, of which the program that trains shows the output, the probability of F.
  expect(predicted(trained)).toEqual(["Emily 0.932 F", "Frank 0.114 M"]);
  expect(predicted(await printed("--load", "lab.json"))).toEqual(["Emily 0.932 F", "Frank 0.886 M"]);
  expect(JSON.parse(readFileSync(join(folder.path, "lab.json"), "utf8")).pipeline.settings.inputs[0].column).toBe(
    "weight",
  );
});

test("it is handed on as ONNX, as safetensors and as a module that takes people, and says what each takes", async () => {
  const takes = {
    onnx: "It takes raw columns, weight, height, and gives label and probabilities.",
    safetensors: "It holds the weights alone, without scaling and labels.",
    module: "Its predict takes raw rows, { weight, height }, and gives label and probabilities.",
  };
  for (const [format, said] of Object.entries(takes)) {
    expect(oneLine(await printed("--epochs", "2", "--export", format))).toContain(said);
  }
  const french = oneLine(await printed("--epochs", "2", "--export", "onnx", "--lang", "fr"));
  expect(french).toContain("Il prend les colonnes brutes, weight, height, et donne label et probabilities.");
  const { pipeline } = fromOnnx(readFileSync(join(folder.path, "gender-prediction.onnx")));
  expect((pipeline as Pipeline).inputColumns.map(({ column }) => column)).toEqual(["weight", "height"]);
  const { tensors } = readSafetensors(readFileSync(join(folder.path, "gender-prediction.safetensors")));
  expect(Object.keys(tensors).sort()).toEqual(["0.bias", "0.weight", "1.bias", "1.weight"]);
  const { predict } = (await import(
    /* @vite-ignore */ pathToFileURL(join(folder.path, "gender-prediction.js")).href
  )) as {
    predict(row: object): { label: string };
  };
  expect(["M", "F"]).toContain(predict({ weight: 128, height: 63 }).label);
});

test("it is handed on to PyTorch as a program with its weights beside it, in both languages", async () => {
  const weightsFile = "gender-prediction-pytorch.safetensors";
  const told = await printed("--epochs", "2", "--save", "lab.json", "--export", "pytorch");
  expect(told).toContain(`Wrote the network to ${join(folder.path, "gender-prediction.py")}.`);
  expect(oneLine(told)).toContain(
    "It predicts from raw rows, { weight, height }, in Python, and gives label and probabilities. Its weights lie beside it.",
  );
  const program = readFileSync(join(folder.path, "gender-prediction.py"), "utf8");
  expect(program).toContain("def inputs_for(rows):");
  expect(program).toContain(`.with_name("${weightsFile}")`);
  const { network } = fromFile(readFileSync(join(folder.path, "lab.json")));
  const weights = fromPyTorch(network as Sequential, readFileSync(join(folder.path, weightsFile)));
  expect(weights).toEqual(parametersOf(network as Sequential));
  const french = await printed("--epochs", "2", "--export", "pytorch", "--lang", "fr");
  expect(french).toContain(`Réseau écrit dans ${join(folder.path, "gender-prediction.py")}.`);
  expect(oneLine(french)).toContain("Ses poids sont dans le fichier voisin.");
});

test("the sex of penguins is learnt from measures with gaps and from words, and kept", async () => {
  const told = await printed("--penguins", "--save", "penguins.safetensors");
  const [, right] = /Of 83 birds that were held back, (\d+) get their own sex\./.exec(told)!;
  expect(Number(right)).toBeGreaterThan(70);
  expect(told).toMatch(/ 5 +Adelie +Torgersen +– +(male|female) +0\.\d{3}/);
  expect(existsSync(join(folder.path, "penguins.safetensors"))).toBe(true);
  expect(await printed("--penguins", "--lang", "fr")).toContain("oiseaux mis de côté");
});

test("what can't be loaded or kept is a sentence", async () => {
  await printed("--epochs", "1", "--save", "lab.json");
  expect(await refused("--load", "none.json")).toMatch(/^There is no file .*none\.json\.$/);
  const [pipe, secret] = [join(folder.path, "pipe.json"), folder.write("secret.json", "{}")];
  execFileSync("sh", ["-c", 'mkfifo "$0"', pipe]);
  for (const path of [pipe, folder.path, "/dev/zero"]) {
    expect(await refused("--load", path)).toBe(
      `${path} is no file that --save wrote, but a folder, a pipe or a device.`,
    );
  }
  expect(await refused("--load", pipe, "--lang", "fr")).toContain("mais un dossier, un tube ou un périphérique.");
  expect(await refused("--load", join(secret, "network.json"))).toMatch(/^There is no file /);
  folder.write("broken.json", "{");
  expect(await refused("--load", "broken.json")).toContain("The network file is no JSON");
  folder.write("measures.csv", "weight,hight\n128,63\n");
  expect(await refused("--load", "lab.json", "--predict", "measures.csv")).toContain(
    'The table has no column "height", which the pipeline takes, but has "hight".',
  );
  expect(await refused("--epochs", "1", "--save", "none/lab.json")).toContain("is in a folder that doesn't exist.");
  expect(await refused("--load", "lab.json", "--epochs", "3")).toBe(
    "--epochs has no effect with --load: leave one of the two out.",
  );
});
