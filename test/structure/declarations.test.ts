import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const packages = join(root, "packages");

/*
 * The tests compile with a newer compiler than the examples, which takes more for a declaration. What the older one refuses
 * would stop the first command of a newcomer.
 */
test("each file has declarations for the compiler of the examples", () => {
  const { config } = ts.readConfigFile(join(root, "tsconfig.base.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root);
  const files = readdirSync(packages, { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => /^\w+\/src\/.*(?<!\.d)\.ts$/.test(file)).map((file) => join(packages, file));
  expect(sources.length).toBeGreaterThan(300);
  // Each file by itself, as its exports tell their types: with nothing that it imports, and unchecked.
  const alone = { noResolve: true, noLib: true, noCheck: true, types: [], composite: false, incremental: false };
  const program = ts.createProgram(sources, { ...options, ...alone });
  const refused = program
    .getDeclarationDiagnostics()
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  expect(refused).toEqual([]);
});
