// Makes what a package is published with: each of its entries in one file, with what it takes of packages that aren't among
// its dependencies. A process starts in less than half the time when it has a few files to find, and not some seventy.
// Run by `pnpm pack` in the package's folder.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "rolldown";

const folder = process.cwd();
const { publishConfig, dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const entries = Object.values(publishConfig.exports).filter((entry) => entry.types);

const source = (file) => join(folder, "src", file);
// The types lie where tsc puts them, as the sources do.
const input = Object.fromEntries(
  entries.map(({ types, default: file }) => [
    basename(file, ".js"),
    join(folder, types.replace("/dist/", "/src/").replace(".d.ts", ".ts")),
  ]),
);
// What threads run is loaded by its name, from beside the code that starts them. It shares no file with that: one more
// for every process to find would cost those that start no thread.
const workers = readdirSync(source(""), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("-worker.ts"))
  .map((file) => ({ [basename(file, ".ts")]: source(file) }));

const target = dirname(join(folder, entries[0].default));
rmSync(target, { recursive: true, force: true });
for (const files of [input, ...workers]) {
  await build({
    input: files,
    platform: "neutral",
    external: (id) => Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`)),
    resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
    // An entry that imports another one finds all it needs in what that exports.
    preserveEntrySignatures: "allow-extension",
    output: {
      dir: target,
      entryFileNames: "[name].js",
      sourcemap: true,
      // They stand in the sources and in the types, and cost each process the reading.
      comments: { jsdoc: false },
      banner: ({ moduleIds }) => moduleIds.map(licenceOf).join(""),
    },
    logLevel: "warn",
  });
}

/** What a file of somebody else's says at its top, where its licence is. */
function licenceOf(file) {
  if (!file.includes("node_modules")) return "";
  return /^(?:\/\/.*\n|\s)*/.exec(readFileSync(file, "utf8"))[0].trimEnd();
}
