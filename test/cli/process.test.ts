import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, expect, test } from "vitest";
import { folderWith, MAIN, nn, removeFolders } from "./harness.js";

afterAll(removeFolders);

function start(folder: string, args: readonly string[]) {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return { child, ended: once(child, "close").then(([code]) => ({ code: code as number, stderr })) };
}

test("a process that gets a signal to stop stops after its batch, and its run goes on from there", async () => {
  const folder = await folderWith();
  const { child, ended } = start(folder, ["train", "penguins.jsonc", "--epochs", "100000", "--json"]);
  await once(child.stdout, "data");
  child.kill("SIGINT");
  child.stdout.resume();
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toMatch(/Stopped after \d+ whole epochs?\. nn train --resume runs\/penguins-1 goes on\.\n$/);
  const again = await nn(folder, "train --resume runs/penguins-1 --epochs 1");
  expect(again).toMatchObject({ code: 0 });
});

test("a reader of the output may stop early", async () => {
  const folder = await folderWith();
  const { child, ended } = start(folder, ["train", "penguins.jsonc", "--epochs", "100000", "--json"]);
  await once(child.stdout, "data");
  child.stdout.destroy();
  expect(await ended).toEqual({ code: 0, stderr: "Training in runs/penguins-1, 100000 epochs.\n" });
});

test("a process ends with the code that a sentence has", async () => {
  const { ended } = start(await folderWith(), ["train", "none.jsonc"]);
  expect(await ended).toEqual({ code: 3, stderr: "nn train: none.jsonc doesn't exist.\n" });
});
