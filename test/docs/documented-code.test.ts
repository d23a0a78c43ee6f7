import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { beforeAll, expect, test, vi } from "vitest";
import { at, lastLine } from "./compare.js";
import { documentedModules, onTheirLines, root } from "./extract.js";
import { withChecks } from "./transform.js";
import { importsFor, typeErrorsIn } from "./types.js";

const folder = `${root}test/docs/blocks`;
mkdirSync(folder, { recursive: true });
const modules = documentedModules().map((blocks) => {
  const { file, line } = blocks[0]!;
  const code = onTheirLines(blocks);
  const path = write(`${file}-${line}`, withChecks(code), file.endsWith(".ts") ? importsFor(file, code) : "");
  return { file, line, path };
});
const planted = write("planted", '\nconst three: string = 3; // => "3"', "");
// What is no longer documented goes last, so that two runs at a time don't take each other's modules away.
const paths = [planted, ...modules.map(({ path }) => path)];
for (const path of readdirSync(folder).map((name) => `${folder}/${name}`)) {
  if (path.endsWith(".ts") && !paths.includes(path)) rmSync(path, { force: true });
}

/** Imports go on line 1, which no documented code is on: above it there is a fence or the start of a docstring. */
function write(name: string, code: string, imports: string): string {
  const path = `${folder}/${name.replaceAll("/", "-")}.ts`;
  writeFileSync(path, `import * as $doc from "../compare.js"; ${imports}${code}`);
  return path;
}

beforeAll(() => void vi.spyOn(console, "log").mockImplementation(() => {}));

test("the types of all documented code are right", async () => {
  const places = new Map(modules.map(({ path, file }) => [path, file]));
  const errors = await typeErrorsIn(folder, paths);
  const found = errors.map(({ file, line, message }) => `${places.get(file) ?? file}:${line}: ${message}`);
  expect(found).toEqual([`${planted}:2: Type 'number' is not assignable to type 'string'.`]);
});

for (const { file, line, path } of modules) {
  test(`${file}:${line}`, async () => {
    at(line);
    try {
      await import(path);
    } catch (error) {
      throw new Error(`${file}:${lastLine()}: ${error}`, { cause: error });
    }
  });
}
