// Runs the scripts of package.json that are named as arguments beside one another: most keep a single core busy. What
// each prints comes in one piece, and the run fails if one of them does.
import { spawn } from "node:child_process";
import { buffer } from "node:stream/consumers";

async function outcome(name) {
  const options = { stdio: ["ignore", "pipe", "pipe"] };
  const child = spawn(process.execPath, [process.env.npm_execpath, "run", name], options);
  const code = new Promise((resolve) => child.once("close", resolve));
  const printed = await Promise.all([buffer(child.stdout), buffer(child.stderr)]);
  for (const part of printed) process.stderr.write(part);
  return code;
}

const codes = await Promise.all(process.argv.slice(2).map(outcome));
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
