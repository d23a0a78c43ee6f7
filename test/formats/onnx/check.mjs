// Runs the ONNX files of the tests in onnxruntime-node, which it installs first, and writes down what that answers; then has
// Debian's python3-onnx look at the files, where that is installed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CHECKER = `
import sys, onnx
for path in sys.argv[1:]:
    onnx.checker.check_model(onnx.load(path), full_check=True)
print(len(sys.argv) - 1, "files accepted by the checker of onnx", onnx.__version__)
`;
/** Debian's own Python: only that sees Debian's packages. */
const PYTHON = "/usr/bin/python3";

const folder = new URL("../../", import.meta.url);
const run = (command, args, options = {}) => {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: "inherit", ...options });
  if (status !== 0) process.exit(status ?? 1);
};

run("npm", ["--prefix", "onnxruntime", "ci", "--ignore-scripts", "--loglevel=error"]);
const files = mkdtempSync(join(tmpdir(), "nn-onnx-"));
try {
  const env = { ...process.env, ONNX_RUNTIME: files };
  run(
    "npx",
    [
      "vitest",
      "run",
      "--project",
      "default backend",
      "formats/onnx/answers",
      "formats/onnx/piped",
      "formats/onnx/others",
    ],
    { env },
  );
  const hasChecker = existsSync(PYTHON) && spawnSync(PYTHON, ["-c", "import onnx"]).status === 0;
  if (hasChecker) run(PYTHON, ["-c", CHECKER, ...readdirSync(files).map((name) => join(files, name))]);
  else console.log("Not looked at by the checker: on Debian, apt-get install python3-onnx brings it.");
} finally {
  rmSync(files, { recursive: true });
}
