// What is published inside another package: a private package of this repository that it needs for development alone.
import { cpSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

/**
 * The private packages that a package carries inside it.
 *
 * @param {string} folder - The package's folder.
 */
export function privatePackages(folder) {
  const { devDependencies = {} } = readJson(join(folder, "package.json"));
  return Object.keys(devDependencies)
    .filter((name) => devDependencies[name].startsWith("workspace:"))
    .map((name) => realpathSync(join(folder, "node_modules", name)))
    .map((inner) => ({ folder: inner, manifest: readJson(join(inner, "package.json")) }))
    .filter(({ manifest }) => manifest.private);
}

/**
 * Puts the sources and the types of private packages into a package that is about to be packed, as its folders
 * `src/numerics` and `dist/numerics`, and has its types find them there: no registry has them. Beside the types lies what they
 * export that is no code, as the workshop's page.
 *
 * @param {string} folder - The package's own folder.
 * @param {string} staged - The copy of it that is packed.
 */
export function takeIn(folder, staged) {
  for (const inner of privatePackages(folder)) {
    const name = basename(inner.folder);
    const types = join(staged, "dist", name);
    cpSync(join(inner.folder, "src"), join(staged, "src", name), { recursive: true });
    for (const file of filesIn(join(inner.folder, "dist"))) {
      if (/\.d\.ts(\.map)?$/.test(file)) cpSync(join(inner.folder, "dist", file), join(types, file));
    }
    for (const file of Object.values(inner.manifest.exports)) {
      if (typeof file !== "string" || file === "./package.json") continue;
      cpSync(join(inner.folder, file), join(types, basename(file)));
    }
    for (const file of filesIn(types).filter((each) => each.endsWith(".map"))) {
      const map = readJson(join(types, file));
      map.sources = map.sources.map((source) => source.replace(/^((?:\.\.\/)+)src\//, `../$1src/${name}/`));
      writeFileSync(join(types, file), JSON.stringify(map));
    }
    for (const file of filesIn(join(staged, "dist")).filter((each) => each.endsWith(".d.ts"))) {
      const path = join(staged, "dist", file);
      const text = readFileSync(path, "utf8");
      const found = text.replaceAll(/(?<=")@nn\/[\w-]+(?:\/[\w-]+)?(?=")/g, (id) => {
        const entry =
          id.startsWith(inner.manifest.name) && inner.manifest.exports[id.replace(inner.manifest.name, ".")];
        if (!entry) return id;
        const target = join(types, entry.types.replace("./dist/", "").replace(".d.ts", ".js"));
        const path = relative(dirname(join(staged, "dist", file)), target).replaceAll("\\", "/");
        return path.startsWith(".") ? path : `./${path}`;
      });
      if (found !== text) writeFileSync(path, found);
    }
  }
}

function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
