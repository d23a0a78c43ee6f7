import { execFile, execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { takeIn } from "./private-packages.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const bundle = fileURLToPath(new URL("bundle.mjs", import.meta.url));
const page = fileURLToPath(new URL("page.mjs", import.meta.url));
const execute = promisify(execFile);
/** Ends what hangs. */
const run = (command, args, options) => execute(command, args, { timeout: 300_000, killSignal: "SIGKILL", ...options });
const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

/**
 * Packs all public packages as they are published: what tests test is what `npm run release` publishes.
 *
 * @param {string} destination - The folder of the tarballs.
 * @returns {Promise<{ name: string, tarball: string }[]>} Those that others need come before them.
 */
export async function packAll(destination) {
  const repository = repositoryOf(root);
  const packages = publicPackages();
  const staged = mkdtempSync(join(tmpdir(), "nn-pack-"));
  try {
    const folders = packages.map(({ folder }) => join(staged, basename(folder)));
    const left = packages.map((each, i) => () => stage(each, folders[i], repository));
    const stageSome = async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await next();
    };
    await Promise.all(Array.from({ length: availableParallelism() }, stageSome));
    const tarballs = await pack(folders, destination);
    return packages.map(({ manifest: { name } }, i) => ({ name, tarball: join(destination, tarballs[i]) }));
  } finally {
    rmSync(staged, { recursive: true });
  }
}

/** Copies a package as it is published. */
async function stage({ folder, manifest }, staged, repository) {
  await run(process.execPath, [bundle], { cwd: folder });
  if (manifest.unpkg) await run(process.execPath, [page], { cwd: folder });
  mkdirSync(staged);
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
  const { exports, bin, ...config } = publishConfig;
  return {
    ...manifest,
    ...(bin && { bin }),
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

/** The names of the files that `npm pack` makes: one process for all. */
async function pack(folders, destination) {
  // On Windows npm is a script, which only a shell can start.
  const shell = process.platform === "win32";
  const args = ["pack", "--silent", "--pack-destination", destination, ...folders];
  const { stdout } = await run("npm", args, { encoding: "utf8", shell });
  return stdout.trim().split("\n").slice(-folders.length);
}
