// Writes the programs of the tests, has PyTorch run them and train networks of its own, writes down what that answers, and compares.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Debian's own Python: only that sees Debian's packages. */
const PYTHON = "/usr/bin/python3";

if (!existsSync(PYTHON) || spawnSync(PYTHON, ["-c", "import torch"]).status !== 0) {
  console.log("PyTorch isn't here: on Debian, apt-get install python3-torch brings it.");
  process.exit(1);
}
const here = import.meta.dirname;
const run = (command, args, options = {}) => {
  const { status } = spawnSync(command, args, { cwd: join(here, "../.."), stdio: "inherit", ...options });
  if (status !== 0) process.exitCode = status ?? 1;
};
const programs = mkdtempSync(join(tmpdir(), "nn-pytorch-"));
const test = ["vitest", "run", "--project", "default backend"];
try {
  run("npx", [...test, "formats/pytorch/answers"], { env: { ...process.env, PYTORCH_PROGRAMS: programs } });
  run(PYTHON, [join(here, "run.py"), programs, join(here, "answers.json")]);
  run(PYTHON, [join(here, "theirs.py"), join(here, "../../fixtures/pytorch")]);
  run("npx", [...test, "formats/pytorch"]);
} finally {
  rmSync(programs, { recursive: true });
}
