import { Sequential } from "@nn/core";
import type { Layer, PyTorchModule } from "@nn/core/component";
import { fromPyTorch, readSafetensors, toPyTorch, writeSafetensors } from "@nn/formats";
import { Activate, Conv2D, Dense, Dropout, Embedding, Flatten, LSTM, MaxPooling2D, ones, relu } from "@nn/layers";
import { expect, test } from "vitest";

const network = new Sequential([new Dense(2, 3, { activation: relu }), new Dense(3, 1)], { seed: 1 });
const { weights } = toPyTorch(network);
const { tensors } = readSafetensors(weights);
const reading = (changed: Record<string, unknown>) => () =>
  fromPyTorch(network, writeSafetensors(changed as typeof tensors));

test("weights of another network are refused with the tensor", () => {
  const { "2.weight": _, ...fewer } = tensors;
  expect(reading(fewer)).toThrowErrorMatchingInlineSnapshot(
    `[DataError: layer 1, Dense(3 → 1, sigmoid): the file has no tensor "2.weight". It has "0.bias", "0.weight", "2.bias".]`,
  );
  expect(reading({ ...tensors, "3.weight": tensors["0.bias"] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: The file has a tensor "3.weight", which the network's layers have not: "0.weight", "0.bias", "2.weight", "2.bias".]`,
  );
  const transposed = { shape: [2, 3], values: new Float32Array(6) };
  expect(reading({ ...tensors, "0.weight": transposed })).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Dense(2 → 3, relu): the tensor "0.weight" must have the shape [3, 2], but has [2, 3].]`,
  );
  const whole = { shape: [3], values: new Int32Array(3) };
  expect(reading({ ...tensors, "0.bias": whole })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: layer 0, Dense(2 → 3, relu): the tensor "0.bias" must have floating-point numbers, but has I32.]`,
  );
});

test("names are those that nn.Sequential gives", () => {
  expect(Object.keys(tensors)).toEqual(["0.bias", "0.weight", "2.bias", "2.weight"]);
});

test("a dense layer behind images has its inputs with the channels first, and both ways are exact", () => {
  const convolutional = new Sequential(
    [new Conv2D(1, 2, { kernelSize: 2 }), new MaxPooling2D(2), new Flatten(), new Dropout(0.5), new Dense(8, 1)],
    { inputShape: [5, 5, 1], seed: 3 },
  );
  convolutional.setParameters({ ...convolutional.getParameters(), "4.weight": [0, 1, 2, 3, 4, 5, 6, 7] });
  const file = toPyTorch(convolutional).weights;
  expect(Array.from(readSafetensors(file).tensors["4.weight"]!.values, Number)).toEqual([0, 2, 4, 6, 1, 3, 5, 7]);
  const read = fromPyTorch(convolutional, file);
  expect(Object.fromEntries(Object.entries(read).map(([name, values]) => [name, Array.from(values)]))).toEqual(
    convolutional.getParameters(),
  );
});

test("both biases of an LSTM are added up", () => {
  const recurrent = new Sequential([new LSTM(1, 1)], { inputShape: [2, 1] });
  const given = { ...readSafetensors(toPyTorch(recurrent).weights).tensors };
  given["0.bias_ih_l0"] = { shape: [4], values: Float64Array.of(1, 2, 3, 4) };
  given["0.bias_hh_l0"] = { shape: [4], values: Float64Array.of(10, 20, 30, 40) };
  expect(Array.from(fromPyTorch(recurrent, writeSafetensors(given))["0.bias"]!)).toEqual([11, 22, 33, 44]);
});

const saying = (pytorch?: () => unknown, name = "Own"): Layer => ({
  name,
  outputShape: (input) => input,
  parameters: () => ({ gain: { shape: [2], initializer: ones, fanIn: 1, fanOut: 1 } }),
  saved: () => ({}),
  ...(pytorch && { pytorch: pytorch as () => PyTorchModule[] }),
  forward() {},
  backward() {},
});
const writing =
  (...layers: Layer[]) =>
  () =>
    toPyTorch(new Sequential([new Activate(relu), ...layers] as Layer[], { inputShape: [2] }));

