import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

const folders = {
  "gender-prediction": dirname(require.resolve("gender-prediction/package.json")),
  xor: dirname(require.resolve("xor/package.json")),
  "your-own": dirname(require.resolve("your-own/package.json")),
};

/** What an example printed, and how it ended. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs an example as its user does, and gives what it prints. */
export function run(example: keyof typeof folders, ...words: readonly string[]): Run {
  return runWith({}, example, ...words);
}

/** The same with variables of the environment; the language is English unless they say another. */
export function runWith(
  variables: Readonly<Record<string, string>>,
  example: keyof typeof folders,
  ...words: readonly string[]
): Run {
  const main = join(folders[example], "dist", "main.js");
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_config_|LC_|LANG)/.test(name));
  const env = { ...Object.fromEntries(own), INIT_CWD: "", ...variables };
  return spawnSync(process.execPath, [main, ...words], { encoding: "utf8", env, timeout: 300_000, maxBuffer: 2 ** 28 });
}

/** The people of the lab, to be changed by a test. */
export function labPeople(): string {
  return readFileSync(join(folders["gender-prediction"], "people.csv"), "utf8");
}
