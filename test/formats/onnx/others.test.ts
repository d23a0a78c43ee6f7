import { readFileSync, writeFileSync } from "node:fs";
import { fromOnnx } from "@nn/formats";
import { describe, expect, test } from "vitest";
import { runFile } from "./runtime.js";

/*
 * Files as other programs export them (fixtures/onnx/others.py), read here, and compared with what onnxruntime-node
 * answers: `npm run check:onnx` writes that down.
 */

const folder = new URL("../../fixtures/onnx/", import.meta.url);
const FILE = new URL("others.json", folder);
const asks = process.env.ONNX_RUNTIME !== undefined;
const stored = JSON.parse(asks ? "{}" : readFileSync(FILE, "utf8")) as Record<string, number[]>;

/** Numbers of three examples, each value another one. */
const numbers = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => Math.sin(i + 1));

/** An example's dimensions in the file, and where each of its numbers lies in the network's example. */
const CASES = [
  {
    name: "convolutional",
    dims: [3, 2, 4, 6],
    layers: [
      "Conv2D(2 → 3, 3 × 3, same, relu)",
      "MaxPooling2D(2 × 2)",
      "BatchNormalization",
      "Flatten",
      "Dense(18 → 4, softmax)",
    ],
  },
  {
    name: "products",
    dims: [3, 3],
    layers: ["Dense(3 → 4, formula)", "Dense(4 → 4, formula)", "Dense(4 → 2, formula)"],
  },
  { name: "recurrent", dims: [4, 3, 2], layers: ["LSTM(2 → 3)", "Dense(3 → 2, identity)"] },
  {
    name: "residual",
    dims: [3, 1, 2, 3],
    layers: ["Flatten", "Dense(6 → 4, tanh)", "Residual(Dense(4 → 4, formula))", "Activate(softplus)"],
  },
];

describe("a network that another program has exported", () => {
  test.each(CASES)("$name", async ({ name, dims, layers }) => {
    const file = readFileSync(new URL(`${name}.onnx`, folder));
    const inputs = numbers(dims.reduce((a, b) => a * b, 1));
    if (asks) {
      const { y } = await runFile(file, { x: { type: "float32", values: inputs, dims } });
      stored[name] = Array.from(y!.data, Number);
    }
    const network = fromOnnx(file);
    expect(network.layers.map((layer) => layer.name)).toEqual(layers);
    const answer = network.predict(inOurOrder(name, inputs, dims));
    expect(answer.length).toBe(stored[name]!.length);
    for (const [i, value] of stored[name]!.entries()) expect(answer[i]).toBeCloseTo(value, 5);
  });

  test("all are answered", () => {
    expect(Object.keys(stored)).toEqual(CASES.map(({ name }) => name));
    if (asks) writeFileSync(FILE, `${JSON.stringify(stored)}\n`);
  });
});

test("axes and steps of a newer operator set are read as they are", () => {
  const network = fromOnnx(readFileSync(new URL("averaged.onnx", folder)));
  expect(network.layers.map((layer) => layer.name)).toEqual(["Cropping2D(1, 0, 0, 1)", "GlobalAveragePooling2D"]);
  // Two rows of three pixels are left, of which each has two numbers.
  const at = (row: number, column: number, channel: number): number => (row * 4 + column) * 2 + channel;
  const image = Float64Array.from({ length: 24 }, (_, i) => i * i);
  const mean = (channel: number): number => {
    const kept = [1, 2].flatMap((row) => [0, 1, 2].map((column) => image[at(row, column, channel)]!));
    return kept.reduce((sum, value) => sum + value, 0) / 6;
  };
  expect(Array.from(network.predict(image))).toEqual([mean(0), mean(1)].map(Math.fround));
});

/** Channels last, and examples first. */
function inOurOrder(name: string, inputs: Float32Array, dims: readonly number[]): Float32Array {
  if (name === "products" || name === "residual") return inputs;
  const [a, b, c, d = 1] = dims as [number, number, number, number?];
  const at = (i: number, j: number, k: number, l: number): number => inputs[((i * b + j) * c + k) * d + l]!;
  const range = (n: number): number[] => [...Array(n).keys()];
  if (name === "recurrent")
    return Float32Array.from(
      range(b).flatMap((example) => range(a).flatMap((step) => range(c).map((i) => at(step, example, i, 0)))),
    );
  return Float32Array.from(
    range(a).flatMap((i) =>
      range(c).flatMap((y) => range(d).flatMap((x) => range(b).map((channel) => at(i, channel, y, x)))),
    ),
  );
}
