import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem, type } from "node:os";
import { LIBRARIES } from "../libraries/names.mjs";
import { findPython } from "../libraries/numpy.mjs";

function manifest(path) {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
}

/** One paragraph: the machine, the date, and the version of everything. */
export function describeMachine() {
  const [{ model }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const names = new Set(Object.values(LIBRARIES).flatMap(({ packages }) => packages));
  const versions = [...names].map((name) => `${name} ${manifest(`../node_modules/${name}/package.json`).version}`);
  const python = findPython();
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}, on ${availableParallelism()} cores of ${model.trim()},`,
    `${memory} GiB, ${type()}; Node ${process.versions.node} (V8 ${process.versions.v8}),`,
    `@nn/core ${manifest("../../../packages/core/package.json").version}, ${versions.join(", ")},`,
    python === undefined ? "no NumPy." : `NumPy ${python.version}.`,
  ].join(" ");
}
