import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lawful } from "./lawful.js";
import { violations } from "./violations.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const config = join(root, ".dependency-cruiser.cjs");
const cruiser = join(root, "test/node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const packageNames = ["numerics", "core", "layers", "losses", "optim", "data", "testing"];
const builtEntries = [...packageNames.map((packageName) => `${packageName}/dist/index`), "core/dist/gradients"];

interface Report {
  readonly modules: readonly {
    readonly source: string;
    readonly dependencies: readonly { readonly rules?: readonly { readonly name: string }[] }[];
  }[];
}

describe.each([
  ["built", true],
  ["not built", false],
] as const)("the rules about imports, where the packages are %s,", (_, built) => {
  let folder = "";
  let broken: Map<string, string[]>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "nn-imports-"));
    await plantTree(folder, built);
    broken = await brokenRules(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(violations.map((violation) => [violation.what, violation] as const))(
    "report %s",
    (_what, { file, rules }) => {
      expect(broken.get(file)).toEqual(rules);
    },
  );

  test("report nothing else", () => {
    const violating = violations.map(({ file }) => file);
    expect([...broken.keys()].filter((file) => !violating.includes(file))).toEqual([]);
  });
});

test("every rule about imports has a violation that shows that it bites", () => {
  const { forbidden } = createRequire(import.meta.url)(config) as { forbidden: { name: string }[] };
  const shown = new Set(violations.flatMap(({ rules }) => rules));
  expect(forbidden.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
});

/** A small monorepo with the real package.json files, in which every violation is there once. */
async function plantTree(folder: string, built: boolean): Promise<void> {
  const files = { ...lawful, ...Object.fromEntries(violations.map(({ file, source }) => [file, source])) };
  const dist = built ? builtEntries.flatMap((entry) => [`packages/${entry}.js`, `packages/${entry}.d.ts`]) : [];
  for (const [file, text] of [...Object.entries(files), ...dist.map((file) => [file, "export {};"] as const)]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  for (const packageName of packageNames) {
    await cp(
      join(root, "packages", packageName, "package.json"),
      join(folder, "packages", packageName, "package.json"),
    );
  }
  // Every package is linked everywhere, so that only the rules can refuse an import.
  const places = [...packageNames.map((packageName) => `packages/${packageName}`), "examples/first", "test"];
  for (const place of places) {
    await mkdir(join(folder, place, "node_modules/@nn"), { recursive: true });
    for (const packageName of packageNames) {
      await symlink(
        join(folder, "packages", packageName),
        join(folder, place, "node_modules/@nn", packageName),
        "junction",
      );
    }
  }
}

/** The names of the rules that each file breaks, as the command that `npm test` runs reports them. */
async function brokenRules(folder: string): Promise<Map<string, string[]>> {
  const args = [cruiser, "--config", config, "--output-type", "json", "packages", "examples", "test"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 });
  const broken = new Map<string, string[]>();
  for (const { source, dependencies } of (JSON.parse(stdout) as Report).modules) {
    const names = dependencies.flatMap(({ rules = [] }) => rules.map(({ name }) => name));
    if (names.length > 0) broken.set(source, names.sort());
  }
  return broken;
}
