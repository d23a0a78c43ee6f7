import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { takeIn } from "./private-packages.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const bundle = fileURLToPath(new URL("bundle.mjs", import.meta.url));
const page = fileURLToPath(new URL("page.mjs", import.meta.url));
const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

/**
 * Packs all public packages as they are published: what tests test is what `npm run release` publishes.
 *
 * @param {string} destination - The folder of the tarballs.
 * @returns {{ name: string, tarball: string }[]} Those that others need come before them.
 */
export function packAll(destination) {
  const repository = repositoryOf(root);
  return publicPackages().map(({ folder, manifest }) => {
    execFileSync(process.execPath, [bundle], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
    if (manifest.unpkg)
      execFileSync(process.execPath, [page], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
    const staged = mkdtempSync(join(tmpdir(), "nn-pack-"));
    try {
      for (const entry of readdirSync(folder)) {
        if (entry !== "node_modules") cpSync(join(folder, entry), join(staged, entry), { recursive: true });
      }
      takeIn(folder, staged);
      for (const file of ["LICENSE", "CHANGELOG.md"]) cpSync(join(root, file), join(staged, file));
      const published = publishedManifest(
        manifest,
        repository && { ...repository, directory: `packages/${basename(folder)}` },
      );
      writeFileSync(join(staged, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
      return { name: manifest.name, tarball: join(destination, packed(staged, destination)) };
    } finally {
      rmSync(staged, { recursive: true });
    }
  });
}

/** Where the sources are, for those who look a package up: the remote of this clone, if it is an address of the web. */
export function repositoryOf(folder) {
  try {
    const remote = execFileSync("git", ["remote", "get-url", "origin"], {
      cwd: folder,
      encoding: "utf8",
      stdio: "pipe",
    });
    const [, host, path] = /^(?:https:\/\/|git@|ssh:\/\/git@)([\w.-]+)[:/](.+?)(?:\.git)?\s*$/.exec(remote) ?? [];
    return host && { type: "git", url: `git+https://${host}/${path}.git` };
  } catch {
    return undefined;
  }
}

/** Those that need no other of ours first. */
function publicPackages() {
  const folders = readdirSync(join(root, "packages")).map((name) => join(root, "packages", name));
  const left = folders
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => ({ folder, manifest: readJson(join(folder, "package.json")) }))
    .filter(({ manifest }) => !manifest.private);
  const sorted = [];
  while (left.length > 0) {
    const names = left.map(({ manifest }) => manifest.name);
    const next = left.findIndex(({ manifest }) => !names.some((name) => manifest.dependencies?.[name]));
    if (next < 0) throw new Error(`These need each other in a circle: ${names.join(", ")}.`);
    sorted.push(...left.splice(next, 1));
  }
  return sorted;
}

/** What a registry is told: entries in one file each, versions in place of links, and nothing that is run. */
function publishedManifest({ scripts: _, devDependencies: __, publishConfig, dependencies, ...manifest }, repository) {
  const { exports, ...config } = publishConfig;
  return {
    ...manifest,
    exports,
    files: [...manifest.files, "CHANGELOG.md"],
    ...(dependencies && { dependencies: withVersions(dependencies, manifest.version) }),
    ...(repository && { repository }),
    publishConfig: config,
  };
}

function withVersions(dependencies, version) {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, range]) => [name, range === "workspace:^" ? `^${version}` : range]),
  );
}

/** The name of the file that `npm pack` makes. */
function packed(folder, destination) {
  // On Windows npm is a script, which only a shell can start.
  const shell = process.platform === "win32";
  const args = ["pack", "--silent", "--pack-destination", destination];
  return execFileSync("npm", args, { cwd: folder, encoding: "utf8", shell }).trim().split("\n").at(-1);
}
