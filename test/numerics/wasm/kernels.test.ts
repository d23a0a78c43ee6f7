import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compiled, hashIn, hashOfSources, modules } from "../../kernels/compile.mjs";

test.each(modules)("the compiled $entry says which sources it was compiled from", ({ target }) => {
  expect(hashIn(target)).toBe(hashOfSources());
});

test.each(modules)("the compiled $entry is what the compiler makes of the sources", async (module) => {
  expect(await compiled(module)).toBe(readFileSync(module.target, "utf8"));
});
