// Makes what a package is published with: each of its entries in one file, with what it takes of packages that aren't among
// its dependencies. A process starts in less than half the time when it has a few files to find, and not some seventy.
// Run by `pnpm pack` in the package's folder.
import { readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "rolldown";
import { privateRooms } from "./private-rooms.mjs";

const folder = process.cwd();
const { publishConfig, dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const entries = Object.values(publishConfig.exports).filter((entry) => entry.types);

// What threads run shares no file with the code that starts them: one more for every process to find would cost those
// that start no thread.
const [workers, others] = [true, false].map((isWorker) =>
  entries.filter(({ types }) => types.endsWith("-worker.d.ts") === isWorker),
);
/** Where the sources lie of a file of types. */
const sourceIn = (home, types) => join(home, types.replace("/dist/", "/src/").replace(".d.ts", ".ts"));
/** The sources by the names of what is made of them. */
const inputOf = (some) =>
  Object.fromEntries(some.map(({ types, default: file }) => [basename(file, ".js"), sourceIn(folder, types)]));

const rooms = privateRooms(folder);

/** Finds the sources of what is published inside this package. */
const fromSources = {
  name: "from-sources",
  resolveId(id) {
    for (const room of rooms) {
      const entry = room.manifest.exports[id.replace(room.manifest.name, ".")];
      if (id.startsWith(room.manifest.name) && entry) return sourceIn(room.folder, entry.types);
    }
    return undefined;
  },
};

/** Makes a module of a script in CommonJS, one that a program which doesn't draw random numbers leaves out. */
const withoutCommonJs = {
  name: "without-common-js",
  transform(code, id) {
    if (!/[\\/]seedrandom[\\/]lib[\\/]/.test(id)) return undefined;
    const exported = `(() => { const module = { exports: {} }; ${code.replace(/^ {2}this,$/m, "globalThis,")}\nreturn module.exports; })()`;
    return { code: `const exported = /* @__PURE__ */ ${exported};\nexport default exported;`, map: null };
  },
};

const target = dirname(join(folder, entries[0].default));
rmSync(target, { recursive: true, force: true });
for (const some of [others, ...workers.map((worker) => [worker])]) {
  await build({
    input: inputOf(some),
    platform: "neutral",
    external: (id) => Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`)),
    resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
    plugins: [fromSources, allInTheFirst(Object.values(inputOf(some))), withoutCommonJs],
    // An entry that imports another one finds all it needs in what that exports.
    preserveEntrySignatures: "allow-extension",
    output: {
      dir: target,
      entryFileNames: "[name].js",
      sourcemap: true,
      // They are published beside this package's own.
      sourcemapPathTransform: (source) => source.replace(/^(?:\.\.\/)+([\w-]+)\/src\//, "../../src/$1/"),
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

/**
 * Has each further entry import the first, so that what they share stands in the first one's file, which a process finds
 * without looking for another.
 */
function allInTheFirst([first, ...others]) {
  const transform = (code, id) =>
    others.includes(id) ? { code: `import ${JSON.stringify(first)}; ${code}`, map: null } : undefined;
  return { name: "all-in-the-first", transform };
}
