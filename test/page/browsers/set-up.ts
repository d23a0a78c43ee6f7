import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { run } from "../../child.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of the page. */
    readonly workshop: string;
  }
}

const maker = fileURLToPath(new URL("../../../packages/page/build.mjs", import.meta.url));

/** Makes the page once for all files. */
export default async function setup(project: TestProject): Promise<void> {
  const { stdout } = await run(process.execPath, [maker]);
  project.provide("workshop", /file:\S+/.exec(stdout)![0]);
}
