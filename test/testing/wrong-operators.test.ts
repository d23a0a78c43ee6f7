import type { Layer, OperatorNode } from "@nn/core/component";
import { BatchNormalization, Conv2D, Dense, Embedding, identity, LSTM, MaxPooling2D, Residual } from "@nn/layers";
import { type LayerContractOptions, layerContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { breaks } from "./broken.js";

const PROMISE = "if it says its prediction in standard operators, forward gives the same";

/** Has a layer say other operators than it does. */
function saying(layer: Layer, change: (nodes: OperatorNode[]) => readonly OperatorNode[]): Layer {
  const said = Object.getPrototypeOf(layer) as Pick<Layer, "operators">;
  const operators: Layer["operators"] = (input) => change([...(said.operators?.call(layer, input) ?? [])]);
  return Object.assign(layer, { operators });
}

const isBroken = (layer: Layer, options: LayerContractOptions = {}): boolean =>
  breaks(layerContract(layer, options), PROMISE);

/** The node of an operator with something else in it. */
const changed = (operator: string, change: object) => (nodes: OperatorNode[]) =>
  nodes.map((node) => ("operator" in node && node.operator === operator ? { ...node, ...change } : node));

describe("the layer contract notices operators that do something else", () => {
  test.each([
    {
      what: "another stride",
      layer: new Conv2D(1, 1, { kernelSize: 2 }),
      inputShape: [4, 4, 1],
      operator: "Conv",
      change: { integers: { strides: [2, 2] } },
    },
    {
      what: "no bias",
      layer: new Conv2D(1, 1, { kernelSize: 1 }),
      inputShape: [2, 2, 1],
      operator: "Conv",
      change: { inputs: ["image", { parameter: "weight", transpose: [3, 2, 0, 1] }] },
    },
    {
      what: "a weight that isn't turned",
      layer: new Conv2D(2, 2, { kernelSize: 2 }),
      inputShape: [2, 2, 2],
      operator: "Conv",
      change: { inputs: ["image", { parameter: "weight" }, { parameter: "bias" }] },
    },
    {
      what: "the image as it is",
      layer: new MaxPooling2D(2),
      inputShape: [4, 4, 2],
      operator: "Transpose",
      change: { integers: { perm: [0, 1, 2, 3] } },
    },
    {
      what: "another epsilon",
      layer: new BatchNormalization(),
      inputShape: [3],
      operator: "BatchNormalization",
      change: { floats: { epsilon: 0.01 } },
    },
    {
      what: "the gates in their order here",
      layer: new LSTM(2, 2),
      inputShape: [3, 2],
      operator: "LSTM",
      change: {
        inputs: [
          "steps",
          { parameter: "weight", transpose: [0, 2, 1], shape: [1, 8, 2] },
          { parameter: "recurrentWeight", transpose: [0, 2, 1], shape: [1, 8, 2] },
        ],
      },
    },
    {
      what: "the wrong axis",
      layer: new LSTM(2, 2, { returnSequences: true }),
      inputShape: [3, 2],
      operator: "Squeeze",
      change: { inputs: ["directions", { integers: [0] }] },
    },
    {
      what: "a parameter that there isn't",
      layer: new Embedding(3, 2),
      inputShape: [2],
      operator: "Gather",
      change: { inputs: [{ parameter: "tables" }, "rows"] },
    },
    {
      what: "slices that there aren't",
      layer: new Embedding(3, 2),
      inputShape: [2],
      operator: "Gather",
      change: { inputs: [{ parameter: "table", take: [0, 1, 3] }, "rows"] },
    },
    {
      what: "no output",
      layer: new Embedding(3, 2),
      inputShape: [2],
      operator: "Gather",
      change: { outputs: ["rows of the table"] },
    },
    {
      what: "an operator that isn't known",
      layer: new Embedding(3, 2),
      inputShape: [2],
      operator: "Gather",
      change: { operator: "GatherND" },
    },
  ])("$what", ({ layer, inputShape, operator, change }) => {
    expect(isBroken(layer as Layer, { inputShape })).toBe(false);
    expect(isBroken(saying(layer as Layer, changed(operator, change)), { inputShape })).toBe(true);
  });
});

describe("what it can do", () => {
  const dense = new Dense(3, 2, { activation: identity });
  const weight = { parameter: "weight" };

  test.each<{ what: string; nodes: readonly OperatorNode[] }>([
    { what: "Gemm", nodes: [{ operator: "Gemm", inputs: ["x", weight, { parameter: "bias" }], outputs: ["y"] }] },
    {
      what: "Gemm of a transposed matrix",
      nodes: [
        {
          operator: "Gemm",
          inputs: ["x", { ...weight, transpose: [1, 0] }, { parameter: "bias" }],
          integers: { transB: 1 },
          outputs: ["y"],
        },
      ],
    },
    {
      what: "MatMul, and Add of a row",
      nodes: [
        { operator: "MatMul", inputs: ["x", weight], outputs: ["z"] },
        { operator: "Add", inputs: ["z", { parameter: "bias" }], outputs: ["sum"] },
        { activation: identity, inputs: ["sum"], outputs: ["y"] },
      ],
    },
  ])("$what", ({ nodes }) => {
    expect(isBroken(saying(dense, () => nodes))).toBe(false);
    expect(isBroken(saying(dense, () => nodes.slice(1)))).toBe(true);
  });

  test("a branch", () => {
    const layer = new Residual([new Dense(2, 2)]);
    const nodes = (operator: string): OperatorNode[] => [
      { operator, inputs: ["x", { branch: "body" }], outputs: ["y"] },
    ];
    expect(isBroken(saying(layer, () => nodes("Add")))).toBe(false);
    expect(isBroken(saying(layer, () => nodes("Sub")))).toBe(true);
  });

  test("an operator that it is given", () => {
    const layer = saying(dense, () => [{ operator: "Own", inputs: ["x", weight], outputs: ["y"] }]);
    expect(isBroken(layer)).toBe(true);
    const sums: number[] = [];
    const operators = { Own: () => [{ values: Float64Array.from(sums), shape: [2, 2] }] };
    expect(isBroken(layer, { operators })).toBe(true);
  });
});
