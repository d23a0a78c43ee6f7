import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileKernels, hashInTarget, hashOfSources, target } from "../../kernels/compile.mjs";

test("the compiled kernels say which sources they were compiled from", () => {
  expect(hashInTarget()).toBe(hashOfSources());
});

test("the compiled kernels are what the compiler makes of the sources", async () => {
  expect(await compileKernels()).toBe(readFileSync(target, "utf8"));
});
