// Makes the one file that a page takes all of a package from, and beside it what the threads of a pool run.
// Run in the package's folder; makes them there, or in the folder that it is given.
import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "rolldown";

const folder = process.cwd();
const { unpkg } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const target = process.argv[2] ?? dirname(join(folder, unpkg));
const require = createRequire(pathToFileURL(join(folder, "package.json")));
const inputs = { nn: join(folder, "dist/index.js"), "pool-worker": require.resolve("@nn/core/pool-worker") };

rmSync(target, { recursive: true, force: true });
for (const [name, input] of Object.entries(inputs)) {
  await build({
    input: { [name]: input },
    platform: "browser",
    output: { dir: target, entryFileNames: "[name].js", minify: true, comments: { legal: true, jsdoc: false } },
    logLevel: "warn",
  });
}
