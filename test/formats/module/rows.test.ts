import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Sequential } from "@nn/core";
import {
  label,
  logarithm,
  mean,
  minMax,
  mostFrequent,
  numeric,
  oneHot,
  ordinal,
  Pipeline,
  robust,
  shift,
  standardize,
} from "@nn/data";
import { toModule } from "@nn/formats";
import { Dense, identity, ones, sigmoid, softmax, tanh } from "@nn/layers";
import { describe, expect, test } from "vitest";
import { run } from "../../child.js";
import { ownFolder } from "../../fixtures/own-folder.js";
import { moduleOf } from "./module-of.js";

const rows = [
  { mass: 3750, bill: "39.1", island: "Torgersen", size: "small", sex: "male", kind: "a" },
  { mass: null, bill: "39.5", island: "Dream", size: "large", sex: "female", kind: "b" },
  { mass: 3250, bill: "40.3", island: "Dream", size: "large", sex: "female", kind: "c" },
  { mass: 4675, bill: "", island: null, size: "small", sex: "male", kind: "a" },
] as const;
const inputs = {
  mass: numeric({ scale: standardize, missing: mean, indicator: true }),
  bill: numeric({ scale: logarithm, missing: 40 }),
  island: oneHot({ unknown: "zeros", missing: mostFrequent }),
  size: ordinal(["small", "large"]),
};
const fresh = [
  ...rows,
  { mass: " 4e3 ", bill: true, island: "Biscoe", size: "small" },
  { mass: -1.5, bill: 0, island: "Dream ", size: "large" },
];

function networkOf(pipeline: Pipeline, activation = sigmoid, dtype: "float32" | "float64" = "float64"): Sequential {
  const layers = [
    new Dense(pipeline.inputSize, 3, { activation: tanh }),
    new Dense(3, pipeline.outputSize, { activation }),
  ];
  return new Sequential(layers, { pipeline, dtype, seed: 7 }) as unknown as Sequential;
}

const pipelines = {
  "two classes": [Pipeline.fit(rows, { inputs, target: "sex" }), sigmoid],
  "two classes, from logits": [Pipeline.fit(rows, { inputs, target: "sex", outputs: "logits" }), identity],
  "three classes": [Pipeline.fit(rows, { inputs, target: { kind: label(["b", "a", "c"]) } }), softmax],
  "three classes, from logits": [Pipeline.fit(rows, { inputs, target: "kind", outputs: "logits" }), identity],
  "a number": [
    Pipeline.fit(rows, { inputs: { size: inputs.size }, target: { mass: numeric({ scale: minMax, missing: 1 }) } }),
    identity,
  ],
  "a class and a number": [
    Pipeline.fit(rows, {
      inputs,
      target: { kind: label(), bill: numeric({ scale: robust, missing: 1 }) },
      outputs: "logits",
    }),
    identity,
  ],
} as const;

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

test("rows that can't be taken are refused by their column", async () => {
  const { predict } = await moduleOf(networkOf(pipelines["two classes"][0] as unknown as Pipeline));
  const row = fresh[0]!;
  for (const [change, message] of [
    [{ mass: undefined }, 'The row has no column "mass".'],
    [{ mass: "1,5" }, 'The column "mass" takes numbers, but got "1,5".'],
    [{ bill: Number.NaN }, 'The column "bill" takes numbers'],
    [{ size: "huge" }, 'The column "size" has no category "huge".'],
    [{ size: null }, 'The column "size" has no value in the row.'],
  ] as const) {
    expect(() => predict({ ...row, ...change })).toThrow(message);
  }
});

test("numbers that leave the format or have no value in the target's unit are refused, as by predict", async () => {
  const prices = [1, 2, 4].map((size) => ({ size, price: 10 ** size }));
  const pipeline = Pipeline.fit(prices, {
    inputs: { size: numeric({ scale: shift([1]) }) },
    target: { price: numeric({ scale: logarithm }) },
  });
  const layers = [new Dense(1, 1, { activation: identity, weightInitializer: ones })] as const;
  const network = new Sequential(layers, { pipeline, dtype: "float32" });
  const { predict } = await moduleOf(network as never);
  expect(predict({ size: 3 })).toBe(network.predict({ size: 3 }));
  for (const [size, message, own] of [
    [1e5, "The output 99999 is no finite price.", "has no finite value by the inverse of logarithm"],
    [1e39, 'The column "size" has a number that is too large.', "float32"],
  ] as const) {
    expect(() => predict({ size })).toThrow(message);
    expect(() => network.predict({ size })).toThrow(own);
  }
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
