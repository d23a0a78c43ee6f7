import { Sequential } from "@nn/core";
import { defineActivation, type Layer, type OperatorNode } from "@nn/core/component";
import { CategoryCode, label, numeric, Pipeline, type TargetColumn } from "@nn/data";
import { fromOnnx, toOnnx } from "@nn/formats";
import { Activate, Dense, Embedding, identity, ones, relu } from "@nn/layers";
import { activationContract } from "@nn/testing";
import { expect, test } from "vitest";

const network = new Sequential([new Dense(2, 3, { activation: relu }), new Dense(3, 1)], { seed: 1 });

/** A file in which a text is another one of the same length. */
function changed(from: string, to: string): Uint8Array {
  const bytes = toOnnx(network);
  const at = new TextDecoder("latin1").decode(bytes).indexOf(from);
  expect(at).toBeGreaterThan(0);
  bytes.set(new TextEncoder().encode(to), at);
  return bytes;
}

test("an operator that there is no layer for is refused with its name and its place", () => {
  expect(() => fromOnnx(changed('"\x04Relu', '"\x04Selu'))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: node 1, "0/Relu" (Selu): there is no layer for this operator. Write the model without it.]`,
  );
  expect(() => fromOnnx(changed('"\x04Gemm', '"\x04Gemx'))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: node 0, "0/Gemm" (Gemx): there is no layer for this operator. Write the model without it.]`,
  );
});

test("so is a name that nothing gives", () => {
  expect(() => fromOnnx(changed("1.weight", "1.height"))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: node 2, "1/Gemm" (Gemm): it takes "1.height", which none before it gives.]`,
  );
});

test("bytes that are no file", () => {
  expect(() => fromOnnx(new Uint8Array(0))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: the bytes are no ONNX file: they hold no graph.]`,
  );
  expect(() => fromOnnx(new TextEncoder().encode("{}"))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: the bytes aren't those of an ONNX file: they can't be read from byte 0 of 2 on.]`,
  );
  expect(() => fromOnnx(toOnnx(network).slice(0, 200))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: the bytes aren't those of an ONNX file: they can't be read from byte 21 of 200 on.]`,
  );
  expect(() => fromOnnx("model.onnx" as unknown as Uint8Array)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: fromOnnx takes a file's bytes, a Uint8Array, but got "model.onnx". That looks like a file's name: load(path) of @nn/formats/node reads a network's file, and readFile(path) of node:fs/promises any other.]`,
  );
});

test("numbers that lie in another file, and more of them than there are", () => {
  const initializer = (...fields: number[]) => Uint8Array.of(0x3a, fields.length + 2, 0x2a, fields.length, ...fields);
  const name = [0x42, 1, 0x77];
  expect(() => fromOnnx(initializer(...name, 0x70, 1))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: initializer 0, "w", has its numbers in another file, which isn't read. Write the model with all numbers in one file.]`,
  );
  // A shape of 2³¹ numbers with none of them.
  expect(() =>
    fromOnnx(initializer(...name, 0x10, 1, 0x08, 0x80, 0x80, 0x80, 0x80, 0x08)),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: initializer 0, "w", has 0 numbers, but its shape, 2147483648, has 2147483648.]`,
  );
});

test("a formula over rows is read where its activation is given", () => {
  const share = defineActivation({
    name: "share",
    formula: {
      value: "abs(z) / sum(abs(z))",
      derivative: "sign(z) * (1 - a) / sum(abs(z))",
      crossDerivative: "-sign(z) * b / sum(abs(z))",
    },
    backward: ["s = sum(abs(z))", "dz = sign(z) * (da - sum(a * da)) / s"],
  });
  const file = toOnnx(new Sequential([new Dense(2, 3), new Activate(share)], { seed: 1 }));
  expect(() => fromOnnx(file)).toThrowErrorMatchingInlineSnapshot(
    `[DataError: fromOnnx: the output "output": the derivative of (abs((1 / (1 + exp(-z)))) / sum(abs((1 / (1 + exp(-z)))))) isn't known: name the activation, { activations: [yours] }.]`,
  );
  expect(fromOnnx(file, { activations: [share] }).layers.map(({ name }) => name)).toEqual([
    "Dense(2 → 3, sigmoid)",
    "Activate(share)",
  ]);
  expect(() => fromOnnx(file, { activations: share as never })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: fromOnnx: activations must be a list, but is an object.]`,
  );
  expect(() => fromOnnx(file, { activations: [{}] as never })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: fromOnnx: activations[0] must be an activation, but is an object.]`,
  );
});

