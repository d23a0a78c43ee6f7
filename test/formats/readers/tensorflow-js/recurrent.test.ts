import { fromTensorFlowJs } from "@nn/formats";
import { expect, test } from "vitest";
import { expectClose } from "../../../fixtures/readers/close.js";
import { file, input, layer } from "./made.js";

test.each([true, false])("GRU with its gates in the order z, r, h, reset_after %s", (reset_after) => {
  const [kernel, recurrent] = [
    [0.5, -1, 0.75],
    [0.25, 2, -0.5],
  ] as const;
  const biases = reset_after ? [0.125, -0.25, 0.5, 1, 0.75, -1.5] : [0.125, -0.25, 0.5];
  const weights = [
    { name: "a/kernel", shape: [1, 3], dtype: "float32" },
    { name: "a/recurrent_kernel", shape: [1, 3], dtype: "float32" },
    { name: "a/bias", shape: reset_after ? [2, 3] : [3], dtype: "float32" },
  ];
  const gru = layer("GRU", {
    units: 1,
    reset_after,
    recurrent_activation: "sigmoid",
    activation: "tanh",
    ...input(2, 1),
  });
  const network = fromTensorFlowJs(file([gru], weights, [...kernel, ...recurrent, ...biases]));
  // As Keras computes them.
  const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
  let h = 0;
  for (const x of [2, -1]) {
    const own = (gate: 0 | 1 | 2): number => x * kernel[gate] + biases[gate]!;
    const past = (gate: 0 | 1 | 2, of: number): number => of * recurrent[gate] + (biases[3 + gate] ?? 0);
    const [z, r] = [sigmoid(own(0) + past(0, h)), sigmoid(own(1) + past(1, h))];
    h = z * h + (1 - z) * Math.tanh(own(2) + (reset_after ? r * past(2, h) : past(2, r * h)));
  }
  expectClose(Array.from(network.predict([[2], [-1]] as never) as ArrayLike<number>), [h], 1e-6);
});

test("SimpleRNN", () => {
  const weights = [
    { name: "a/kernel", shape: [1, 1], dtype: "float32" },
    { name: "a/recurrent_kernel", shape: [1, 1], dtype: "float32" },
    { name: "a/bias", shape: [1], dtype: "float32" },
  ];
  const rnn = layer("SimpleRNN", {
    units: 1,
    activation: "tanh",
    return_sequences: true,
    dropout: 0.2,
    recurrent_dropout: 0.1,
    ...input(2, 1),
  });
  const network = fromTensorFlowJs(file([rnn], weights, [0.5, -2, 0.25]));
  expect(network.stack.places[0]!.layer).toMatchObject({ dropout: 0.2, recurrentDropout: 0.1 });
  const first = Math.tanh(0.5 * 2 + 0.25);
  const answers = (network.predict([[2], [-1]] as never) as unknown as number[][]).map(([value]) => value!);
  expectClose(answers, [first, Math.tanh(-0.5 - 2 * first + 0.25)], 1e-6);
});
