import { Sequential } from "@nn/core";
import type { Layer, PyTorchModule } from "@nn/core/component";
import { fromPyTorch, readSafetensors, toPyTorch, writeSafetensors } from "@nn/formats";
import { Activate, Conv2D, Dense, Dropout, Flatten, LSTM, MaxPooling2D, ones, relu } from "@nn/layers";
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
    `[OptionError: layer 1, Own, says neither by pytorch nor by equations what it does, so that it can't be written for PyTorch. Give it a method pytorch().]`,
  );
  expect(writing(saying(() => "nn.Linear"))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch must give a list of modules, [{ module: "nn.Linear" }], but gives "nn.Linear".]`,
  );
  const tensor = (weight: object) => () => [{ module: "nn.Own", tensors: { weight } }];
  expect(writing(saying(tensor({ parameter: "gian" })))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch names the parameter "gian", which there isn't.]`,
  );
  expect(writing(saying(tensor({ parameter: "gain", transpose: [1] })))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: transpose must name each dimension of 2 once, but is an array of 1.]`,
  );
  expect(writing(saying(tensor({ addedTo: "bias" })))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch names the tensor "bias", which has no numbers of the layer.]`,
  );
  expect(writing(saying(() => [{ module: "nn.Own", given: [{ branch: "body" }] }]))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch names the branch "body", which there isn't.]`,
  );
  expect(writing(saying(() => [{ module: "nn.Own", given: [{}] }]))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: pytorch gives numbers, texts, true, false, lists of numbers and branches to modules, but gives an object.]`,
  );
  const classed = (source: string) => saying(() => [{ module: "Own", source }]);
  expect(writing(classed("class Other(nn.Module):\n    pass"))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 1, Own: the source of its module Own must begin with "class Own(", under a free name.]`,
  );
  const pair = [classed("class Own(nn.Module):\n    pass"), classed("class Own(nn.Module):\n    a = 1")];
  expect(writing(...pair)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: layer 2, Own: there is another class Own in the network already.]`,
  );
});

test("a layer's name can't leave its comment, nor a column its text", () => {
  const layer = saying(() => [{ module: "nn.Own" }], "Own\nimport os\u2028print()\r");
  expect(writing(layer)().program).toContain("    # layer 1, Own import os print() \n");
});
