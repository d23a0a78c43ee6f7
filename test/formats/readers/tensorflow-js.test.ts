import { fromTensorFlowJs } from "@nn/formats";
import { expect, test } from "vitest";
import { expectClose } from "../../fixtures/readers/close.js";
import { readJson } from "../../fixtures/readers/read.js";

interface Fixture {
  readonly name: string;
  readonly shape: readonly number[];
  readonly asked: readonly number[][];
  readonly answers: readonly number[];
  readonly modelJson: { readonly weightsManifest: readonly { readonly weights: readonly object[] }[] };
  readonly weights: string;
}

const fixtures = readJson<Fixture[]>("tensorflow-js.json");
const bytesOf = (weights: string) => new Uint8Array(Buffer.from(weights, "base64"));

test.each(fixtures)("$name: as the library answers", ({ asked, answers, modelJson, weights }) => {
  const network = fromTensorFlowJs({ modelJson, weights: bytesOf(weights) });
  expect(network.dtype).toBe("float32");
  const given = asked.map((row) => Float32Array.from(row));
  expectClose(
    (network.predict(given) as Float32Array[]).flatMap((row) => Array.from(row)),
    answers,
    1e-5,
  );
});

test("a converted model, in text and in two files", () => {
  const { asked, answers, modelJson, weights } = fixtures[0]!;
  const { modelTopology } = modelJson as unknown as { modelTopology: object };
  const converted = { ...modelJson, modelTopology: { keras_version: "2.15.0", model_config: modelTopology } };
  const bytes = bytesOf(weights);
  const parts = [bytes.subarray(0, 33), bytes.slice(33).buffer];
  const network = fromTensorFlowJs({ modelJson: JSON.stringify(converted), weights: parts });
  expectClose(Array.from(network.predict(Float32Array.from(asked[0]!))), answers.slice(0, 3), 1e-5);
});

type Config = Record<string, unknown>;
const layer = (class_name: string, config: Config = {}) => ({ class_name, config: { name: "a", ...config } });
const input = (...shape: unknown[]) => ({ batch_input_shape: [null, ...shape] });
const dense = (config: Config = {}) => layer("Dense", { units: 1, ...input(2), ...config });
const specs = [
  { name: "a/kernel", shape: [2, 1], dtype: "float32" },
  { name: "a/bias", shape: [1], dtype: "float32" },
];
const file = (layers: unknown, weights: object[] = specs, values = [1, 2, 0.5]) => ({
  modelJson: {
    modelTopology: { class_name: "Sequential", config: { name: "s", layers } },
    weightsManifest: [{ paths: ["a.bin"], weights }],
  },
  weights: new Float32Array(values).buffer as Uint8Array | ArrayBuffer,
});

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

test("quantized weights", () => {
  const quantized = (dtype: string, more: object) =>
    specs.map((spec) => ({ ...spec, quantization: { dtype, ...more } }));
  const bytes = (weights: Uint8Array | Uint16Array) => ({ weights: new Uint8Array(weights.buffer) });
  const eight = { ...file([dense()], quantized("uint8", { scale: 0.5, min: -1 })), ...bytes(Uint8Array.of(0, 2, 5)) };
  expect(Array.from(fromTensorFlowJs(eight).predict([10, 1]) as number[])).toEqual([-8.5]);
  const sixteen = {
    ...file([dense()], quantized("uint16", { scale: 2, min: 1 })),
    ...bytes(Uint16Array.of(0, 1, 500)),
  };
  expect(Array.from(fromTensorFlowJs(sixteen).predict([10, 1]) as number[])).toEqual([1014]);
  const half = { ...file([dense()], quantized("float16", {})), ...bytes(Uint16Array.of(0x3c00, 0xc000, 0x3800)) };
  expect(Array.from(fromTensorFlowJs(half).predict([10, 1]) as number[])).toEqual([8.5]);
});

