// Trains penguins in a folder with nn train, kills it at a random moment, resumes it, and again, until it ends by itself; the
// run has to be readable after each, and to end in the bits of one that was never killed. Given a number, so many kills:
// `npm run check:runs` does 200.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../packages/cli/dist/main.js", import.meta.url));
const ARGS = ["--checkpoint-every", "0.02"];

function start(folder, args) {
  return spawn(process.execPath, [MAIN, ...args, ...ARGS], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
}

async function ended(child) {
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code, signal] = await once(child, "close");
  return { code, signal, stderr };
}

/** A hash of what came out of a run: the network's numbers, the best one's, the history. */
export function outcomeOf(run) {
  const { parameters, state } = JSON.parse(readFileSync(join(run, "network.json"), "utf8"));
  const rest = ["best.json", "history.jsonl"].map((file) => readFileSync(join(run, file), "utf8"));
  return createHash("sha256")
    .update(JSON.stringify([parameters, state, ...rest]))
    .digest("hex");
}

/** Looks that whatever is in a run's folder can be read. */
function checkReadable(run) {
  for (const file of readdirSync(run)) {
    const text = readFileSync(join(run, file), "utf8");
    if (/^(?:run|written-out|checkpoint|best|network)\.json$/.test(file)) JSON.parse(text);
  }
}

/**
 * Trains with kills at random moments.
 *
 * @param {string} folder - That of the configuration penguins.jsonc.
 * @param {string} name - That of the run.
 * @param {number} kills - How many times it is killed.
 * @param {() => number} random - A random number below 1.
 * @param {number} longest - The longest time in milliseconds until a kill.
 */
export async function killed(folder, name, kills, random, longest) {
  const run = join(folder, "runs", name);
  let made = 0;
  for (;;) {
    const child = start(folder, ["train", ...(existsSync(run) ? ["--resume", run] : ["penguins.jsonc", "--run", run])]);
    const end = ended(child);
    if (made < kills) {
      await Promise.race([setTimeout(random() * longest), end]);
      child.kill("SIGKILL");
    }
    const { signal, code, stderr } = await end;
    if (existsSync(run)) checkReadable(run);
    if (signal === "SIGKILL") {
      made++;
      continue;
    }
    if (code !== 0) throw new Error(`nn train ended with ${code}: ${stderr}`);
    return { kills: made, outcome: outcomeOf(run) };
  }
}
