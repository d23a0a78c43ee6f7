import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryOf } from "./packing/pack.mjs";
import { describePoolInBundles } from "./pool-in-bundles.js";
import { serveRegistry } from "./registry.js";
import { bundled, compressedSize, mistakesWith, XOR_LEARNT, xorFrom } from "./sizes.js";
import { typesProblems } from "./types-problems.js";
import { filesIn, publicPackages, readManifest, run, setUp, type Workbench } from "./workbench.js";

const require = createRequire(import.meta.url);
let folder = "";
let bench: Workbench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nn-packages-"));
  bench = await setUp(folder);
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(publicPackages)("the tarball of %s", (name) => {
  test("passes publint", async () => {
    const tarball = Uint8Array.from(await readFile(bench.tarballs[name]!)).buffer;
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test('has types that "Are the types wrong?" agrees with', async () => {
    expect(await typesProblems(bench.tarballs[name]!)).toEqual([]);
  });

  test("holds what a user needs and nothing else", async () => {
    const files = await filesIn(bench.unpacked[name]!);
    const needed = [
      "LICENSE",
      "README.md",
      "CHANGELOG.md",
      "package.json",
      "dist/bundle/index.js",
      "dist/index.d.ts",
      "src/index.ts",
    ];
    expect(needed.filter((file) => !files.includes(file))).toEqual([]);
    const unexpected = files.filter(
      (file) => !/^(dist|src)\/|^(LICENSE|(README|CHANGELOG)\.md|(network\.schema|package)\.json)$/.test(file),
    );
    expect(unexpected).toEqual([]);
    expect(files.filter((file) => /tsbuildinfo|\.(test|spec|bench)\./.test(file))).toEqual([]);
  });

  test("says of what it took from others whose it is", async () => {
    const taken = await readFile(join(bench.unpacked[name]!, "dist/bundle/index.js"), "utf8");
    expect(taken.includes("Copyright (C) 2010 by Johannes Baagøe")).toBe(name === "@nn/core");
  });

  test("has the source of each file that was compiled", async () => {
    const files = await filesIn(bench.unpacked[name]!);
    const missing: string[] = [];
    for (const map of files.filter((file) => file.endsWith(".map"))) {
      const { sources } = JSON.parse(await readFile(join(bench.unpacked[name]!, map), "utf8")) as { sources: string[] };
      const paths = sources
        .filter((source) => !source.includes("/node_modules/"))
        .map((source) => posix.join(posix.dirname(map), source));
      missing.push(...paths.filter((path) => !files.includes(path)));
    }
    // tsc leaves what it compiled of a file that was removed since.
    expect(missing, `dist holds more than src: delete the folder dist of ${name} and build again`).toEqual([]);
  });

  test("says what it is, and runs nothing when it is installed", async () => {
    const text = await readFile(join(bench.unpacked[name]!, "package.json"), "utf8");
    const manifest = await readManifest(bench.unpacked[name]!);
    expect(manifest).toMatchObject({ type: "module", license: "MIT", engines: { node: ">=20" } });
    // What threads run is imported for nothing but what it does.
    expect(manifest.sideEffects).toEqual(name === "@nn/core" ? ["**/pool-worker.js"] : false);
    expect(manifest.scripts ?? {}).toEqual({});
    expect(text).not.toContain("workspace:");
    expect(manifest.keywords).toContain("neural-network");
    expect(manifest.publishConfig).toEqual({ access: "public", provenance: true });
    const { "./package.json": own, ...entries } = manifest.exports ?? {};
    expect(own).toBe("./package.json");
    expect(Object.keys(entries)).toContain(".");
    for (const [name, entry] of Object.entries(entries)) {
      if (name === "./network.schema.json") continue;
      expect(entry).toEqual({ types: expect.stringMatching(/\.d\.ts$/), default: expect.stringMatching(/\.js$/) });
    }
  });
});

test("a package says where its sources are, if the clone has a remote on the web", async () => {
  const clone = join(folder, "clone");
  await run("git", ["init", "--quiet", clone], folder);
  expect(repositoryOf(clone)).toBeUndefined();
  await run("git", ["remote", "add", "origin", "/somewhere/on/the/disk"], clone);
  expect(repositoryOf(clone)).toBeUndefined();
  for (const remote of [
    "https://example.org/some/nn.git",
    "git@example.org:some/nn.git",
    "ssh://git@example.org/some/nn",
  ]) {
    await run("git", ["remote", "set-url", "origin", remote], clone);
    expect(repositoryOf(clone)).toEqual({ type: "git", url: "git+https://example.org/some/nn.git" });
  }
});

test.each(["pack", "publish --dry-run"])("a package can't be made by npm %s", async (command) => {
  const refused = run("npm", command.split(" "), fileURLToPath(new URL("../../packages/core", import.meta.url)));
  await expect(refused).rejects.toThrow(
    "A package of @nn is packed and published with all the others, by `npm run release`",
  );
});

test("npm install @nn/all, from a registry, is all that a program needs", async () => {
  // What others made is packed from where it is installed: no other registry is asked.
  const papaparse = dirname(require.resolve("papaparse/package.json"));
  await run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], papaparse);
  const { version } = await readManifest(papaparse);
  const ours = publicPackages.map(async (name) => {
    return { manifest: await readManifest(bench.unpacked[name]!), tarball: bench.tarballs[name]! };
  });
  const others = [{ manifest: await readManifest(papaparse), tarball: join(folder, `papaparse-${version}.tgz`) }];
  const registry = await serveRegistry([...(await Promise.all(ours)), ...others]);
  const project = join(folder, "from-a-registry");
  await mkdir(project);
  try {
    await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
    const settings = ["--registry", registry.url, "--cache", join(folder, "cache"), "--no-audit", "--no-fund"];
    await run("npm", ["install", "@nn/all", ...settings], project);
  } finally {
    registry.close();
  }
  const installed = await readdir(join(project, "node_modules/@nn"));
  expect(installed.sort()).toEqual(["all", "core", "data", "layers", "losses", "optim"]);
  const program = `import { Dense, Sequential, meanSquaredError, SGD, tanh, Table } from "@nn/all";
    const network = new Sequential([new Dense(2, 2, { activation: tanh }), new Dense(2, 1)], { seed: "lab-0" });
    const data = { inputs: [[-2, -1], [25, 6]], targets: [1, 0] };
    await network.fit(data, { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), epochs: 9, batchSize: 1 });
    console.log(network.predict([2, 3]).length, Table.fromCsv("a,b\\n1,2\\n").rows("a", "b"));`;
  await writeFile(join(project, "program.js"), program);
  expect(await run(process.execPath, ["program.js"], project)).toBe("1 [ [ 1, 2 ] ]\n");
});