test("a shape that the file leaves open is given", () => {
  const open = file([layer("Activation", { activation: "relu", ...input(null) })], [], []);
  expect(() => fromTensorFlowJs(open)).toThrow("but have [null]. Give it: { inputShape: [20, 3] }.");
  expect(fromTensorFlowJs(open, { inputShape: [2] }).predict([-1, 2])).toEqual([0, 2]);
  expect(() => fromTensorFlowJs(file([dense()]), { inputShape: [3] })).toThrow(
    "The Keras model's examples are [2], which inputShape, [3], doesn't fit.",
  );
});

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
  const rnn = layer("SimpleRNN", { units: 1, activation: "tanh", return_sequences: true, ...input(2, 1) });
  const network = fromTensorFlowJs(file([rnn], weights, [0.5, -2, 0.25]));
  const first = Math.tanh(0.5 * 2 + 0.25);
  const answers = (network.predict([[2], [-1]] as never) as unknown as number[][]).map(([value]) => value!);
  expectClose(answers, [first, Math.tanh(-0.5 - 2 * first + 0.25)], 1e-6);
});

const LSTM = { units: 1, ...input(3, 2), activation: "tanh", recurrent_activation: "sigmoid" };
const image = input(4, 4, 1);

test.each([
  [
    [layer("Lambda", input(2))],
    `The Keras model's layer 0 (Lambda "a") isn't read: it holds code. There are Dense, Activation,`,
  ],
  [[dense(), layer("GaussianNoise")], `The Keras model's layer 1 (GaussianNoise "a") isn't read. There are Dense,`],
  [[layer("__proto__", input(2))], `layer 0 (__proto__ "a") isn't read.`],
  [
    [dense({ activation: "gelu" })],
    `layer 0 (Dense "a") has the activation "gelu", which isn't read. There are linear, relu,`,
  ],
  [[dense({ activation: "toString" })], `has the activation "toString"`],
  [[dense({ wide: 3 })], `layer 0 (Dense "a") has "wide" 3, which isn't read.`],
  [[dense({ dtype: "float16" })], `layer 0 (Dense "a") computes in "float16", which isn't read: it must be "float32".`],
  [[dense({ units: 1.5 })], `layer 0 (Dense "a"): units must be a whole number of at least 1, but is 1.5.`],
  [[dense({ units: 2 })], `layer 0 (Dense "a"): its kernel must be [2, 2], but is [2, 1] in the file.`],
  [[dense({ name: "b" })], `layer 0 (Dense "b") has no kernel in the file.`],
  [
    [layer("TimeDistributed", { layer: layer("Conv2D"), ...input(5, 2) })],
    `layer 0 (TimeDistributed "a") has a layer "Conv2D" for each step, which isn't read: it must be "Dense".`,
  ],
  [
    [layer("TimeDistributed", { layer: 3, ...input(5, 2) })],
    `layer 0 (TimeDistributed "a"): layer must be an object, but is 3.`,
  ],
  [
    [layer("TimeDistributed", { layer: dense(), wide: 3, ...input(5, 2) })],
    `layer 0 (TimeDistributed "a") has "wide" 3, which isn't read.`,
  ],
  [
    [layer("TimeDistributed", { layer: dense({ dtype: "float16" }), ...input(5, 2) })],
    `layer 0 (TimeDistributed "a") computes in "float16", which isn't read: it must be "float32".`,
  ],
  [
    [layer("LSTM", { ...LSTM, recurrent_activation: "hard_sigmoid" })],
    `has recurrent_activation "hard_sigmoid", which isn't read: it must be "sigmoid".`,
  ],
  [[layer("LSTM", { ...LSTM, go_backwards: true })], `(LSTM "a") has "go_backwards" true, which isn't read.`],
  [[layer("LSTM", { ...LSTM, stateful: true })], `(LSTM "a") has "stateful" true, which isn't read.`],
  [[layer("LSTM", { ...LSTM, return_state: true })], `(LSTM "a") has "return_state" true, which isn't read.`],
  [
    [layer("LSTM", { ...LSTM, recurrent_dropout: 0.1 })],
    `(LSTM "a") has recurrent_dropout 0.1, which isn't read: it must be 0.`,
  ],
  [
    [layer("Embedding", { input_dim: 2, output_dim: 1, mask_zero: true, ...input(2) })],
    `has "mask_zero" true, which isn't read.`,
  ],
  [
    [layer("Conv2D", { filters: 1, kernel_size: 2, data_format: "channels_first", ...image })],
    `has data_format "channels_first"`,
  ],
  [
    [layer("Conv2D", { filters: 1, kernel_size: 2, dilation_rate: [2, 2], ...image })],
    "has dilation_rate [2, 2], which isn't read",
  ],
  [[layer("Conv2D", { filters: 1, kernel_size: 9, ...image })], `(Conv2D "a"): `],
  [[layer("MaxPooling2D", { pool_size: 2, ...input(4) })], "takes images [height, width, channels], but is given [4]."],
  [[layer("BatchNormalization", { axis: 1, ...image })], "has axis 1, which isn't read: it must be -1."],
  [[layer("Softmax", { axis: 1, ...image })], "has axis 1, which isn't read: it must be -1."],
  [
    [layer("Flatten", input(1e6, 1e6))],
    "must have a shape of whole numbers, 4 million numbers at most, but have [1000000, 1000000]",
  ],
  [
    [layer("Conv2D", { filters: 1e9, kernel_size: 1, ...image })],
    "its kernel must be [1, 1, 1, 1000000000], but is [2, 1] in the file.",
  ],
  [
    [layer("MaxPooling2D", { pool_size: 1, ...input(2000, 1000, 1) }), layer("Flatten"), layer("Flatten")],
    "makes an example 6000000 numbers with the layers before it, but at most 4194304 are read.",
  ],
  [[], "The Keras model doesn't say what shape an example has. Give it: { inputShape: [20, 3] }."],
  [[layer("InputLayer", input(2))], "The Keras model must have at least one layer, but has none."],
  [7, "The Keras model's layers must be a list, but is 7."],
])("%#: a layer that isn't read is said with its place", (layers, message) => {
  expect(() => fromTensorFlowJs(file(layers))).toThrow(message);
});

