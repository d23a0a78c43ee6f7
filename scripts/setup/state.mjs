import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dependenciesOf } from "./workspace.mjs";

/** Changes when something else has to be installed than before: another lock file, another manifest, another machine. */
export function hashOfDependencies(root, packages) {
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml"].map((name) => readFileSync(join(root, name), "utf8"));
  const needs = packages.map(({ folder, manifest }) => [folder, manifest.name, dependenciesOf(manifest)]);
  return hashOf([...files, JSON.stringify(needs), process.platform, process.arch]);
}

/** Whether each dependency is found from the package that needs it. Where links broke in a copy, it isn't. */
export function isInstalled(root, packages) {
  return packages.every(({ folder, manifest }) =>
    Object.keys(dependenciesOf(manifest)).every((name) =>
      existsSync(join(root, folder, "node_modules", name, "package.json")),
    ),
  );
}

/**
 * Changes when a source has changed, or what the compiler notes beside its output, so that what was compiled from other
 * sources in between isn't taken for what it was before. The times of files don't count: a copy has others.
 */
export function hashOfBuild(root, packages) {
  const files = packages.flatMap(({ folder }) => [
    ...sourcesOf(root, folder),
    `${folder}/tsconfig.json`,
    `${folder}/package.json`,
    `${folder}/dist/tsconfig.tsbuildinfo`,
  ]);
  const contents = ["tsconfig.base.json", ...files].map((file) =>
    existsSync(join(root, file)) ? readFileSync(join(root, file)) : "missing",
  );
  return hashOf([...files, ...contents]);
}

/** Whether each source has what it is compiled to. */
export function isBuilt(root, packages) {
  const sources = packages.flatMap(({ folder }) => sourcesOf(root, folder)).filter((file) => !file.endsWith(".d.ts"));
  return sources.every((file) => existsSync(join(root, file.replace("/src/", "/dist/").replace(/\.ts$/, ".js"))));
}

function sourcesOf(root, folder) {
  const names = readdirSync(join(root, folder, "src"), { recursive: true, encoding: "utf8" });
  const sources = names.filter((name) => name.endsWith(".ts")).map((name) => name.replaceAll("\\", "/"));
  return sources.sort().map((name) => `${folder}/src/${name}`);
}

function hashOf(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}