describe("a project that installed the tarballs and nothing else", () => {
  test("runs the lab in plain JavaScript, with the lab's own number", async () => {
    const { prediction, losses } = JSON.parse(await run(process.execPath, ["program.js"], bench.consumer)) as {
      prediction: number[];
      losses: number[];
    };
    expect(prediction).toEqual([0.7216325609518421]);
    expect(losses).toHaveLength(20);
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
  });

  test("ends with an error whose line and functions can be read, and with the sources' where they are asked for", async () => {
    const program = `import { Sequential } from "@nn/core"; import { Dense } from "@nn/layers";
      new Sequential([new Dense(2, 2), new Dense(3, 1)]);`;
    const said = (...options: string[]): Promise<string> =>
      run(process.execPath, [...options, "--input-type=module", "--eval", program], bench.consumer).catch(String);
    const plain = await said();
    expect(plain).toMatch(/bundle\/index\.js:\d+\n\tthrow new ShapeError\(.{1,150}\n/);
    expect(plain).toContain("at placeLayers (");
    expect(await said("--enable-source-maps")).toMatch(/at placeLayers \(.*src\/network\/stack\.ts:\d+:\d+\)/);
  });

  test("starts a pool of workers, whose script is found beside the code", async () => {
    const code = 'console.log((await (await import("@nn/core")).workerPool({ workers: 2 })).name);';
    expect(await run(process.execPath, ["--eval", code], bench.consumer)).toBe("wasm, 2 workers\n");
  });

  test.each([
    // The oldest, of which README.md tells.
    ["5.4", require.resolve("typescript-5.4/package.json")],
    ["6.0", require.resolve("typescript/package.json")],
    ["7.0", require.resolve("typescript-7/package.json")],
  ])("compiles strictly with TypeScript %s, and runs what it compiled", async (version, manifest) => {
    const tsc = join(dirname(manifest), "bin/tsc");
    expect(await run(process.execPath, [tsc, "--version"], bench.consumer)).toContain(`Version ${version}.`);
    const outDir = `compiled-${version}`;
    await run(process.execPath, [tsc, "--project", "tsconfig.json", "--outDir", outDir], bench.consumer);
    await run(process.execPath, [join(outDir, "program.js")], bench.consumer);
  });

  test("is small in a page: with all of @nn/core, on plain loops, and where it only predicts", async () => {
    const programs = [await xorFrom("@nn/core"), await xorFrom("@nn/core/plain"), XOR_LEARNT];
    const sizes = [];
    for (const program of programs) sizes.push(await compressedSize(program, bench.consumer));
    const [full, plain, predicting] = sizes.map((bytes) => bytes / 1000);
    console.log(`XOR in a page: ${full} kB; on plain loops ${plain} kB; predicting alone ${predicting} kB.`);
    // A fifth of the first are kernels.
    expect(full).toBeLessThan(83.2);
    expect(plain).toBeLessThan(23);
    expect(predicting).toBeLessThan(9.3);
    const guide = await readFile(fileURLToPath(new URL("../../docs/how-to/in-a-page.md", import.meta.url)), "utf8");
    const told = Array.from(guide.matchAll(/^\| `\w+` of `@nn\/core.* \| (\d+) kB \|$/gm), ([, size]) => Number(size));
    expect(told).toEqual([full, plain, predicting].map((size) => Math.round(size!)));
  });

  test("learns in a page on plain loops what it learns with all of @nn/core, and predicts it in one that only predicts", async () => {
    const asked = "console.log(network.predict([0, 1]), JSON.stringify(network.getParameters()));";
    const page = async (program: string, before = "", after = ""): Promise<string> => {
      await writeFile(join(bench.consumer, "page.mjs"), before + (await bundled(program, bench.consumer)) + after);
      return run(process.execPath, ["page.mjs"], bench.consumer);
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
    const [page, registering] = [await bundled(program, bench.consumer), await bundled(other, bench.consumer)];
    expect(carried.filter((text) => page.includes(text))).toEqual([]);
    expect(carried.filter((text) => registering.includes(text))).toEqual(carried.slice(0, 2));
  });

  test("refuses the same mistakes in a page with either network, and advises with that of @nn/core", async () => {
    const said: string[] = [];
    for (const door of ["@nn/core", "@nn/core/plain"]) {
      await writeFile(join(bench.consumer, "page.mjs"), await bundled(mistakesWith(door), bench.consumer));
      said.push(await run(process.execPath, ["page.mjs"], bench.consumer));
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

  test("holds our packages and those that they say, none of which runs anything when it is installed", async () => {
    const modules = join(bench.consumer, "node_modules");
    const lock = JSON.parse(await readFile(join(modules, ".package-lock.json"), "utf8")) as {
      packages: Record<string, { hasInstallScript?: boolean }>;
    };
    const installed = Object.keys(lock.packages).map((path) => path.replace(/^node_modules\//, ""));
    // uqr is explain's own, pbf and fflate are those of formats, d3-scale and d3-shape those of experiments; the others come with
    // them.
    const pbf = ["pbf", "resolve-protobuf-schema", "protocol-buffers-schema"];
    const scale = ["scale", "array", "color", "format", "interpolate", "time", "time-format"];
    const d3 = [...scale, "shape", "path"].map((name) => `d3-${name}`).concat("internmap");
    expect(installed.sort()).toEqual(
      [...new Set([...publicPackages, "papaparse", "fflate", "valibot", "uqr", ...pbf, ...d3])].sort(),
    );
    for (const name of installed) {
      const { scripts = {} } = await readManifest(join(modules, name));
      const lifecycle = Object.keys(scripts).filter((script) => /^(pre|post)?install$/.test(script));
      expect([name, ...lifecycle]).toEqual([name]);
    }
    expect(Object.values(lock.packages).filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);

    const files = await filesIn(modules);
    const sizes = await Promise.all(files.map(async (file) => (await stat(join(modules, file))).size));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    console.log(`Installed: ${installed.length} packages, ${files.length} files, ${bytes} bytes.`);
  });
});

describePoolInBundles(() => bench.consumer);
