// Whole processes: what it costs until a network answers that wasn't trained before, and what has to be installed.
// Each program is what a user would write: it imports, trains the lab's network for 1,000 epochs and predicts. It ends
// with 0 if Emily and Frank of the lab come out on their sides. It doesn't print them, as that makes Node load its streams,
// which the empty process doesn't.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { footprintOf, installPacked } from "../installed.mjs";
import { spreadOf } from "../report/statistics.mjs";
import { table } from "../report/table.mjs";

const ROUNDS = 45;
/** Who takes longer than this takes part in fewer rounds. */
const SLOW_MILLISECONDS = 500;
const ROUNDS_OF_SLOW = 15;

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
  const installed = await installPacked(`${folder}nn.mjs`);
  try {
    const entries = PROGRAMS.map((program) => {
      const cwd = program.file === "nn.mjs" ? installed.folder : folder;
      // The first start of each reads its files from the disk.
      millisecondsOf({ ...program, cwd });
      const rounds = millisecondsOf({ ...program, cwd }) > SLOW_MILLISECONDS ? ROUNDS_OF_SLOW : ROUNDS;
      return { ...program, cwd, rounds, above: [] };
    });
    const empty = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const entry of entries) {
        if (round >= entry.rounds) continue;
        // Right before it, as the machine isn't as fast at all times.
        const nothing = millisecondsOf({ file: "empty.mjs", cwd: folder });
        empty.push(nothing);
        entry.above.push(millisecondsOf(entry) - nothing);
      }
    }
    return describe(entries, empty);
  } finally {
    installed.remove();
  }
}

function millisecondsOf({ file, cwd }) {
  const begin = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [file], { cwd, encoding: "utf8" });
  const milliseconds = performance.now() - begin;
  if (status !== 0) throw new Error(`${file} predicts wrongly, or failed (${status}). ${stderr}`);
  return milliseconds;
}

function describe(entries, empty) {
  const lines = entries.map((entry) => {
    const { median, ...spread } = spreadOf(entry.above);
    const { bytes, count } = footprintOf(entry.packages, entry.cwd);
    const size = `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
    return { median, cells: [entry.name, median.toFixed(0), whole(spread), spread.count, size, count] };
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
