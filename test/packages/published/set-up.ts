import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { fill, type Workbench, workbenchIn } from "../workbench.js";

declare module "vitest" {
  export interface ProvidedContext {
    readonly workbench: Workbench;
    /** A file that there is when the packages are installed, or can't be: it says what is wrong. */
    readonly filled: string;
  }
}

/**
 * Packs and installs once for all files of this folder, beside the tests that come first: browsers leave the cores idle now and
 * then. What it gives ends what it began.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "nn-packages-"));
  const bench = await workbenchIn(folder);
  const filled = join(folder, "filled");
  project.provide("workbench", bench);
  project.provide("filled", filled);
  // Whole as soon as it is there.
  const tell = async (outcome: { readonly wrong?: string }): Promise<void> => {
    await writeFile(`${filled}.part`, JSON.stringify(outcome));
    await rename(`${filled}.part`, filled);
  };
  const filling = fill(bench).then(
    () => tell({}),
    (error) => tell({ wrong: String(error?.stack ?? error) }),
  );
  return async () => {
    await filling;
    await rm(folder, { recursive: true, force: true });
  };
}
