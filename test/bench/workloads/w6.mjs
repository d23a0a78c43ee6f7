// Whole processes: what it costs until a network answers that wasn't trained before, and what has to be installed.
// Each program is what a user would write: it imports, trains the lab's network for 1,000 epochs and predicts.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { footprintOf, installPacked } from "../installed.mjs";
import { spreadOf } from "../statistics.mjs";
import { table } from "../table.mjs";

const ROUNDS = 15;

const TITLE = "W6: a whole process that imports, trains W1 and predicts";

/** The file of ../cold-start, what a user installs for it, and what the table calls it. */
const PROGRAMS = [
  { file: "nn.mjs", name: "**@nn**", packages: ["@nn/core", "@nn/layers", "@nn/losses", "@nn/optim"] },
  { file: "synaptic.mjs", name: "synaptic", packages: ["synaptic"] },
  { file: "brain.mjs", name: "brain.js", packages: ["brain.js"] },
  { file: "jax.mjs", name: "jax-js, wasm, jit", packages: ["@jax-js/jax"] },
  { file: "tensorflow-cpu.mjs", name: "TensorFlow.js, CPU", packages: ["@tensorflow/tfjs"] },
  {
    file: "tensorflow-wasm.mjs",
    name: "TensorFlow.js, wasm",
    packages: ["@tensorflow/tfjs", "@tensorflow/tfjs-backend-wasm"],
  },
];

const folder = fileURLToPath(new URL("../cold-start/", import.meta.url));

/** @returns {Promise<string>} the table */
export async function measureColdStarts() {
  const installed = installPacked(`${folder}nn.mjs`);
  try {
    const entries = PROGRAMS.map((program) => {
      const own = program.file === "nn.mjs";
      return {
        ...program,
        cwd: own ? installed.folder : folder,
        milliseconds: [],
        seen: own ? installed.folder : undefined,
      };
    });
    const empty = [];
    // The first start of each reads its files from the disk; it isn't counted.
    for (const entry of entries) check(start(entry), entry);
    for (let round = 0; round < ROUNDS; round++) {
      empty.push(start({ file: "empty.mjs", cwd: folder }).milliseconds);
      for (const entry of entries) entry.milliseconds.push(start(entry).milliseconds);
    }
    return describe(entries, empty);
  } finally {
    installed.remove();
  }
}

function start({ file, cwd }) {
  const begin = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { cwd, encoding: "utf8" });
  const milliseconds = performance.now() - begin;
  if (status !== 0) throw new Error(`${file} failed: ${stderr}`);
  return { milliseconds, stdout };
}

/** Emily and Frank of the lab must come out on their sides. */
function check({ stdout }, { name }) {
  const [emily, frank] = stdout.trim().split(/\s+/).slice(-2).map(Number);
  if (!(emily > 0.9 && frank < 0.1)) throw new Error(`${name} predicts ${stdout}`);
}

function describe(entries, empty) {
  const lines = entries.map(({ name, packages, milliseconds, seen }) => {
    const above = spreadOf(milliseconds.map((time, round) => time - empty[round]));
    const { bytes, count } = footprintOf(packages, seen ?? fileURLToPath(new URL("..", import.meta.url)));
    const size = `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
    return { median: above.median, cells: [name, above.median.toFixed(0), whole(above), above.count, size, count] };
  });
  lines.sort((a, b) => a.median - b.median);
  const whatIsEmpty = `An empty Node process takes ${spreadOf(empty).median.toFixed(0)} ms, which is taken off.`;
  const columns = ["", "ms above empty", "min – max", "turns", "installed", "packages"];
  return [
    `### ${TITLE}`,
    table(
      columns,
      lines.map(({ cells }) => cells),
    ),
    whatIsEmpty,
  ].join("\n\n");
}

const whole = ({ min, max }) => `${min.toFixed(0)} – ${max.toFixed(0)}`;
