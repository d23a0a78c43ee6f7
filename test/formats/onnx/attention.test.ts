import { Sequential } from "@nn/core";
import type { Layer, OperatorNode, Shape, StandardOperator } from "@nn/core/component";
import { fromOnnx, toOnnx } from "@nn/formats";
import {
  Activate,
  Dense,
  Flatten,
  GRU,
  identity,
  LayerNormalization,
  MultiHeadAttention,
  PositionalEmbedding,
  PositionalEncoding,
  Residual,
  relu,
  tanh,
} from "@nn/layers";
import { describe, expect, test } from "vitest";
import { attentionStacks } from "./attention-stacks.js";
import { networkOf } from "./stacks.js";

const INPUTS = 4;
const block = (causal: boolean): Layer[] => [
  new Residual([new LayerNormalization(), new MultiHeadAttention(INPUTS, 2, { causal })]),
  new Residual([new LayerNormalization(), new Dense(INPUTS, 6, { activation: relu }), new Dense(6, INPUTS)]),
];

describe.each([false, true])("causal %s", (causal) => {
  test.each(["float32", "float64"] as const)("two blocks of a transformer come back whole in %s", (dtype) => {
    const layers = [new Activate(tanh), ...block(causal), ...block(causal), new MultiHeadAttention(INPUTS, 4)];
    const { network, inputs } = networkOf({ layers, inputShape: [3, INPUTS] }, dtype, "blocks");
    const again = fromOnnx(toOnnx(network, { dtype }));
    expect(again.layers.map(({ name }) => name)).toEqual(layers.map(({ name }) => name));
    expect(again.getParameters()).toEqual(network.getParameters());
    expect(again.predict(inputs)).toEqual(network.predict(inputs));
  });

  test.each([
    [1, 1],
    [1, 3],
    [3, 1],
  ])("of %i steps of %i numbers, too", (steps, inputs) => {
    const layers = [new MultiHeadAttention(inputs, inputs, { causal })];
    const { network } = networkOf({ layers, inputShape: [steps, inputs] }, "float64", "small");
    const again = fromOnnx(toOnnx(network, { dtype: "float64" }));
    expect(again.layers.map(({ name }) => name)).toEqual(layers.map(({ name }) => name));
    expect(again.getParameters()).toEqual(network.getParameters());
  });
});

test("a transformer comes back whole with the places of its words, behind other layers as well", () => {
  const layers = [
    ...attentionStacks.at(-1)!.layers,
    new PositionalEmbedding(),
    new Residual([new PositionalEmbedding(), new MultiHeadAttention(6, 2)]),
    new Dense(6, 3, { activation: identity, useBias: false }),
    new PositionalEmbedding(),
    new Flatten(),
  ];
  const { network, inputs } = networkOf({ layers, inputShape: [5] }, "float32", "places");
  const again = fromOnnx(toOnnx(network));
  expect(again.layers.map(({ name }) => name)).toEqual(layers.map(({ name }) => name));
  expect(again.getParameters()).toEqual(network.getParameters());
  expect(again.predict(inputs)).toEqual(network.predict(inputs));
  // Waves are numbers like any others in a file.
  const waves = new Sequential([new PositionalEncoding()], { inputShape: [3, 2], dtype: "float32" });
  const read = fromOnnx(toOnnx(waves as never));
  expect(read.layers.map(({ name }) => name)).toEqual(["PositionalEmbedding"]);
  const x = Float32Array.from({ length: 6 }, (_, i) => i);
  expect(read.predict(x)).toEqual(waves.predict(x));
});

/** What attention says of itself, of which some node is another one. */
class Other extends MultiHeadAttention {
  readonly #change: (nodes: StandardOperator[]) => OperatorNode[];

  constructor(change: (nodes: StandardOperator[]) => OperatorNode[], causal = true) {
    super(INPUTS, 2, { causal });
    this.#change = change;
  }

  override operators(input: Shape): OperatorNode[] {
    return this.#change(super.operators(input) as StandardOperator[]);
  }
}

/** With another node in the place of one, counted among those of its operator. */
const instead =
  (operator: string, number: number, change: (node: StandardOperator) => OperatorNode[]) =>
  (nodes: StandardOperator[]): OperatorNode[] => {
    const own = nodes.filter((node) => node.operator === operator)[number];
    return nodes.flatMap((node) => (node === own ? change(node) : [node]));
  };

const read = (layer: Layer): Sequential =>
  fromOnnx(toOnnx(new Sequential([layer], { inputShape: [3, INPUTS], seed: 1 }) as never));

