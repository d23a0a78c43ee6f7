import { fromTensorFlowJs } from "@nn/formats";
import { expect, test } from "vitest";
import { dense, file, input, layer } from "./made.js";

const spec = (name: string, ...shape: number[]) => ({ name, shape, dtype: "float32" });
const rnn = (name: string, more: object = {}) =>
  layer("SimpleRNN", { name, units: 1, activation: "tanh", return_sequences: false, ...more });
const ofRnn = (name: string) => [
  spec(`${name}/kernel`, 1, 1),
  spec(`${name}/recurrent_kernel`, 1, 1),
  spec(`${name}/bias`, 1),
];
const [W, U, B] = [0.5, -2, 0.25];
const along = (steps: readonly number[]): number[] => {
  const outputs: number[] = [];
  for (const x of steps) outputs.push(Math.tanh(x * W + (outputs.at(-1) ?? 0) * U + B));
  return outputs;
};

test.each([0, -1])("Masking of %s before a recurrent layer becomes its maskValue", (mask_value) => {
  const layers = [layer("Masking", { mask_value, ...input(4, 1) }), rnn("a")];
  const network = fromTensorFlowJs(file(layers, ofRnn("a"), [W, U, B]));
  expect(network.layers.map(({ name }) => name)).toEqual([`SimpleRNN(1 → 1, mask ${mask_value})`]);
  const filled = [[2], [mask_value], [-3], [mask_value]];
  expect((network.predict(filled as never) as unknown as number[])[0]).toBeCloseTo(along([2, -3])[1]!, 6);
});

test("mask_zero becomes a padding, and goes from one recurrent layer to the next", () => {
  const embedding = layer("Embedding", { name: "e", input_dim: 3, output_dim: 1, mask_zero: true, ...input(4) });
  const layers = [embedding, rnn("a", { return_sequences: true }), rnn("b"), dense({ name: "d" })];
  const weights = [spec("e/embeddings", 3, 1), ...ofRnn("a"), ...ofRnn("b"), spec("d/kernel", 1, 1), spec("d/bias", 1)];
  const network = fromTensorFlowJs(file(layers, weights, [9, 2, -3, W, U, B, W, U, B, 1, 0]));
  expect(network.layers.map(({ name }) => name).slice(0, 3)).toEqual([
    "Embedding(3 → 1, padding 0)",
    "SimpleRNN(1 → 1, sequences, mask 0)",
    "SimpleRNN(1 → 1, mask 0)",
  ]);
  const [answer] = network.predict([0, 1, 0, 2] as never) as unknown as number[];
  expect(answer).toBeCloseTo(along(along([2, -3]))[1]!, 6);
});

test("outputs of skipped steps that are 0 in Keras, too, may go on", () => {
  const masking = layer("Masking", { mask_value: 0, ...input(3, 1) });
  const layers = [masking, rnn("a", { return_sequences: true, zero_output_for_mask: true }), dense({ name: "d" })];
  const network = fromTensorFlowJs(
    file(layers, [...ofRnn("a"), spec("d/kernel", 1, 1), spec("d/bias", 1)], [W, U, B, 2, 1]),
  );
  const answers = (network.predict([[2], [0], [-3]] as never) as unknown as number[][]).flat();
  const [first = 0, second = 0] = along([2, -3]);
  for (const [i, value] of [2 * first + 1, 1, 2 * second + 1].entries()) expect(answers[i]).toBeCloseTo(value, 6);
});

test("where weights make numbers that count as those that are skipped, a mask isn't read", () => {
  const embedding = layer("Embedding", { name: "e", input_dim: 3, output_dim: 1, mask_zero: true, ...input(4) });
  const table = [spec("e/embeddings", 3, 1), ...ofRnn("a")];
  expect(() => fromTensorFlowJs(file([embedding, rnn("a")], table, [9, 2, 0, W, U, B]))).toThrow(
    `(SimpleRNN "a") is given a mask by The Keras model's layer 0 (Embedding "e"), which isn't read: row 2 of its table is all 0, as steps that are skipped are here.`,
  );
  const masking = layer("Masking", { mask_value: -1, ...input(3, 1) });
  const chain = (more: object) => [masking, rnn("a", { return_sequences: true, ...more }), rnn("b")];
  const without =
    `(SimpleRNN "b") is given a mask by The Keras model's layer 1 (SimpleRNN "a"), which isn't read: ` +
    "without biases its outputs may be all 0, as those of steps that are skipped are here.";
  const both = [...ofRnn("a"), ...ofRnn("b")];
  expect(() => fromTensorFlowJs(file(chain({}), both, [W, U, 0, W, U, B]))).toThrow(without);
  const noBias = [...ofRnn("a").slice(0, 2), ...ofRnn("b")];
  expect(() => fromTensorFlowJs(file(chain({ use_bias: false }), noBias, [W, U, W, U, B]))).toThrow(without);
  expect(fromTensorFlowJs(file(chain({}), both, [W, U, B, W, U, B])).layers).toHaveLength(2);
});

const masked = layer("Masking", { name: "m", mask_value: -1, ...input(3, 1) });
const embedded = layer("Embedding", { name: "e", input_dim: 2, output_dim: 1, mask_zero: true, ...input(3) });
const all = [...ofRnn("a"), ...ofRnn("b"), spec("d/kernel", 1, 1), spec("d/bias", 1), spec("e/embeddings", 2, 1)];

test.each([
  [
    [masked, dense({ name: "d" })],
    `layer 1 (Dense "d") is given a mask by The Keras model's layer 0 (Masking "m"), which isn't read`,
  ],
  [[embedded, layer("Flatten")], `layer 1 (Flatten "a") is given a mask by The Keras model's layer 0 (Embedding "e")`],
  [
    [embedded, layer("Dropout", { rate: 0.5 }), rnn("a")],
    `layer 1 (Dropout "a") is given a mask by The Keras model's layer 0 (Embedding "e"), which isn't read: a step that it drops couldn't be told`,
  ],
  [
    [layer("Masking", { name: "m", ...input(3, 1) }), layer("Dropout", { rate: 0.5 }), rnn("a")],
    `which isn't read: behind The Keras model's layer 1 (Dropout "a") no number tells which steps it skips.`,
  ],
  [
    [embedded],
    `layer 0 (Embedding "e") has other numbers at steps that are skipped than those that it gives here, which are 0`,
  ],
  [
    [masked, rnn("a", { return_sequences: true })],
    `layer 1 (SimpleRNN "a") has other numbers at steps that are skipped than those that it gives here, which are 0`,
  ],
  [
    [masked, rnn("a", { return_sequences: true, zero_output_for_mask: true }), dense({ name: "d" }), rnn("b")],
    `layer 3 (SimpleRNN "b") is given a mask by The Keras model's layer 1 (SimpleRNN "a"), which isn't read: behind The Keras model's layer 2 (Dense "d") no number tells which steps it skips.`,
  ],
  [
    [layer("Masking", { mask_value: 0.1, ...input(3, 1) }), rnn("a")],
    `layer 1 (SimpleRNN "a"): SimpleRNN: maskValue must be a number that float32 has exactly`,
  ],
])("a mask that can't be told by numbers is refused, %#", (layers, message) => {
  expect(() => fromTensorFlowJs(file(layers, all, Array(10).fill(1)))).toThrow(message);
});
