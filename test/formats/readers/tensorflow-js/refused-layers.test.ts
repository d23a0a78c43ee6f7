import { fromTensorFlowJs } from "@nn/formats";
import { expect, test } from "vitest";
import { dense, file, input, layer } from "./made.js";

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
    [layer("Conv2D", { filters: 1, kernel_size: 2, data_format: "channels_first", ...image })],
    `has data_format "channels_first"`,
  ],
  [
    [layer("Conv2D", { filters: 1, kernel_size: 2, groups: 2, ...image })],
    "2 groups can't be made of 1 channels and 1 filters",
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
