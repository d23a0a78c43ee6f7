// NumPy, in a Python process of its own that counts to `times` itself: one message starts many repetitions.
import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { CannotDo } from "./library.mjs";

const program = fileURLToPath(new URL("tasks_in_numpy.py", import.meta.url));
const ONE_THREAD = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1", BLIS_NUM_THREADS: "1" };
const env = { ...process.env, ...ONE_THREAD };

/** The first Python that has NumPy, with what it says of itself; nothing where there is none. */
export function findPython() {
  for (const python of ["python3", "/usr/bin/python3"]) {
    const { status, stdout } = spawnSync(python, [program, "--version"], { env, encoding: "utf8" });
    if (status === 0) return { python, version: stdout.trim() };
  }
  return undefined;
}

/** A function that sends a command to Python and waits for its answer. */
async function start(kind, task) {
  const found = findPython();
  if (found === undefined) throw new CannotDo("no python3 with NumPy was found");
  const child = spawn(found.python, [program], { env, stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function ask(command) {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error("Python stopped");
    return JSON.parse(value);
  }
  const encoded = (values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64");
  const layers = task.layers.map((layer) => {
    return { ...layer, weight: encoded(layer.weight), bias: encoded(layer.bias) };
  });
  await ask({ kind, task: { ...task, layers, inputs: encoded(task.inputs), targets: encoded(task.targets) } });
  return ask;
}

export async function train(task) {
  const ask = await start("train", task);
  return {
    reset: () => ask({ call: "reset" }),
    run: (times) => ask({ call: "run", times }),
    loss: () => ask({ call: "loss" }),
  };
}

export async function predict(task) {
  const ask = await start("predict", task);
  return {
    run: (times) => ask({ call: "run", times }),
    output: () => ask({ call: "output" }),
  };
}
