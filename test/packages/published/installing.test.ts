import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { serveRegistry } from "../registry.js";
import { filesIn, publicPackages, readManifest, run } from "../workbench.js";

const require = createRequire(import.meta.url);

/** What others made that is installed, by what needs it. */
const BROUGHT = {
  data: "papaparse",
  explain: "uqr",
  formats: "fflate valibot pbf resolve-protobuf-schema protocol-buffers-schema",
  experiments: "d3-array d3-color d3-format d3-interpolate d3-path d3-scale d3-shape d3-time d3-time-format internmap",
  arguments: "commander picocolors",
  questions: "@clack/core @clack/prompts fast-string-truncated-width fast-string-width fast-wrap-ansi sisteransi",
  configurations: "jiti jsonc-parser yaml",
  curves: "simple-ascii-chart sparkly chalk ansi-styles color-convert color-name supports-color has-flag",
  memory: "pidusage",
  stores:
    "aws4fetch fast-xml-parser fast-xml-builder @nodable/entities anynum is-unsafe path-expression-matcher strnum xml-naming",
  browsers:
    "open bundle-name default-browser default-browser-id define-lazy-prop is-docker is-in-ssh is-inside-container is-wsl " +
    "powershell-utils run-applescript wsl-utils",
};
const bench = inject("workbench");

test("npm install @nn/all, from a registry, is all that a program needs", async () => {
  // What others made is packed from where it is installed: no other registry is asked.
  const papaparse = dirname(require.resolve("papaparse/package.json"));
  await run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", bench.folder], papaparse);
  const { version } = await readManifest(papaparse);
  const ours = publicPackages.map(async (name) => {
    return { manifest: await readManifest(bench.unpacked[name]!), tarball: bench.tarballs[name]! };
  });
  const others = [{ manifest: await readManifest(papaparse), tarball: join(bench.folder, `papaparse-${version}.tgz`) }];
  const registry = await serveRegistry([...(await Promise.all(ours)), ...others]);
  const project = join(bench.folder, "from-a-registry");
  await mkdir(project);
  try {
    await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }');
    const settings = ["--registry", registry.url, "--cache", join(bench.folder, "cache"), "--no-audit", "--no-fund"];
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
    expect(await said("--enable-source-maps")).toMatch(/at placeLayers \(.*src\/network\/stack\/stack\.ts:\d+:\d+\)/);
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

  test("holds our packages and those that they say, none of which runs anything when it is installed", async () => {
    const modules = join(bench.consumer, "node_modules");
    const lock = JSON.parse(await readFile(join(modules, ".package-lock.json"), "utf8")) as {
      packages: Record<string, { hasInstallScript?: boolean }>;
    };
    const installed = Object.keys(lock.packages).map((path) => path.replace(/^node_modules\//, ""));
    expect(installed.sort()).toEqual(
      [...publicPackages, ...Object.values(BROUGHT).flatMap((names) => names.split(" "))].sort(),
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
