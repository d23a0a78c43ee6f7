import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const packages = join(import.meta.dirname, "../../packages");
const read = (...path: string[]): string => readFileSync(join(packages, ...path), "utf8");

/** The names that a module exports, also of what it passes on as a whole. */
function exportedBy(file: string): string[] {
  const source = readFileSync(file, "utf8");
  const listed = Array.from(source.matchAll(/^export (?:type )?\{([^}]*)\}/gm), ([, names]) =>
    names!.split(","),
  ).flat();
  const declared = Array.from(
    source.matchAll(/^export (?:interface|type|class|function|const) (\w+)/gm),
    ([, name]) => name!,
  );
  const passedOn = Array.from(source.matchAll(/^export (?:type )?\* from "(\.[^"]*)\.js"/gm), ([, path]) =>
    exportedBy(join(dirname(file), `${path}.ts`)),
  );
  return [...listed.map((name) => name.replace(/^.* as /, "").trim()), ...declared, ...passedOn.flat()];
}

/** The sources of a package's entry points. */
function entriesOf(name: string): string[] {
  const { exports } = JSON.parse(read(name, "package.json")) as { exports: Record<string, { types?: string }> };
  const types = Object.values(exports).flatMap((entry) => entry.types ?? []);
  return types.map((path) => join(packages, name, path.replace("dist/", "src/").replace(".d.ts", ".ts")));
}

const names = readdirSync(packages);
const exported = new Set(names.flatMap((name) => entriesOf(name).flatMap(exportedBy)));

test.each(names)("what the page of @nn/%s names is exported", (name) => {
  const prose = read(name, "README.md").replace(/```[\s\S]*?```/g, "");
  const named = Array.from(prose.matchAll(/`([A-Za-z]\w+)`/g), ([, word]) => word!).filter((word) => word !== "docs");
  expect(named.filter((word) => !exported.has(word))).toEqual([]);
});
