// `npm run release`: builds anew, packs all packages, runs the tests of packages on those tarballs, and publishes them.
// `npm run release -- --dry-run` has npm say what it would publish. Other options go to `npm publish`: `--otp=123456`.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packAll, repositoryOf } from "./pack.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const options = process.argv.slice(2);
const isDry = options.includes("--dry-run");

if (!isDry) {
  const changes = execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" });
  if (changes) stop(`What is published has to be what is committed, but there are changes:\n${changes}`);
  if (!repositoryOf(root)) {
    stop(
      "npm shows where a package's sources are, and proves it: give this clone its remote (git remote add origin …).",
    );
  }
}

// tsc leaves what it compiled of files that were removed since.
for (const name of readdirSync(join(root, "packages"))) {
  rmSync(join(root, "packages", name, "dist"), { recursive: true, force: true });
}
run("npm", ["--prefix", "test", "run", "--silent", "build"], root);

const destination = join(root, "release");
rmSync(destination, { recursive: true, force: true });
mkdirSync(destination);
const packages = await packAll(destination);
run("npx", ["vitest", "run", "packages/"], join(root, "test"), { NN_TARBALLS: destination });
for (const { tarball } of packages) run("npm", ["publish", tarball, ...options], root);
console.log(isDry ? "Nothing was published; what would be is in the folder release." : "Published.");

function run(command, args, cwd, env = {}) {
  const shell = process.platform === "win32";
  const { status } = spawnSync(command, args, { cwd, env: { ...process.env, ...env }, stdio: "inherit", shell });
  if (status !== 0) stop(`${command} ${args.join(" ")} failed, so nothing${isDry ? "" : " more"} was published.`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
