import "../../contracts/contracts.test.js";
import "../../lab/lab.test.js";
import { Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import { backends } from "../../contracts/backends.js";
import { trainAll } from "../../reproducibility/trainings.mjs";
import { type Place, send, type Trainings, textOf } from "./report.js";
import { tests } from "./vitest.js";

declare const crossOriginIsolated: boolean;

/** Runs every test that the imported files list, and the seeded trainings on every backend. */
export async function run(place: Place): Promise<void> {
  for (const { name, run } of tests) {
    const error = await errorOf(run);
    await send({ place, test: name, ...(error !== undefined && { error }) });
  }
  const trainings: Record<string, Trainings> = {};
  for (const backend of backends) trainings[backend.name] = await trainAll("lab-0", backend);
  const defaultBackend = new Sequential([new Dense(1, 1)]).backend.name;
  await send({ place, findings: { defaultBackend, crossOriginIsolated, refusesEval: refusesEval(), trainings } });
}

async function errorOf(run: () => unknown): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return textOf(error);
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