const [kernel, bias] = specs;

test.each([
  [
    [{ ...kernel, dtype: "int32" }, bias],
    `The TensorFlow.js model's weight "a/kernel" has the dtype "int32", which isn't read.`,
  ],
  [[{ ...kernel, quantization: { dtype: "uint4" } }, bias], 'has the dtype "uint4", which isn\'t read.'],
  [
    [{ ...kernel, quantization: { dtype: "uint8" } }, bias],
    `"a/kernel": scale must be a finite number, but is undefined.`,
  ],
  [
    [{ ...kernel, shape: [2, 2 ** 40] }, bias],
    `"a/kernel" ends at byte 8796093022208, but the weights have 12 bytes. Give those of all files.`,
  ],
  [[{ ...kernel, shape: [-2, -1] }, bias], `"a/kernel" must have a shape of whole numbers.`],
  [[kernel, kernel], `"a/kernel" ends at byte 16`],
  [[bias, bias, bias], `The TensorFlow.js model's weight "a/bias" comes twice.`],
  [[bias], "The TensorFlow.js model's weights have 12 bytes, but its weightsManifest is about 4."],
  [[{ ...bias, name: "a/b/kernel" }, kernel], "has more than one kernel in the file."],
  [[{ ...bias, name: 5 }], "weightsManifest: group 0: the name of a weight must be a text, but is 5."],
])("%#: a weight that isn't read is said with its name", (weights, message) => {
  expect(() => fromTensorFlowJs(file([dense()], weights as object[]))).toThrow(message);
});

test("what is no layers model", () => {
  const { modelJson, weights } = file([dense()]);
  const of = (more: object) => () => fromTensorFlowJs({ modelJson: { ...modelJson, ...more }, weights });
  expect(of({ format: "graph-model" })).toThrow(
    "The TensorFlow.js model is a graph, without layers, which isn't read.",
  );
  expect(of({ modelTopology: { class_name: "Functional" } })).toThrow(
    `The Keras model is of the class "Functional", which isn't read: it must be "Sequential".`,
  );
  expect(() => fromTensorFlowJs({ modelJson, weights: [1] as never })).toThrow(
    "The TensorFlow.js model's weights must be a file's bytes, as a Uint8Array or an ArrayBuffer, but got 1.",
  );
});
