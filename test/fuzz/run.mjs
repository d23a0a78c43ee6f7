// `npm run fuzz -- 50000`: so many wrong calls of each public name, drawn anew each time unless FUZZ_SEED is given; with
// `-t name` of those whose name has that in it. What came of each name is printed at the end, and as it comes in the file
// that FUZZ_RECORD names. Names of which that file tells already aren't tried again: a run that was stopped goes on.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [cases = "50000", ...rest] = process.argv.slice(2);
const seed = process.env.FUZZ_SEED ?? String(Date.now() % 2 ** 31);
console.log(`${cases} wrong calls of each name, FUZZ_SEED=${seed}`);
const folder = mkdtempSync(join(tmpdir(), "nn-fuzz-"));
const record = process.env.FUZZ_RECORD ?? join(folder, "record.txt");
const { status } = spawnSync("npx", ["vitest", "run", "fuzz", ...rest], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  env: { ...process.env, FUZZ_CASES: cases, FUZZ_SEED: seed, FUZZ_RECORD: record },
  stdio: "inherit",
});
try {
  console.log(readFileSync(record, "utf8"));
} catch {
  console.log("No name was tried.");
}
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
