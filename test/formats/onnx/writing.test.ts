import { readFileSync } from "node:fs";
import { Sequential } from "@nn/core";
import type { Activation, Layer } from "@nn/core/component";
import { Pipeline } from "@nn/data";
import { toOnnx } from "@nn/formats";
import { Activate, Dense } from "@nn/layers";
import { expect, test } from "vitest";
import { messagesModule } from "./schema.mjs";

const network = new Sequential([new Dense(2, 1)], { seed: 1 });

test("the table of messages is what the published schema makes", () => {
  const file = new URL("../../../packages/formats/src/onnx/schema/messages.ts", import.meta.url);
  expect(readFileSync(file, "utf8")).toBe(messagesModule());
});

test("the same network gives the same bytes, and float64 has twice as many for each number", () => {
  expect(toOnnx(network)).toEqual(toOnnx(network));
  expect(toOnnx(network, { dtype: "float64" }).length).toBe(toOnnx(network).length + 3 * 4);
});

test("names and a description are written", () => {
  const text = new TextDecoder("latin1").decode(
    toOnnx(network, { input: "person", output: "sex", description: "by weight" }),
  );
  for (const name of ["person", "sex", "by weight", "@nn/formats"]) expect(text).toContain(name);
});

test("options that don't fit are refused", () => {
  expect(() => toOnnx(network, { dtype: "float16" as "float32" })).toThrow(
    'toOnnx: dtype must be "float32" or "float64", but is "float16".',
  );
  expect(() => toOnnx(network, { input: "" })).toThrow('toOnnx: input must be a text, but is "".');
  expect(() => toOnnx(network, { outputs: "y" } as object)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toOnnx has no option "outputs". Did you mean "output"?]`,
  );
  expect(() => toOnnx({} as Sequential)).toThrow(
    "toOnnx takes a network first, such as a Sequential, but got an object.",
  );
});

test("the file of a network with a pipeline has its columns' names, or none of them", () => {
  const rows = [
    { weight: 133, gender: "F" },
    { weight: 160, gender: "M" },
  ];
  const pipeline = Pipeline.fit(rows, { target: "gender" });
  const piped = new Sequential([new Dense(1, 1)], { seed: 1, pipeline });
  const text = new TextDecoder("latin1").decode(toOnnx(piped));
  for (const name of ["weight", "label", "probabilities"]) expect(text).toContain(name);
  const numbers = new Sequential([new Dense(1, 1)], { seed: 1 });
  expect(toOnnx(piped, { pipeline: false, input: "x" })).toEqual(toOnnx(numbers, { input: "x" }));
  expect(() => toOnnx(piped, { input: "x" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toOnnx: input names numbers, but the file of a network with a pipeline has the names of its columns. Leave it out, or write the file without the pipeline: { pipeline: false }.]`,
  );
  expect(() => toOnnx(piped, { pipeline: "no" as never })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toOnnx: pipeline must be true or false, but is "no".]`,
  );
  const methods = ["inputs", "data", "answers", "takes", "isRow", "settings"] as const;
  const foreign = Object.fromEntries(methods.map((name) => [name, pipeline[name].bind(pipeline)]));
  const other = new Sequential([new Dense(1, 1)], {
    pipeline: { kind: "Own", inputSize: 1, outputSize: 1, ...foreign } as never,
  });
  expect(() => toOnnx(other)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: toOnnx: the pipeline can't be written in operators: it is an object, which says no rowFormat. Write the network without it: { pipeline: false }.]`,
  );
  expect(toOnnx(other, { pipeline: false }).length).toBeGreaterThan(100);
});

/** A layer that leaves its input as it is, with what it says of that. */
const saying = (said: Partial<Layer>): Layer => ({
  name: "Silent",
  keepsShape: true,
  outputShape: (input) => input,
  parameters: () => ({}),
  saved: () => ({}),
  forward: ({ x, y, batch, inputSize }) => y.set(x.subarray(0, batch * inputSize)),
  backward() {},
  ...said,
});
const written = (layer: Layer) =>
  toOnnx(new Sequential([new Activate(unnamed("none")), layer] as Layer[], { inputShape: [2] }));
const unnamed = (name: string): Activation => ({
  name,
  formula: { value: "z" },
  forward: (_kernels, a, z, batch, size) => a.set(z.subarray(0, batch * size)),
  backward() {},
});

test("a layer that says nothing of itself is refused with its place", () => {
  expect(() => written(saying({}))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Silent, says neither by operators nor by equations what it does, so that it can't be written in operators. Give it a method operators().]`,
  );
});

test("so are operators and equations of what there isn't", () => {
  const operators = (inputs: readonly string[], outputs: readonly string[]) => () => [
    { operator: "Neg", inputs, outputs },
  ];
  expect(() => written(saying({ operators: operators(["z"], ["y"]) }))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Silent: operators names "z", which there isn't.]`,
  );
  expect(() => written(saying({ operators: operators(["x"], ["z"]) }))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Silent: operators names "y", which there isn't.]`,
  );
  const parameter = { operator: "Add", inputs: ["x", { parameter: "gain" }], outputs: ["y"] };
  expect(() => written(saying({ operators: () => [parameter] }))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Silent: what it says of itself names the parameter "gain", which there isn't.]`,
  );
  const reads = (i: number) => ({ x: i === 0 ? [0] : [0, 1] });
  expect(() =>
    written(saying({ equations: () => [{ formula: "max(x)", size: 2, reads }] })),
  ).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Silent has "max(x)" with lists of different lengths, which can't be written in operators. Give it a method operators().]`,
  );
});

test("an activation without a formula, or with one that operators have no word for, is refused", () => {
  const { formula: _, ...silent } = unnamed("own");
  expect(() => written(new Activate(silent))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Activate(own): its activation, own, says no formula, so that it can't be written for other systems. Make it with defineActivation.]`,
  );
  expect(() =>
    written(new Activate({ ...unnamed("wave"), formula: { value: "sin(z)" } })),
  ).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: wave: "a = sin(z)" can't be read from "sin ( z )" on. The functions are abs, sqrt, floor, exp, log, log1p, tanh, sum, min, max, step, sign, sigmoid, sinh, cosh, mean.]`,
  );
});
