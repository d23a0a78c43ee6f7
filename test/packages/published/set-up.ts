import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { setUp, type Workbench } from "../workbench.js";

declare module "vitest" {
  export interface ProvidedContext {
    readonly workbench: Workbench;
  }
}

/** Packs and installs once for all files of this folder, before the first. What it gives ends what it began. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "nn-packages-"));
  project.provide("workbench", await setUp(folder));
  return () => rm(folder, { recursive: true, force: true });
}
