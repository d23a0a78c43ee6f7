import { fromTensorFlowJs } from "@nn/formats";
import { expect, test } from "vitest";
import { expectClose } from "../../../fixtures/readers/close.js";
import { dense, file, input, layer } from "./made.js";

test.each([
  ["Dense", dense(input(3, 2))],
  ["TimeDistributed(Dense)", layer("TimeDistributed", { layer: dense({ name: "b" }), ...input(3, 2) })],
])("%s on a sequence", (_, last) => {
  const network = fromTensorFlowJs(file([last]));
  expect(network.layers.map(({ name }) => name)).toEqual(["Dense(2 → 1, identity)"]);
  expect(
    network.predict([
      [1, 0],
      [0, 1],
      [1, 1],
    ]),
  ).toEqual([[1.5], [2.5], [3.5]]);
});

const e = Math.exp;
test.each<readonly [name: string, f: (z: number) => number]>([
  ["linear", (z) => z],
  ["relu", (z) => Math.max(0, z)],
  ["relu6", (z) => Math.min(6, Math.max(0, z))],
  ["sigmoid", (z) => 1 / (1 + e(-z))],
  ["log_sigmoid", (z) => -Math.log(1 + e(-z))],
  ["softplus", (z) => Math.log(1 + e(z))],
  ["exponential", e],
  ["softsign", (z) => z / (1 + Math.abs(z))],
  ["tanh", (z) => Math.tanh(z)],
  ["hard_tanh", (z) => Math.min(1, Math.max(-1, z))],
  ["hard_swish", (z) => (z * Math.min(6, Math.max(0, z + 3))) / 6],
  ["hard_silu", (z) => (z * Math.min(6, Math.max(0, z + 3))) / 6],
  ["silu", (z) => z / (1 + e(-z))],
  ["swish", (z) => z / (1 + e(-z))],
  ["mish", (z) => z * Math.tanh(Math.log(1 + e(z)))],
  ["selu", (z) => 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * (e(z) - 1))],
  ["softmax", () => 1],
  ["log_softmax", () => 0],
])("the activation %s", (activation, f) => {
  const network = fromTensorFlowJs(file([dense({ activation })]));
  for (const z of [-7, -2.5, -0.5, 0.5, 2, 9]) {
    expectClose(Array.from(network.predict([z - 0.5, 0]) as ArrayLike<number>), [f(z)], 1e-6);
  }
});

test("hard_sigmoid is another function in files of Keras 3 than before, so it isn't read", () => {
  expect(() => fromTensorFlowJs(file([dense({ activation: "hard_sigmoid" })]))).toThrow(
    `has the activation "hard_sigmoid", which isn't read. There are linear, relu,`,
  );
});
