import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The packages that pnpm-workspace.yaml lists: each one's folder, from the root, and its package.json. */
export function workspacePackages(root) {
  const text = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
  const list = /^packages:\r?\n((?: +- .*\r?\n)*)/m.exec(text)?.[1] ?? "";
  const patterns = Array.from(list.matchAll(/^ +- (\S+)/gm), ([, pattern]) => pattern);
  return patterns.flatMap((pattern) => foldersOf(root, pattern)).map((folder) => packageIn(root, folder));
}

/** A package, and those of the workspace that it needs, directly or not. */
export function withWorkspaceDependencies(packages, folder) {
  const found = new Set(packages.filter((candidate) => candidate.folder === folder));
  for (const { manifest } of found) {
    for (const needed of packages) if (manifest.name && dependsOn(manifest, needed.manifest.name)) found.add(needed);
  }
  return [...found];
}

/** The names of all that has to be installed for a package, and with which versions. */
export function dependenciesOf({ dependencies, devDependencies }) {
  return { ...dependencies, ...devDependencies };
}

function dependsOn(manifest, name) {
  return dependenciesOf(manifest)[name] !== undefined;
}

function foldersOf(root, pattern) {
  if (!pattern.endsWith("/*")) return existsSync(join(root, pattern, "package.json")) ? [pattern] : [];
  const parent = pattern.slice(0, -2);
  const folders = readdirSync(join(root, parent)).map((name) => `${parent}/${name}`);
  return folders.filter((folder) => existsSync(join(root, folder, "package.json")));
}

function packageIn(root, folder) {
  return { folder, manifest: JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) };
}
