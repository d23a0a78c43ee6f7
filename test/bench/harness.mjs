// Measures the rows of a group in turns: A B C, A B C, ... A machine that is slower for a second is so for all rows, and
// the ratio of two rows is the median of the ratios of their turns.
//
// Each row has a process of its own, and the processes take the turns; only one of them runs at a time. In one process
// the rows would change one another: a library's garbage is collected in its neighbour's turn, and the engine optimises
// a function for the kinds of arrays that it has seen, so that @nn in float32 would be slower after @nn in float64.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { LIBRARIES } from "./libraries/names.mjs";
import { spreadOf } from "./report/statistics.mjs";

const ROUNDS = 11;
/** The fewest turns that a row has; one that has spent more than the budget, in seconds, gets no more than these. */
const FEWEST_ROUNDS = 3;
const BUDGET = 3;
/** How far a loss or an output may be from the oracle's, relatively; outputs below 1 absolutely. */
const TOLERANCE = { float64: 1e-6, float32: 1e-3 };
/** The row that ratios are taken to. */
const BASE = "@nn";

/**
 * @typedef {object} Row
 * @property {string} library the name of its file
 * @property {string} [name] what the table calls it; the library's name unless given
 * @property {object} [changes] to the group's task
 *
 * @typedef {object} Group
 * @property {string} title
 * @property {{ label: string, of: (seconds: number) => number }} unit what the seconds of a run are shown as
 * @property {() => import("./tasks.mjs").Task} task
 * @property {boolean} [predicts] whether predictions are measured, not trainings
 * @property {Row[]} rows
 * @property {string} oracle the library whose result is the right one
 * @property {(results: Result[]) => string | undefined} [remark] a sentence below the table
 *
 * @typedef {import("./report/statistics.mjs").Spread} Spread
 * @typedef {{ name: string, cannot?: string, note?: string, figure?: Spread, ratio?: Spread }} Result
 */

/** @returns {Promise<{ title: string, unit: string, results: Result[], remark?: string }>} */
export async function measureGroup(workload, place, group) {
  const entries = [];
  try {
    for (const row of group.rows) entries.push(await open(workload, place, row));
    check(group, entries);
    const running = entries.filter(({ opened }) => opened.cannot === undefined);
    for (const { child } of running) await ask(child, { call: "warmUp" });
    for (let round = 0; round < ROUNDS; round++) {
      for (const entry of running) {
        if (round >= FEWEST_ROUNDS && entry.spent > BUDGET) continue;
        const begin = performance.now();
        entry.seconds.push(await ask(entry.child, { call: "measure" }));
        entry.spent += (performance.now() - begin) / 1000;
      }
    }
  } finally {
    for (const { child } of entries) child.kill();
  }
  const base = entries.find(({ name }) => name === BASE);
  const results = entries.map((entry) => resultOf(group, entry, base));
  return { title: group.title, unit: group.unit.label, results, remark: group.remark?.(results) };
}

/** Starts a row's process, and has it make the task's network and run it once. */
async function open(workload, place, { library, name = LIBRARIES[library].name, changes }) {
  const program = fileURLToPath(new URL("child.mjs", import.meta.url));
  const child = fork(program, { serialization: "advanced", stdio: ["ignore", "pipe", "pipe", "ipc"] });
  // What libraries print is no figure; it is shown if one fails.
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      said += data;
    });
  }
  try {
    const opened = await ask(child, { call: "open", workload, place, library, changes });
    return { name, library, child, opened, seconds: [], spent: 0 };
  } catch (error) {
    child.kill();
    throw new Error(`${name} failed at ${workload}: ${error.message}\n${said}`);
  }
}

/** Sends a message to a row's process and waits for the answer. */
function ask(child, message) {
  return new Promise((resolve, reject) => {
    const exited = (code, signal) => reject(new Error(`its process ended with ${code ?? signal}`));
    child.once("exit", exited);
    child.once("message", ({ answer, failed }) => {
      child.off("exit", exited);
      if (failed === undefined) resolve(answer);
      else reject(new Error(failed));
    });
    child.send(message);
  });
}

/** Nothing is timed before every row has the oracle's result; a row of other mathematics must at least have learnt. */
function check({ title, oracle }, entries) {
  const { opened: right } = entries.find(({ library }) => library === oracle);
  for (const { name, opened } of entries) {
    const { cannot, bound, differs, dtype, tolerance = TOLERANCE[dtype], before, loss, output } = opened;
    if (cannot !== undefined || bound !== undefined) continue;
    const complain = (what) => {
      throw new Error(`${title}: ${name} ${what}`);
    };
    if (output !== undefined) {
      if (output.length !== right.output.length || !output.every(Number.isFinite)) complain(`gives ${output}`);
      const worst = Math.max(...output.map((value, i) => Math.abs(value - right.output[i])));
      if (differs === undefined && !(worst < tolerance)) complain(`is off by ${worst}`);
    } else if (differs !== undefined) {
      if (!(loss < before)) complain(`doesn't learn: its loss goes from ${before} to ${loss}`);
    } else {
      const error = Math.abs(loss - right.loss) / right.loss;
      if (!(error < tolerance)) complain(`ends with a loss of ${loss}, not ${right.loss}`);
    }
  }
}

function resultOf({ unit, task }, { name, opened, seconds }, base) {
  const { cannot, differs, note, dtype } = opened;
  if (cannot !== undefined) return { name, cannot };
  const format = task().dtype;
  const notes = [
    ...(differs === undefined ? [] : [`differs: ${differs}`]),
    ...(dtype === format ? [] : [dtype]),
    ...(note === undefined ? [] : [note]),
  ];
  return {
    name,
    note: notes.join("; "),
    figure: spreadOf(seconds.map(unit.of)),
    ratio: spreadOf(seconds.slice(0, base.seconds.length).map((value, round) => value / base.seconds[round])),
  };
}
