import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { bundled, compressedSize, mistakesWith, XOR_LEARNT, xorFrom } from "../sizes.js";
import { run } from "../workbench.js";

const folder = join(inject("workbench").consumer, "pages");
beforeAll(() => mkdir(folder));

describe("a page of a project that installed the tarballs and nothing else", () => {
  test("is small in a page: with all of @nn/core, on plain loops, and where it only predicts", async () => {
    const programs = [await xorFrom("@nn/core"), await xorFrom("@nn/core/plain"), XOR_LEARNT];
    const sizes = [];
    for (const program of programs) sizes.push(await compressedSize(program, folder));
    const [full, plain, predicting] = sizes.map((bytes) => bytes / 1000);
    console.log(`XOR in a page: ${full} kB; on plain loops ${plain} kB; predicting alone ${predicting} kB.`);
    // A fifth of the first are kernels.
    expect(full).toBeLessThan(86.4);
    expect(plain).toBeLessThan(23.4);
    expect(predicting).toBeLessThan(9.32);
    const guide = await readFile(fileURLToPath(new URL("../../../docs/how-to/in-a-page.md", import.meta.url)), "utf8");
    const told = Array.from(guide.matchAll(/^\| `\w+` of `@nn\/core.* \| (\d+) kB \|$/gm), ([, size]) => Number(size));
    expect(told).toEqual([full, plain, predicting].map((size) => Math.round(size!)));
  });

  test("learns in a page on plain loops what it learns with all of @nn/core, and predicts it in one that only predicts", async () => {
    const asked = "console.log(network.predict([0, 1]), JSON.stringify(network.getParameters()));";
    const page = async (program: string, before = "", after = ""): Promise<string> => {
      await writeFile(join(folder, "page.mjs"), before + (await bundled(program, folder)) + after);
      return run(process.execPath, ["page.mjs"], folder);
    };
    const learnt = await page((await xorFrom("@nn/core")) + asked);
    expect(learnt).toMatch(/^epoch {3}0 {2}loss 0\.[\s\S]*1 xor 1 = 0\.0/);
    expect(await page((await xorFrom("@nn/core/plain")) + asked)).toBe(learnt);
    const parameters = { "0.weight": [1, 2, 3, 4, 5, 6, 7, 8], "1.weight": [1, 1, 1, -2] };
    const whole = `import { Sequential } from "@nn/core"; import { Dense, tanh } from "@nn/layers";
      const network = new Sequential([new Dense(2, 4, { activation: tanh }), new Dense(4, 1)]);
      network.setParameters(${JSON.stringify(parameters)}); console.log(String(network.predict([0, 1])));`;
    const biases = { "0.bias": [0, 0, 0, 0], "1.bias": [0] };
    const file = JSON.stringify({ ...parameters, ...biases });
    const surroundings = `globalThis.document = {}; globalThis.fetch = async () => ({ json: async () => (${file}) });`;
    const predicted = await page(XOR_LEARNT, surroundings, "\nconsole.log(document.title);");
    expect(predicted).toBe(await page(whole));
  });

  test("leaves what writes components down out of a page that doesn't", async () => {
    const program = `import { Dense, Sequential, SGD } from "@nn/all";
      console.log(new Sequential([new Dense(1, 1)]), new SGD({ learningRate: 0.1 }));`;
    const other = `${program} import { layerKinds, Registry } from "@nn/all"; console.log(new Registry(layerKinds));`;
    const carried = ["which the registry doesn't have", "movingVariance", "cosineDecay"];
    const [page, registering] = [await bundled(program, folder), await bundled(other, folder)];
    expect(carried.filter((text) => page.includes(text))).toEqual([]);
    expect(carried.filter((text) => registering.includes(text))).toEqual(carried.slice(0, 2));
  });

  test("refuses the same mistakes in a page with either network, and advises with that of @nn/core", async () => {
    const said: string[] = [];
    for (const door of ["@nn/core", "@nn/core/plain"]) {
      await writeFile(join(folder, "page.mjs"), await bundled(mistakesWith(door), folder));
      said.push(await run(process.execPath, ["page.mjs"], folder));
    }
    expect(said[0]).toMatchInlineSnapshot(`
      "SGD has no option "learnRate". Did you mean "learningRate"?
      inputShape must be a list of whole numbers, as in [28, 28], but is 2. Write [2].
      layer 0 must be a layer, such as new Dense(2, 1), but is undefined. Is it imported, and is there one of that name?
      The network has no parameter "weight". Did you mean "0.weight"?
      The inputs must be finite numbers, but example 0, number 0, is "2". Counts start at 0. Number(text) makes a number of a text, LabelEncoder of @nn/data one of a label, and Table reads files.
      The inputs must be an array of numbers, plain or typed, or a list of those, but got a Promise. Wait for it first, with await.
      fit has no option "verbose". Reports come one by one: for await (const report of network.fit(data, options)) console.log(report.loss).
      The output of layer 0, Dense(2 → 1, identity), is not a finite number for example 0. Counts start at 0. The network's parameters are too large for these inputs: scale them to about -1 to 1 (standardize, minMax), as those that it is trained on.
      "
    `);
    expect(said[1]).toMatchInlineSnapshot(`
      "SGD has no option "learnRate". It has: learningRate, momentum, nesterov.
      inputShape must be a list of whole numbers, as in [28, 28], but is 2.
      layer 0 must be a layer, such as new Dense(2, 1), but is undefined.
      The network has no parameter "weight". It has: 0.weight, 0.bias.
      The inputs must be finite numbers, but example 0, number 0, is "2". Counts start at 0.
      The inputs must be an array of numbers, plain or typed, or a list of those, but got a Promise.
      fit has no option "verbose". It has: loss, optimizer, batchSize, epochs, shuffle, seed, evaluateEvery, metrics, validation, signal, allowMismatch, frozen, penalties, onWarning.
      The output is not a finite number for example 0. Counts start at 0.
      "
    `);
  });
});
