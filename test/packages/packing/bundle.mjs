// Makes what a package is published with: each of its entries in one file, with what it takes of packages that aren't among
// its dependencies. A process starts in less than half the time when it has a few files to find, and not some seventy.
// Run in the package's folder by what packs it.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "rolldown";
import { Visitor } from "rolldown/utils";
import { privatePackages } from "./private-packages.mjs";

const folder = process.cwd();
const {
  publishConfig,
  dependencies = {},
  peerDependencies = {},
} = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const entries = Object.values(publishConfig.exports).filter((entry) => entry.types);
const notOwn = Object.keys({ ...dependencies, ...peerDependencies });

/** A command loads what it needs for one of its commands, piece by piece: in one file, its help would wait for all of it. */
const isCommand = publishConfig.bin !== undefined;

// What threads run shares no file with the code that starts them: one more for every process to find would cost those
// that start no thread.
const [workers, others] = [true, false].map((isWorker) =>
  entries.filter(({ types }) => types.endsWith("-worker.d.ts") === isWorker),
);
/** Where the compiled code lies of a file of types: the build has added plain loops to it, which the sources don't have. */
const codeIn = (base, types) => join(base, types.replace(".d.ts", ".js"));
/** What each file is made of, by its name: one module, or the doors that have the file in common. */
const inputOf = (some) => {
  const modules = new Map();
  for (const { types, default: file } of some) {
    const name = basename(file, ".js");
    modules.set(name, [...(modules.get(name) ?? []), codeIn(folder, types)]);
  }
  return Object.fromEntries(
    Array.from(modules, ([name, paths]) => [name, paths.length === 1 ? paths[0] : DOORS + paths.join(DOORS)]),
  );
};

/** What a file is called that has several doors, with their modules behind it. */
const DOORS = "doors:";
const severalDoors = {
  name: "several-doors",
  resolveId: (id) => (id.startsWith(DOORS) ? id : undefined),
  load(id) {
    if (!id.startsWith(DOORS)) return undefined;
    const paths = id.split(DOORS).slice(1);
    return { code: paths.map((path) => `export * from ${JSON.stringify(path)};`).join(""), moduleSideEffects: false };
  },
};

const carried = privatePackages(folder);

/** Finds what is published inside this package. */
const withCarried = {
  name: "with-carried",
  resolveId(id) {
    for (const inner of carried) {
      const entry = inner.manifest.exports[id.replace(inner.manifest.name, ".")];
      if (id.startsWith(inner.manifest.name) && entry) return codeIn(inner.folder, entry.types);
    }
    return undefined;
  },
};

/** Has the maps of what was compiled, so that what is published leads to the sources. */
const withMaps = {
  name: "with-maps",
  load(id) {
    if (!existsSync(`${id}.map`)) return undefined;
    return { code: readFileSync(id, "utf8"), map: JSON.parse(readFileSync(`${id}.map`, "utf8")) };
  },
};

/** Leaves out what only declares a field, `name;`: the constructor writes it. The maps stay right, as the lines stay. */
const withoutDeclaredFields = {
  name: "without-declared-fields",
  transform(code) {
    let left = code;
    const leaveOut = ({ start, end, value, key, static: isStatic }) => {
      if (value !== null || key.type !== "Identifier" || isStatic) return;
      left = left.slice(0, start) + " ".repeat(end - start) + left.slice(end);
    };
    new Visitor({ PropertyDefinition: leaveOut }).visit(this.parse(code));
    return left === code ? undefined : { code: left, map: null };
  },
};

/** Makes a module of a script in CommonJS, one that a program which doesn't draw random numbers leaves out. */
const withoutCommonJs = {
  name: "without-common-js",
  transform(code, id) {
    if (!/[\\/]seedrandom[\\/]lib[\\/]/.test(id)) return undefined;
    const [whole] = /\(function\([\s\S]*(?=^if \(module && module\.exports\))/m.exec(code);
    const exported = `${whole}return impl;\n})()`;
    return { code: `const exported = /* @__PURE__ */ ${exported};\nexport default exported;`, map: null };
  },
};

/**
 * Gives what the entries have in common, and the first one hands to the others, names that no other package has. The bundler's, of
 * a letter or two, are the same in each package, so that who exports all of two packages would export two things by one name.
 */
const withOwnNames = {
  name: "with-own-names",
  renderChunk(code) {
    const prefix = `nn_${basename(folder)}_`;
    const renamed = code.replaceAll(/^(?:import|export) \{.*\}(?: from "\.\/.*")?/gm, (statement) =>
      statement.endsWith("}")
        ? statement.replaceAll(/(?<= as )[\w$]{1,2}(?=,| \})/g, (name) => prefix + name)
        : statement.replaceAll(/(?<=[{,] )[\w$]{1,2}(?= as )/g, (name) => prefix + name),
    );
    // Nothing that a map leads to stands in these statements.
    return { code: renamed, map: null };
  },
};

/**
 * Half of the time in which an engine reads a file is for the names of variables; and for one character that Latin-1 lacks it
 * keeps two bytes for each one of the file. Functions and classes have names in stack traces, and lines stay as they are, as Node
 * prints the one where an error ends a program. Nothing is written in another way: bundlers would then find less that a
 * page doesn't use.
 */
const SHORT = {
  compress: false,
  mangle: { keepNames: { function: true, class: true } },
  codegen: { removeWhitespace: false, asciiOnly: true },
};

const target = dirname(join(folder, entries[0].default));
rmSync(target, { recursive: true, force: true });
/** The programs of a command, by the names of their files: the one that is typed, and those that this one starts as processes. */
const programs = Object.fromEntries(
  (isCommand ? readdirSync(join(folder, "dist"), { recursive: true }) : [])
    .filter((file) => file === "main.js" || file.endsWith("-process.js"))
    .map((file) => [basename(file, ".js"), join(folder, "dist", file)]),
);
for (const some of [others, ...workers.map((worker) => [worker])]) {
  await build({
    input: { ...inputOf(some), ...programs },
    platform: "neutral",
    external: (id) => id.startsWith("node:") || notOwn.some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: [
      severalDoors,
      withCarried,
      withMaps,
      ...(isCommand ? [] : [allInTheFirst(Object.values(inputOf(some))), withOwnNames]),
      withoutDeclaredFields,
      withoutCommonJs,
    ],
    // An entry that imports another one finds all it needs in what that exports.
    preserveEntrySignatures: "allow-extension",
    output: {
      dir: target,
      entryFileNames: "[name].js",
      sourcemap: true,
      minify: SHORT,
      // They are published beside this package's own.
      sourcemapPathTransform: (source) => source.replace(/^(?:\.\.\/)+([\w-]+)\/src\//, "../../src/$1/"),
      // What tells bundlers that a call changes nothing; the others stand in the sources and in the types.
      comments: { annotation: true, jsdoc: false, legal: false },
      // What neither imports nor exports would be taken for a script.
      footer: ({ exports, imports }) => (exports.length + imports.length === 0 ? "export {};" : ""),
      postBanner: ({ moduleIds }) => moduleIds.map(licenceOf).join(""),
    },
    logLevel: "warn",
  });
}

/** What a file of another package says at its top, where its licence is. */
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