test("what a layer says wrongly of itself, or doesn't say, is a sentence with its place", () => {
  expect(writing(saying())).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own, says neither by pytorch nor by equations what it does, so that it can't be written for PyTorch. Give it a method pytorch(), or equations().]`,
  );
  expect(writing({ ...saying(), operators: () => [] })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own, says by operators alone what it does, which are those of ONNX: it can't be written for PyTorch. Give it a method pytorch(), or equations().]`,
  );
  expect(writing(saying(() => "nn.Linear"))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch must give a list of modules, [{ module: "nn.Linear" }], but gives "nn.Linear".]`,
  );
  expect(writing(saying(() => null))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch must give a list of modules, [{ module: "nn.Linear" }], but gives null.]`,
  );
  expect(writing(saying(() => [null]))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch must give a list of modules, [{ module: "nn.Linear" }], but gives an array of 1.]`,
  );
  expect(writing(saying(() => [{ activation: "relu" }]))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch gives an activation itself, as in [{ activation: relu }], but got "relu". Here it is relu, of @nn/layers.]`,
  );
  const module = (said: object) => writing(saying(() => [{ module: "nn.Own", ...said }]));
  expect(module({ module: "nn.Own()" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch must give the class of a module, "nn.Linear", but gives "nn.Own()".]`,
  );
  expect(module({ module: "Own" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: the module Own must be one of PyTorch, "nn.Linear", or come with its class as Python, in source.]`,
  );
  expect(module({ given: 2 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch must give what nn.Own is made with as a list, given: [2, 1], but gives 2.]`,
  );
  expect(module({ named: { "in size": 2 } })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch must give what nn.Own is made with by the names that Python has, named: { bias: false }, but gives an object.]`,
  );
  expect(module({ source: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch must give the source of nn.Own as a text, but gives 1.]`,
  );
  expect(module({ order: "channels last" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch must give an order of "channels first" or "any", or none, which is as here, but gives "channels last".]`,
  );
  expect(module({ tensor: {} })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: a module of pytorch has no option "tensor". Did you mean "tensors"?]`,
  );
  expect(module({ tensors: [] })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch must give the tensors of nn.Own by the names that PyTorch has, tensors: { weight: { parameter: "w" } }, but gives an empty array.]`,
  );
  expect(module({ given: [{ branch: "body" }] })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch names the branch "body", which there isn't.]`,
  );
  expect(module({ given: [{}] })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch gives numbers, texts, true, false, lists of numbers and branches to modules, but gives an object.]`,
  );
});

test("what a layer says wrongly of its numbers is a sentence with its place", () => {
  const tensors = (weight: unknown, others = {}) =>
    writing(saying(() => [{ module: "nn.Own", tensors: { weight, ...others } }]));
  for (const nothing of [null, "gain", {}, { parameter: "gain", count: 0 }]) expect(tensors(nothing)).toThrow(HOLDS);
  expect(tensors({ parameter: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: parameter of the tensor "weight" must be a name, but is 1.]`,
  );
  expect(tensors({ count: "x" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: count of the tensor "weight" must be a whole number, but is "x".]`,
  );
  expect(tensors({ parameter: "gain", inputs: "0" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: inputs of the tensor "weight" must be the number of a dimension, from 0, but is "0".]`,
  );
  expect(tensors({ parameter: "gain", inputs: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, Own: dimension 1 of its tensor weight must be along the numbers that it takes, but the tensor has 1.]`,
  );
  expect(tensors({ parameter: "gain", transposed: [0] })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: the tensor "weight" of pytorch has no option "transposed". Did you mean "transpose"?]`,
  );
  expect(tensors({ parameter: "gian" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch names the parameter "gian", which there isn't.]`,
  );
  expect(tensors({ parameter: "gain", transpose: [1] })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: transpose must name each dimension of [2] once, but is an array of 1.]`,
  );
  expect(tensors({ addedTo: "bias" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch names the tensor "bias", which has no numbers of the layer.]`,
  );
  // What isn't written would be lost, and what is written twice would come back as a sum.
  expect(tensors({ count: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: each number of its "gain" must be in one tensor for PyTorch, but number 0, from 0, is in none.]`,
  );
  expect(tensors({ parameter: "gain", take: [1] })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: each number of its "gain" must be in one tensor for PyTorch, but number 0, from 0, is in none.]`,
  );
  expect(tensors({ parameter: "gain" }, { other: { parameter: "gain" } })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: each number of its "gain" must be in one tensor for PyTorch, but number 0, from 0, is in 2.]`,
  );
});

const HOLDS =
  /^layer 1, Own: pytorch must say what the tensor "weight" holds, by one of parameter, state, addedTo, count/;

test("classes that can't be told apart are a sentence", () => {
  const tensors = { gain: { parameter: "gain" } };
  const classed = (source: string) => saying(() => [{ module: "Own", source, tensors }]);
  expect(writing(classed("class Other(nn.Module):\n    pass"))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: the source of its module Own must begin with "class Own(", under a free name.]`,
  );
  const pair = [classed("class Own(nn.Module):\n    pass"), classed("class Own(nn.Module):\n    a = 1")];
  expect(writing(...pair)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 2, Own: another layer of the network brings another class Own: give one of them another name.]`,
  );
  const taken = saying(() => [{ module: "predict", source: "class predict(nn.Module):\n    pass", tensors }]);
  expect(writing(taken)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: the source of its module predict must begin with "class predict(", under a free name.]`,
  );
});

test("an embedding that says no module of PyTorch is refused, as its equations follow from its indices", () => {
  const embedding = new Embedding(3, 2);
  Object.defineProperty(embedding, "pytorch", { value: undefined });
  expect(() => toPyTorch(new Sequential([embedding], { inputShape: [2] }))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 0, Embedding(3 → 2), takes indices, and its equations differ from one to another, so that they can't be written for PyTorch. Give it a method pytorch(), as Embedding has one.]`,
  );
});

test.each(["", ".", "..", "a/b", "a\\b", "C:a", "a\0b", "a\n", "\ud800", 3])(
  "weights can't be in the file %j",
  (weightsFile) => {
    expect(() => toPyTorch(network, { weightsFile } as { weightsFile: string })).toThrow(
      /^toPyTorch: weightsFile must be the name of a file that lies beside the program, with no folder before it and none of [^,]+ in it, but is /,
    );
  },
);

test("the program looks for the file that is named", () => {
  expect(toPyTorch(network, { weightsFile: "réseau 'a'.st" }).program).toContain(`.with_name("réseau 'a'.st")`);
});

test("a layer's name can't leave its comment", () => {
  const layer = saying(
    () => [{ module: "nn.Own", tensors: { g: { parameter: "gain" } } }],
    "Own\nimport os\u2028print()\r",
  );
  expect(writing(layer)().program).toContain("    # layer 1, Own import os print() \n");
});
