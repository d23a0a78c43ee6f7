import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../child.js";

const require = createRequire(import.meta.url);
const folder = join(import.meta.dirname, "fixtures/tables");

test.each(["typescript", "typescript-7"])(
  "names of columns that a table doesn't have are errors of %s, where the names are known",
  async (compiler) => {
    const lines = (await readFile(join(folder, "tables.ts"), "utf8")).split("\n");
    const from = lines.indexOf("// Don't.");
    const wrong = lines.flatMap((line, index) => (index > from && line !== "" ? [index + 1] : []));
    const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin", "tsc");
    const compiling = run(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { cwd: folder });
    const { stdout } = await compiling.catch((error: { stdout: string }) => error);
    const found = [...stdout.matchAll(/^tables\.ts\((\d+),/gm)].map(([, line]) => Number(line));
    expect(found).toEqual(wrong);
    expect(stdout).toContain(`Argument of type '"wieght"' is not assignable to parameter of type`);
  },
);
