import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { run } from "../../child.js";

/** Compiles a program, `use.ts`, that uses a module beside it. */
export async function checkTypes(folder: string): Promise<void> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const options = "--noEmit --allowJs --strict --types --target es2022 --module nodenext --lib es2022".split(" ");
  await run(process.execPath, [tsc, ...options, "use.ts"], { cwd: folder });
}
