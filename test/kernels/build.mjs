// Compiles packages/numerics/assembly into the file of numerics that carries it, unless that was compiled from the same sources.
// The file is kept in the repository, so that only those who change kernels need the compiler.
import { writeFileSync } from "node:fs";
import { compileKernels, hashInTarget, hashOfSources, target } from "./compile.mjs";

if (hashInTarget() !== hashOfSources()) {
  // Where the tests decide something, what is tested has to be what was committed.
  if (process.env.CI) {
    console.error(
      "binary.ts wasn't compiled from packages/numerics/assembly as it stands. Run `npm run build`, and commit it.",
    );
    process.exit(1);
  }
  writeFileSync(target, await compileKernels());
}
