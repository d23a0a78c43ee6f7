import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { OptionError } from "@nn/core";
import { seededRandom } from "@nn/core/component";
import { Checkpoint, load } from "@nn/formats/node";
import { expect, test } from "vitest";
import { ownFolder } from "../../fixtures/own-folder.js";
import { data, networkOf, options } from "./long-training.mjs";

const folder = ownFolder("nn-checkpoint");
const at = (name: string): string => join(folder.path, name);

test.each(["killed.json", "killed.safetensors"])(
  "a training that is killed goes on to the same bits, %s",
  async (name) => {
    const uninterrupted = networkOf();
    await uninterrupted.fit(data, options);
    const random = seededRandom(name);
    for (let kills = 0; kills < 3; kills++) await killedAfter(1 + Math.floor(4 * random()), at(name));
    const { fit: left } = await load(at(name));
    expect(left).toBeDefined();
    await killedAfter(Number.POSITIVE_INFINITY, at(name));
    const { network, fit } = await load(at(name));
    expect(fit).toBeDefined();
    expect(network.getParameters()).toEqual(uninterrupted.getParameters());
  },
  120_000,
);

/** Trains in a process that is killed after so many reports, if there are as many. */
function killedAfter(reports: number, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const program = new URL("long-training.mjs", import.meta.url);
    const code = `import(${JSON.stringify(pathToFileURL(program.pathname).href)}).then(({ train }) => train(${JSON.stringify(path)}))`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
      stdio: ["ignore", "pipe", "inherit"],
      cwd: import.meta.dirname,
    });
    let told = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      told += chunk.toString().split("\n").length - 1;
      if (told >= reports) child.kill("SIGKILL");
    });
    child.once("exit", (status) =>
      status === 0 || told >= reports ? resolve() : reject(new Error(`It ended with ${status}.`)),
    );
  });
}

test("checkpoints are written as often as it is said, and at the end", async () => {
  const path = at("rare.json");
  const written: number[] = [];
  const seen = {
    name: "seen",
    reported: () => void (readdirSync(folder.path).includes("rare.json") && written.push(statSync(path).ino)),
  };
  const network = networkOf();
  await network.fit(data, { ...options, epochs: 7, callbacks: [new Checkpoint({ path, everyEpochs: 3 }), seen] });
  // None after two epochs, one after three to five, another after six and seven.
  expect(new Set(written).size).toBe(2);
  expect(written).toHaveLength(5);
  const { network: last } = await load(path);
  expect(last.getParameters()).toEqual(network.getParameters());
});

test("what can't be written ends the training with a sentence, and settings that are none are refused", async () => {
  const callbacks = [new Checkpoint({ path: at("no-such-folder/network.json") })];
  await expect(networkOf().fit(data, { ...options, callbacks })).rejects.toThrow("is in a folder that doesn't exist");
  expect(() => new Checkpoint({ path: "a.onnx" })).toThrow("Checkpoint is for a network's own file");
  const wrong = [
    { path: "" },
    {},
    { path: "a.onnx" },
    { path: "a.json", everyEpochs: 0 },
    { path: "a.json", every: 2 },
  ];
  for (const each of wrong) expect(() => new Checkpoint(each as never), JSON.stringify(each)).toThrow(OptionError);
});
