import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Pipeline } from "@nn/data";
import { toModule } from "@nn/formats";
import { identity } from "@nn/layers";
import { describe, expect, test } from "vitest";
import { run } from "../../child.js";
import { ownFolder } from "../../fixtures/own-folder.js";
import { moduleOf } from "./module-of.js";
import { fresh, networkOf, pipelines } from "./rows.js";

describe.each(["float64", "float32"] as const)("%s", (dtype) => {
  test.each(Object.entries(pipelines))("answers have the bits of predict: %s", async (_, [pipeline, activation]) => {
    const network = networkOf(pipeline as unknown as Pipeline, activation, dtype);
    const { predict } = await moduleOf(network);
    expect(predict(fresh)).toEqual(network.predict(fresh as never));
    expect(predict(fresh[1])).toEqual(network.predict(fresh[1] as never));
    const numbers = Array.from({ length: pipeline.inputSize }, (_, i) => i / 3);
    expect(predict(numbers)).toEqual(network.predict(numbers));
  });
});

test("its types are those of the rows", async () => {
  const folder = ownFolder("nn-module-rows");
  folder.write(
    "network.js",
    toModule(networkOf(pipelines["a class and a number"][0] as unknown as Pipeline, identity)),
  );
  folder.write("package.json", '{ "type": "module" }');
  folder.write(
    "use.ts",
    `import { predict } from "./network.js";
    const { kind, bill } = predict({ mass: 1, bill: "2", island: null, size: "small" });
    export const label: "a" | "b" | "c" = kind.label;
    export const p: number = kind.probabilities.a;
    export const number: number = bill;
    // @ts-expect-error: a column is missing.
    predict({ mass: 1 });`,
  );
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const options = "--noEmit --allowJs --strict --types --target es2022 --module nodenext --lib es2022".split(" ");
  expect(await run(process.execPath, [tsc, ...options, "use.ts"], { cwd: folder.path })).toEqual({
    stdout: "",
    stderr: "",
  });
});
