// Compiles packages/numerics/assembly into the files that carry it, unless they were compiled from the same sources.
// The files are kept in the repository, so that only those who change kernels need the compiler.
import { writeFileSync } from "node:fs";
import { compiled, hashIn, hashOfSources, modules } from "./compile.mjs";

for (const module of modules) {
  if (hashIn(module.target) === hashOfSources()) continue;
  // Where the tests decide something, what is tested has to be what was committed.
  if (process.env.CI) {
    console.error(
      `${module.target} wasn't compiled from packages/numerics/assembly as it stands. Run \`npm run build\`, and commit it.`,
    );
    process.exit(1);
  }
  writeFileSync(module.target, await compiled(module));
}
