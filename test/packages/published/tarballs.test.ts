import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { describe, expect, inject, test } from "vitest";
import { repositoryOf } from "../packing/pack.mjs";
import { typesProblems } from "../types-problems.js";
import { filesIn, publicPackages, readManifest, run } from "../workbench.js";

const bench = inject("workbench");

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
      (file) => !/^(dist|src)\/|^(LICENSE|(README|CHANGELOG)\.md|((network|nn)\.schema|package)\.json)$/.test(file),
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
    // What asks questions in a terminal needs a newer one.
    const node = name === "@nn/cli" ? ">=20.12" : ">=20";
    expect(manifest).toMatchObject({ type: "module", license: "MIT", engines: { node } });
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
      if (name.endsWith(".schema.json")) continue;
      expect(entry).toEqual({ types: expect.stringMatching(/\.d\.ts$/), default: expect.stringMatching(/\.js$/) });
    }
  });
});

test.each(["@nn/layers", "@nn/losses", "@nn/optim"])(
  "%s finds @nn/core in one file, as each further one slows every start",
  async (name) => {
    const { exports = {} } = await readManifest(bench.unpacked["@nn/core"]!);
    const code = await readFile(join(bench.unpacked[name]!, "dist/bundle/index.js"), "utf8");
    const doors = [...code.matchAll(/^import .* from "@nn\/core(.*)";$/gm)].map(([, door]) => exports[`.${door}`]);
    expect(doors).not.toEqual([]);
    for (const door of doors) expect(door).toMatchObject({ default: "./dist/bundle/index.js" });
  },
);

test("a package says where its sources are, if the clone has a remote on the web", async () => {
  const clone = join(bench.folder, "clone");
  await run("git", ["init", "--quiet", clone], bench.folder);
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
  const refused = run("npm", command.split(" "), fileURLToPath(new URL("../../../packages/core", import.meta.url)));
  await expect(refused).rejects.toThrow(
    "A package of @nn is packed and published with all the others, by `npm run release`",
  );
});
