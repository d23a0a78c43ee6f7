import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DataError, OptionError, Sequential } from "@nn/core";
import { label, mean, numeric, oneHot, Pipeline } from "@nn/data";
import { load, save } from "@nn/formats/node";
import { BatchNormalization, Dense, LSTM, tanh } from "@nn/layers";
import { binaryCrossEntropy } from "@nn/losses";
import { Adam } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { run } from "../../child.js";
import { ownFolder } from "../../fixtures/own-folder.js";

const folder = ownFolder("nn-save");
const at = (name: string): string => join(folder.path, name);

const people = [
  { weight: 133, island: "north", gender: "F" },
  { weight: null, island: "south", gender: "M" },
  { weight: 152, island: "north", gender: "M" },
  { weight: 120, island: "east", gender: "F" },
];
const pipeline = Pipeline.fit(people, {
  inputs: { weight: numeric({ missing: mean }), island: oneHot({ unknown: "zeros" }) },
  target: { gender: label(["M", "F"]) },
});

async function trained(): Promise<Sequential> {
  const layers = [new Dense(4, 3, { activation: tanh }), new BatchNormalization(), new Dense(3, 1)] as const;
  const network = new Sequential(layers, { pipeline, seed: "saved" });
  const options = { loss: binaryCrossEntropy, optimizer: new Adam(), epochs: 5, batchSize: 2, onWarning: () => {} };
  await network.fit(people, options);
  return network as unknown as Sequential;
}

describe.each(["network.json", "network.safetensors"])("%s", (name) => {
  test("a loaded network is the one that was saved: rows, labels and bits", async () => {
    const network = await trained();
    await save(network, at(name));
    const { network: loaded } = await load(at(name));
    expect(loaded.predict(people as never)).toEqual(network.predict(people as never));
    expect(loaded.getParameters()).toEqual(network.getParameters());
    expect(loaded.seed).toBe("saved");
    expect(readdirSync(folder.path).filter((file) => file.includes("unfinished"))).toEqual([]);
  });

  test("another process answers with the same bits", async () => {
    const network = await trained();
    await save(network, at(name));
    const script = `import { load } from ${JSON.stringify(import.meta.resolve("@nn/formats/node"))};
      const { network } = await load(${JSON.stringify(at(name))});
      console.log(JSON.stringify(network.predict(${JSON.stringify(people)})));`;
    folder.write("use.mjs", script);
    const { stdout } = await run(process.execPath, [at("use.mjs")]);
    expect(JSON.parse(stdout)).toEqual(network.predict(people as never));
  });
});

test("a process that is killed while it saves leaves a whole file", async () => {
  const layers = `[new LSTM(60, 120), new Dense(120, 60)]`;
  const script = `import { save } from ${JSON.stringify(import.meta.resolve("@nn/formats/node"))};
    import { Sequential } from ${JSON.stringify(import.meta.resolve("@nn/core"))};
    import { Dense, LSTM } from ${JSON.stringify(import.meta.resolve("@nn/layers"))};
    const networks = [1, 2].map((seed) => new Sequential(${layers}, { inputShape: [2, 60], seed }));
    for (let i = 0; ; i++) { await save(networks[i % 2], ${JSON.stringify(at("killed.json"))}); if (i === 0) console.log("saved"); }`;
  folder.write("killed.mjs", script);
  for (const milliseconds of [1, 7, 23]) {
    const child = spawn(process.execPath, [at("killed.mjs")], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    const { network } = await load(at("killed.json"));
    const same = [1, 2].map((seed) => {
      const other = new Sequential([new LSTM(60, 120), new Dense(120, 60)], { inputShape: [2, 60], seed });
      return JSON.stringify(other.getParameters()) === JSON.stringify(network.getParameters());
    });
    expect(same.filter(Boolean)).toHaveLength(1);
  }
});

test("what can't be written or read is a sentence, and what was there stays", async () => {
  const network = await trained();
  const refused = async (promise: Promise<unknown>, message: string): Promise<void> => {
    await expect(promise).rejects.toThrow(DataError);
    await expect(promise).rejects.toThrow(message);
  };
  await refused(save(network, at("none/network.json")), "is in a folder that doesn't exist.");
  mkdirSync(at("folder"));
  await refused(save(network, at("folder")), "folder");
  await refused(load(at("folder")), "is a folder: name a file in it.");
  await refused(load(at("none.json")), "none.json doesn't exist.");
  await refused(load("/dev/null"), "is a pipe or a device, and no file");
  await expect(save(network, "")).rejects.toThrow(OptionError);
  for (const [name, remedy] of [
    ["a.onnx", "An ONNX file is written by writeFile(path, toOnnx(network))."],
    ["a.mjs", "A module is written by writeFile(path, toModule(network))."],
    ["a.pt", "For PyTorch, toPyTorch(network) gives a program and its weights."],
    ["a.keras", "Files of Keras are read, and not written: toOnnx(network) is for other systems."],
  ] as const) {
    const other = `save is for a network's own file, such as network.json or network.safetensors, but got "${at(name)}". ${remedy}`;
    await expect(save(network, at(name))).rejects.toThrow(new OptionError(other));
    expect(existsSync(at(name))).toBe(false);
  }
  await expect(load("a.ONNX")).rejects.toThrow("An ONNX file is read by fromOnnx(await readFile(path)).");
  await expect(load("a.h5")).rejects.toThrow("A file of Keras is read by fromKeras(await readFile(path)).");
  await expect(load(7 as never)).rejects.toThrow('load takes a file\'s path, such as "network.json", but got 7.');
  writeFileSync(at("broken.json"), '{ "format": "@nn/network", "version": 2 }');
  await refused(load(at("broken.json")), "This network's file is of version 2");
  // A superuser may write everywhere.
  if (process.getuid?.() !== 0) {
    writeFileSync(at("kept.json"), "kept");
    chmodSync(folder.path, 0o500);
    await refused(save(network, at("kept.json")), "may not be written by this user.");
    chmodSync(folder.path, 0o700);
    expect(readFileSync(at("kept.json"), "utf8")).toBe("kept");
  }
  expect(existsSync(pathToFileURL(at("none")))).toBe(false);
});