test("a formula that isn't known is trained by the derivative that follows from it", () => {
  const formulas = [
    "z / (1 + exp(-z))",
    "z < 0 ? 0.1 * z : min(z, 6)",
    "abs(z) / (1 + abs(z))",
    "tanh(log(1 + exp(z))) * z",
    "floor(z) + z / (1 + abs(z))",
  ];
  for (const value of formulas) {
    const own = defineActivation({ name: "own", formula: { value, derivative: "0" } });
    const [layer] = fromOnnx(
      toOnnx(new Sequential([new Activate(own)], { inputShape: [2] }), { dtype: "float64" }),
    ).layers;
    for (const { run } of activationContract((layer as Activate).activation)) run();
  }
});

test("a column or a label without a name, which in a file are what isn't there", () => {
  const rows = [
    { "": 1, sex: "M" },
    { "": 2, sex: "F" },
  ];
  const written = (of: Pipeline): Uint8Array =>
    toOnnx(new Sequential([new Dense(1, 1, { activation: identity })], { pipeline: of }) as never);
  const unnamed = Pipeline.fit(rows, { target: "sex", outputs: "logits" }) as unknown as Pipeline;
  expect(() => written(unnamed)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: An ONNX file can't have a column of the pipeline without a name: there "" is what is left out. Give it one in the rows, or write the network without its pipeline: { pipeline: false }.]`,
  );
  const number = Pipeline.fit(rows, { inputs: { "": numeric() }, target: { "": numeric() } });
  expect(() => written(number as unknown as Pipeline)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: An ONNX file can't have a column of the pipeline without a name: there "" is what is left out. Give it one in the rows, or write the network without its pipeline: { pipeline: false }.]`,
  );
  const weights = rows.map((row) => ({ weight: row[""], sex: row.sex }));
  const target = { sex: label(["F", "M"]) };
  const { inputColumns, targetColumns } = Pipeline.fit(weights, { target, outputs: "logits" });
  const [sex] = targetColumns as [TargetColumn];
  const code = new CategoryCode({ ...(sex.code as CategoryCode).settings(), categories: ["", "M"] });
  const blank = new Pipeline({ inputs: inputColumns, targets: [{ ...sex, code }] });
  expect(() => written(blank)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: An ONNX file can't have the label "" of "sex", which is that of rows without an answer. Give it another name, or write the network without its pipeline: { pipeline: false }.]`,
  );
});

test("an embedding that says no operators is refused, as its equations follow from its indices", () => {
  const embedding = new Embedding(3, 2);
  Object.defineProperty(embedding, "operators", { value: undefined });
  expect(() => toOnnx(new Sequential([embedding], { inputShape: [2] }))).toThrow(
    "layer 0, Embedding(3 → 2), takes indices, and its equations differ from one to another, so that they can't be written in operators. Give it a method operators(), as Embedding has one.",
  );
});

test.each([
  ["slopes", [600], (y: string) => [{ operator: "PRelu", inputs: ["x", "own"], outputs: [y] }]],
  ["tables", [60, 60], (y: string) => [{ operator: "Gather", inputs: ["own", "x"], outputs: [y] }]],
  [
    "products with a bias",
    [60, 60],
    (y: string) => [
      ...(y === "y0" ? [{ operator: "MatMul", inputs: ["x", "own"], outputs: ["sums"] }] : []),
      { operator: "Add", inputs: ["sums", { values: Array(60).fill(1) }], outputs: [y] },
    ],
  ],
] as const)("the same numbers in more layers than a file of its size has: %s", (_, shape, nodesOf) => {
  const outputs = Array.from({ length: 200 }, (_, i) => `y${i}`);
  const again: Layer = {
    name: "again",
    outputShape: () => [2, 60 * outputs.length],
    parameters: () => ({ own: { shape, initializer: ones, fanIn: 1, fanOut: 1 } }),
    saved: () => ({}),
    forward() {},
    backward() {},
    operators: () => [
      { operator: "Identity", inputs: [{ parameter: "own" }], outputs: ["own"] },
      ...outputs.flatMap((y): OperatorNode[] => nodesOf(y)),
      { operator: "Concat", inputs: outputs, outputs: ["y"], integers: { axis: -1 } },
    ],
  };
  const file = toOnnx(new Sequential([again], { inputShape: [2, shape[0]] }) as never);
  expect(() => fromOnnx(file)).toThrow(
    /^fromOnnx: .*the same numbers are used so often that the network would be far larger than its file\.$/,
  );
});
