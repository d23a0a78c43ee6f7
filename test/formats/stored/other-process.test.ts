import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { save } from "@nn/formats/node";
import { expect, test } from "vitest";
import { run } from "../../child.js";
import { ownFolder } from "../../fixtures/own-folder.js";
import { handedOver } from "./handed-over.js";

test("another process loads what this one stores: the same bits, and the training goes on", async () => {
  const folder = ownFolder("nn-stored");
  const networks = await handedOver();
  for (const [name, { network, more, module }] of Object.entries(networks)) {
    await save(network, join(folder.path, `${name}.json`), more);
    await save(network, join(folder.path, `${name}.safetensors`), more);
    folder.write(`${name}.mjs`, module);
  }
  const rows = Object.entries(networks).map(([name, { row }]) => [name, row] as const);
  folder.write("rows.json", JSON.stringify(Object.fromEntries(rows)));
  const script = fileURLToPath(new URL("in-a-process.mjs", import.meta.url));
  const { stdout } = await run(process.execPath, [script, folder.path]);
  const expected = Object.entries(networks).map(([name, { expected }]) => [name, expected] as const);
  expect(JSON.parse(stdout)).toEqual(Object.fromEntries(expected));
});
