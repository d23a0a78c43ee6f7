// Writes the trainings of the tests, has PyTorch do them in two processes on this machine, writes down what came of it, and compares.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Debian's own Python: only that sees Debian's packages. */
const PYTHON = "/usr/bin/python3";
/** What torchrun is. Debian's 1.13 with its Python needs to be told what to do with the output. */
const TORCHRUN = [
  "-m",
  "torch.distributed.run",
  "--nproc_per_node",
  "2",
  "--redirects",
  "2",
  "--tee",
  "1",
  "--log_dir",
];

if (!existsSync(PYTHON) || spawnSync(PYTHON, ["-c", "import torch.distributed"]).status !== 0) {
  console.log("PyTorch isn't here: on Debian, apt-get install python3-torch brings it.");
  process.exit(1);
}
const here = import.meta.dirname;
const answers = join(here, "answers.json");
const folder = mkdtempSync(join(tmpdir(), "nn-torchrun-"));
const env = { ...process.env, PYTORCH_TRAININGS: folder };
const run = (command, args, more = {}) => {
  const options = { cwd: join(here, "../../.."), stdio: "inherit", env: { ...env, ...more } };
  const { status } = spawnSync(command, args, options);
  if (status !== 0) process.exitCode = status ?? 1;
};
const test = ["vitest", "run", "--project", "default backend", "formats/pytorch/training/agreement"];
try {
  run("npx", test);
  run(PYTHON, [...TORCHRUN, `${folder}-logs`, join(here, "run.py"), folder, answers]);
  run("npx", test, { PYTORCH_TRAINED: "1" });
  // What `npm test` compares with.
  const kept = Object.entries(JSON.parse(readFileSync(answers, "utf8"))).filter(([name]) => name.endsWith("float64"));
  writeFileSync(answers, JSON.stringify(Object.fromEntries(kept)));
} finally {
  if (!process.env.KEEP) for (const each of [folder, `${folder}-logs`]) rmSync(each, { recursive: true, force: true });
}