test("what another file has less or more is read as far as it is the same", () => {
  const unbiased = ["queryBias", "keyBias", "valueBias", "outputBias"];
  const layer = new Other((nodes) =>
    nodes.flatMap((node) => {
      const [x, given] = node.inputs;
      const isBias = typeof given === "object" && "parameter" in given && unbiased.includes(given.parameter);
      return isBias ? [{ operator: "Identity", inputs: [x!], outputs: node.outputs }] : [node];
    }),
  );
  // They are 0 at first.
  const network = new Sequential([new MultiHeadAttention(INPUTS, 2, { causal: true })], {
    ...{ inputShape: [3, INPUTS], seed: 1, dtype: "float32" },
  });
  const x = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i));
  expect(read(layer).predict(x)).toEqual(network.predict(x));
  // Heads that no matrix joins, and one that makes other numbers of them.
  const joined = read(new Other((nodes) => [...nodes.slice(0, -2), { ...nodes.at(-3)!, outputs: ["y"] }]));
  expect(joined.getParameters()["0.output"]).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  const shorter = { values: [1, 2, 3, 4, 5, 6, 7, 8], shape: [INPUTS, 2] };
  const behind = read(
    new Other((nodes) => [...nodes.slice(0, -2), { ...nodes.at(-2)!, inputs: ["heads", shorter], outputs: ["y"] }]),
  );
  expect(behind.layers.map(({ name }) => name)).toEqual([
    "MultiHeadAttention(4, 2 heads, causal)",
    "Dense(4 → 2, identity)",
  ]);
});

const same = ({ inputs, outputs }: StandardOperator): OperatorNode[] => [
  { operator: "Identity", inputs: [inputs[0]!], outputs },
];
const PARTS = /two that come from the input are multiplied only as queries and keys/;
const BETWEEN = /what queries and keys give must be multiplied by 1/;

test.each([
  [
    "a Softmax whose dimension the version of the standard decides",
    instead("Softmax", 0, ({ integers: _, ...node }) => [node]),
    BETWEEN,
  ],
  [
    "a factor of more dimensions than scores have",
    instead("Mul", 0, ({ inputs, ...node }) => [
      { ...node, inputs: [inputs[0]!, { values: [1 / Math.sqrt(INPUTS / 2)], shape: [1, 1, 1, 1, 1] }] },
    ]),
    BETWEEN,
  ],
  ["another factor", instead("Mul", 0, (node) => [{ ...node, inputs: ["scores", { values: [0.5] }] }]), BETWEEN],
  ["no factor", instead("Mul", 0, same), BETWEEN],
  ["a factor twice", instead("Mul", 0, (node) => [node, node]), BETWEEN],
  ["scores times themselves", instead("Mul", 0, (node) => [{ ...node, inputs: ["scores", "scores"] }]), BETWEEN],
  [
    "a mask of large numbers",
    instead("Add", 3, (node) => [{ ...node, inputs: ["scores", { values: Array(9).fill(-9), shape: [3, 3] }] }]),
    BETWEEN,
  ],
  ["a mask twice", instead("Add", 3, (node) => [node, node]), BETWEEN],
  ["shares of columns", instead("Softmax", 0, (node) => [{ ...node, integers: { axis: 2 } }]), BETWEEN],
  ["shares of shares", instead("Softmax", 0, (node) => [node, { ...node, inputs: ["shares"] }]), BETWEEN],
  ["scores in the place of shares", instead("Softmax", 0, same), BETWEEN],
  ["another operator", instead("Softmax", 0, (node) => [{ ...node, operator: "Tanh", integers: {} }]), BETWEEN],
  ["values before shares", instead("MatMul", 4, (node) => [{ ...node, inputs: ["value", "shares"] }]), PARTS],
  ["values that are keys", instead("MatMul", 4, (node) => [{ ...node, inputs: ["shares", "key"] }]), PARTS],
  ["queries that are keys", instead("MatMul", 3, (node) => [{ ...node, inputs: ["key", "key"] }]), PARTS],
  ["keys that aren't turned", instead("MatMul", 3, (node) => [{ ...node, inputs: ["query", "query"] }]), PARTS],
  [
    "queries behind a function",
    instead("Reshape", 0, (node) => [{ operator: "Tanh", inputs: ["query"], outputs: ["query"] }, node]),
    PARTS,
  ],
  [
    "values of other numbers",
    instead("MatMul", 2, (node) => [
      { operator: "Tanh", inputs: ["x"], outputs: ["other"] },
      { ...node, inputs: ["other", node.inputs[1]!] },
    ]),
    PARTS,
  ],
])("%s: is refused with a sentence", (_, change, message) => {
  expect(() => read(new Other(change))).toThrow(message);
  expect(() => read(new Other(change))).toThrow(/^fromOnnx: node \d+, "0\//);
});

test("a table that is added along another dimension is refused", () => {
  // A recurrent layer's dimension of directions is kept: [examples, steps, 1, units].
  class Apart extends GRU<number, number, true> {
    override operators(): OperatorNode[] {
      const nodes = super.operators() as StandardOperator[];
      const squeeze = nodes.findIndex(({ operator }) => operator === "Squeeze");
      const apart = {
        ...nodes[squeeze + 1]!,
        inputs: nodes[squeeze]!.inputs.slice(0, 1),
        integers: { perm: [2, 0, 1, 3] },
      };
      const table = { values: Array(6).fill(1), shape: [3, 2] };
      const sum = { operator: "Add", inputs: ["apart", table], outputs: ["y"] };
      return [...nodes.slice(0, squeeze), { ...apart, outputs: ["apart"] }, sum];
    }
  }
  expect(() => read(new Apart(INPUTS, 2, { returnSequences: true }))).toThrow(
    /^fromOnnx: node 3, .*: there is no layer that does this with 6 numbers/,
  );
});
