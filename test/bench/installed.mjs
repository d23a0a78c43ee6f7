// What npm puts on the disk for a library.
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { packAll } from "../packages/packing/pack.mjs";

const read = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/** Runs a command, and shows what it says only if it fails. */
function run(command, args, cwd) {
  // On Windows npm and npx are scripts, which only a shell can start.
  execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "pipe"], shell: process.platform === "win32" });
}

/** @nn as it would be published, installed in an empty project beside a program. */
export async function installPacked(program) {
  const folder = mkdtempSync(join(tmpdir(), "nn-bench-"));
  const needed = ["@nn/core", "@nn/layers", "@nn/losses", "@nn/optim"];
  const packages = (await packAll(folder)).filter(({ name }) => needed.includes(name));
  const tarballs = packages.map(({ tarball }) => tarball);
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", ...tarballs], folder);
  copyFileSync(program, join(folder, basename(program)));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The bytes of all files of the packages and of all that they depend on, and how many packages that is. */
export function footprintOf(names, project) {
  const found = new Set();
  const visit = (name, from) => {
    const folder = locate(name, from);
    if (folder === undefined || found.has(folder)) return;
    found.add(folder);
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
      peerDependenciesMeta = {},
    } = read(folder);
    const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
    for (const next of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) visit(next, folder);
  };
  for (const name of names) visit(name, project);
  const bytes = [...found].reduce((sum, folder) => sum + bytesIn(folder), 0);
  return { bytes, count: found.size };
}

/** As Node looks a package up: in node_modules of the folder, of its parent, and so on; an optional one may be missing. */
function locate(name, from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Without the packages inside, which are counted on their own. */
function bytesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    if (entry.name === "node_modules") return sum;
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesIn(path) : statSync(path).size);
  }, 0);
}
