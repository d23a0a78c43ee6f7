import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Compiles a package and those that it refers to; ends the process with what the compiler says where that fails. */
export function compile(root, folder) {
  const compiler = join(root, folder, "node_modules/typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [compiler, "-b", join(root, folder)], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
