import { Sequential, workerPool } from "@nn/core";
import { Dense } from "@nn/layers";
import { leftByAll } from "../../contracts/trained.js";
import { train } from "../../numerics/threads/pooled.js";
import { trainAll } from "../../reproducibility/trainings.mjs";
import { type Outcome, type Place, type PoolFindings, send, textOf } from "./report.js";
import type { ListedTest } from "./vitest.js";

const MILLISECONDS_BETWEEN_REPORTS = 100;

declare const crossOriginIsolated: boolean;
declare const location: { readonly search: string };

/** Runs the listed tests of a backend, where the address asks for them, and the seeded trainings. */
export async function run(place: Place): Promise<void> {
  const asked = new URLSearchParams(location.search);
  if (asked.get("place") === place) await runTests(place, `on the ${asked.get("backend")} backend > `);
  const { backend } = new Sequential([new Dense(1, 1)]);
  const trainings = await trainAll("lab-0", backend);
  await send({ place, outcomes: [{ test: `trainings on the ${backend.name} backend` }] });
  const pool = await tryPool(place);
  await send({
    place,
    findings: { defaultBackend: backend.name, crossOriginIsolated, refusesEval: refusesEval(), trainings, pool },
  });
}

async function tryPool(place: Place): Promise<PoolFindings> {
  const warnings: string[] = [];
  const backend = await workerPool({ workers: 2, warn: (message) => warnings.push(message) });
  // Without threads, it is the backend of the other trainings.
  const trained = warnings.length === 0 ? await train(backend, "float32") : "";
  await send({ place, outcomes: [{ test: "a training on a pool" }] });
  const left = place === "worker" ? await leftByAll(backend, "float32") : {};
  return { name: backend.name, warnings, trained, left };
}

async function runTests(place: Place, group: string): Promise<void> {
  const { tests } = await import("./contracts.js");
  let outcomes: Outcome[] = [];
  let sent = performance.now();
  for (const listed of tests) {
    if (!listed.name.startsWith(group)) continue;
    outcomes.push(await outcomeOf(listed));
    // A report for each test would take longer than the tests.
    if (performance.now() - sent < MILLISECONDS_BETWEEN_REPORTS) continue;
    await send({ place, outcomes });
    outcomes = [];
    sent = performance.now();
  }
  await send({ place, outcomes });
}

async function outcomeOf({ name, run }: ListedTest): Promise<Outcome> {
  try {
    await run();
    return { test: name };
  } catch (error) {
    return { test: name, error: textOf(error) };
  }
}

function refusesEval(): boolean {
  try {
    new Function("");
    return false;
  } catch {
    return true;
  }
}
