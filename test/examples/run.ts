import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** Where an example package lies. */
export function folderOf(example: "gender-prediction" | "xor" | "your-own"): string {
  return dirname(require.resolve(`${example}/package.json`));
}

/** Runs an example as its user does, and gives what it prints. */
export function run(
  example: "gender-prediction" | "xor" | "your-own",
  ...words: readonly string[]
): { status: number | null; stdout: string; stderr: string } {
  const main = join(folderOf(example), "dist", "main.js");
  return spawnSync(process.execPath, [main, ...words], { encoding: "utf8", env: { ...process.env, INIT_CWD: "" } });
}

/** The people of the lab, to be changed by a test. */
export function labPeople(): string {
  return readFileSync(join(folderOf("gender-prediction"), "people.csv"), "utf8");
}
