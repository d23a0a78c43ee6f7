import { readdirSync, readFileSync } from "node:fs";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as child from "../child.js";
import { packAll } from "./packing/pack.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Where `npm run release` has what it is about to publish. */
const given = process.env.NN_TARBALLS;

/** What the tests read of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly type?: string;
  readonly sideEffects?: boolean | readonly string[];
  readonly license?: string;
  readonly engines?: { readonly node?: string };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly keywords?: readonly string[];
  readonly publishConfig?: Readonly<Record<string, unknown>>;
  readonly repository?: Readonly<Record<string, string>>;
}

/** The names of the published packages. */
export const publicPackages: readonly string[] = readdirSync(join(root, "packages"))
  .map((folder) => JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8")) as Manifest)
  .filter((manifest) => !manifest.private)
  .map(({ name }) => name);

/** Runs a command, and gives what it prints; if it fails, the error says all that it printed. */
export async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    // On Windows npm and npx are scripts, which only a shell can start.
    const shell = process.platform === "win32" && command !== process.execPath;
    const { stdout } = await child.run(command, args, { cwd, shell, maxBuffer: 2 ** 26 });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")} failed.\n${stdout}${stderr || error}`);
  }
}

/** A folder with the tarballs as they would be published, what they hold, and a program's project that installed them. */
export interface Workbench {
  /** For what a test makes, each by a name of its own. */
  readonly folder: string;
  /** The tarball of each package. */
  readonly tarballs: Readonly<Record<string, string>>;
  /** The folder that holds the files of each tarball. */
  readonly unpacked: Readonly<Record<string, string>>;
  /** A user's project, in which the tarballs are all that was installed. */
  readonly consumer: string;
}

/** What will be in a folder when it is filled. */
export async function workbenchIn(folder: string): Promise<Workbench> {
  const { version } = await readManifest(join(root, "packages/core"));
  const file = (name: string): string => name.replace("@", "").replace("/", "-");
  const each = (of: (name: string) => string): Record<string, string> =>
    Object.fromEntries(publicPackages.map((name) => [name, of(name)]));
  return {
    folder,
    tarballs: each((name) => join(given ?? folder, `${file(name)}-${version}.tgz`)),
    unpacked: each((name) => join(folder, file(name), "package")),
    consumer: join(folder, "consumer"),
  };
}

/** Packs all public packages, unpacks them, and installs them in an empty project. */
export async function fill({ folder, tarballs, unpacked, consumer }: Workbench): Promise<void> {
  if (given === undefined) await packAll(folder);
  await Promise.all([install(Object.values(tarballs), consumer), ...publicPackages.map(unpack)]);

  async function unpack(name: string): Promise<void> {
    const into = join(unpacked[name]!, "..");
    await mkdir(into);
    await run("tar", ["-xzf", tarballs[name]!, "-C", into], folder);
  }
}

/** As `npm install` in an empty folder; all tarballs at once, so that they find one another. */
async function install(tarballs: readonly string[], consumer: string): Promise<void> {
  await cp(fileURLToPath(new URL("consumer", import.meta.url)), consumer, { recursive: true });
  await writeFile(join(consumer, "package.json"), '{ "private": true, "type": "module" }');
  await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...tarballs], consumer);
}

export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as Manifest;
}

/** All files below a folder, by their paths from it, with forward slashes. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
}
