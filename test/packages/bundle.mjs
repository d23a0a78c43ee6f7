// Makes what a package is published with: each of its entries in one file, with what it takes of packages that aren't among
// its dependencies. A process starts in less than half the time when it has a few files to find, and not some seventy.
// Run by `pnpm pack` in the package's folder.
import { readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "rolldown";

const folder = process.cwd();
const { publishConfig, dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const entries = Object.values(publishConfig.exports).filter((entry) => entry.types);

// What threads run shares no file with the code that starts them: one more for every process to find would cost those
// that start no thread.
const [workers, others] = [true, false].map((isWorker) =>
  entries.filter(({ types }) => types.endsWith("-worker.d.ts") === isWorker),
);
/** The sources by the names of what is made of them. The types lie where tsc puts them, as the sources do. */
const inputOf = (some) =>
  Object.fromEntries(
    some.map(({ types, default: file }) => [
      basename(file, ".js"),
      join(folder, types.replace("/dist/", "/src/").replace(".d.ts", ".ts")),
    ]),
  );

const target = dirname(join(folder, entries[0].default));
rmSync(target, { recursive: true, force: true });
for (const some of [others, ...workers.map((worker) => [worker])]) {
  await build({
    input: inputOf(some),
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
      // What neither imports nor exports would be taken for a script.
      footer: ({ exports, imports }) => (exports.length + imports.length === 0 ? "export {};" : ""),
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
