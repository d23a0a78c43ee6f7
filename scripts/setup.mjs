// What `npm start` and `npm test` do before anything else: `node scripts/setup.mjs start`, or `… all`. It installs what
// the lock file says, and compiles what is started, unless both were done. It then asks no registry and writes nothing,
// so that a set-up folder may be copied, moved, read-only and without a network.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "./setup/compile.mjs";
import { install } from "./setup/install.mjs";
import { readStamp, stampOf, writeStamp } from "./setup/stamp.mjs";
import { hashOfBuild, hashOfDependencies, isBuilt, isInstalled } from "./setup/state.mjs";
import { wordsFor } from "./setup/words.mjs";
import { withWorkspaceDependencies, workspacePackages } from "./setup/workspace.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const EXAMPLE = "examples/gender-prediction";

const words = wordsFor(process.env);
const everything = process.argv[2] === "all";
const packages = workspacePackages(root);
const example = withWorkspaceDependencies(packages, EXAMPLE);
const wanted = everything ? packages : example;

const dependencies = hashOfDependencies(root, packages);
const stamp = readStamp(root);
const covered = stamp.dependencies === dependencies && (stamp.everything || !everything);
const installs = !covered || !isInstalled(root, wanted);
if (installs) {
  // A set-up that is interrupted must not look like one that ended.
  rmSync(stampOf(root), { force: true });
  const command = everything ? "npm test" : "npm start";
  console.error(words.installing(everything ? words.everything : words.example));
  install(root, command, everything ? [] : ["--filter", "gender-prediction..."]);
}

let build = stamp.build;
if (!everything && (installs || build !== hashOfBuild(root, example) || !isBuilt(root, example))) {
  if (!installs) console.error(words.compiling);
  compile(root, EXAMPLE);
  build = hashOfBuild(root, example);
}
writeStamp(root, { dependencies, everything: everything || (covered && stamp.everything === true), build }, stamp);
