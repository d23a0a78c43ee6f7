// `npm run fuzz -- 50000`: so many wrong calls of each public name, drawn anew each time unless FUZZ_SEED is given.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const [cases = "50000", ...rest] = process.argv.slice(2);
const seed = process.env.FUZZ_SEED ?? String(Date.now() % 2 ** 31);
console.log(`${cases} wrong calls of each name, FUZZ_SEED=${seed}`);
const { status } = spawnSync("npx", ["vitest", "run", "fuzz", ...rest], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  env: { ...process.env, FUZZ_CASES: cases, FUZZ_SEED: seed },
  stdio: "inherit",
});
process.exitCode = status ?? 1;
