import {
  defineActivation,
  type Layer,
  type NamedModule,
  type PyTorchModule,
  type PyTorchTensor,
} from "@nn/core/component";
import { BatchNormalization, Conv2D, Embedding, LSTM, MaxPooling2D, ones, relu, tanh } from "@nn/layers";
import { type LayerContractOptions, layerContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { breaks } from "./broken.js";

const PROMISE = "if it says its modules in PyTorch, they have each of its numbers once, and forward gives the same";

/** Has a layer say other modules than it does. */
function saying(layer: Layer, change: (modules: readonly PyTorchModule[]) => unknown): Layer {
  const said = Object.getPrototypeOf(layer) as Pick<Layer, "pytorch">;
  const pytorch = (input: readonly number[]) => change(said.pytorch?.call(layer, input) ?? []);
  return Object.assign(layer, { pytorch }) as Layer;
}

const isBroken = (layer: Layer, options: LayerContractOptions = {}): boolean =>
  breaks(layerContract(layer, options), PROMISE);

/** A change of the module of a name. */
const of = (name: string, change: (module: NamedModule) => object) => (modules: readonly PyTorchModule[]) =>
  modules.map((each) => ("module" in each && each.module === name ? { ...each, ...change(each) } : each));
const tensor = (name: string, tensors: Readonly<Record<string, unknown>>) =>
  of(name, (module) => ({ tensors: { ...module.tensors, ...(tensors as Readonly<Record<string, PyTorchTensor>>) } }));

describe("the layer contract notices modules of PyTorch that do something else", () => {
  const image = { layer: () => new Conv2D(2, 2, { kernelSize: 2, activation: tanh }), inputShape: [3, 3, 2] };
  const odd = { layer: () => new Conv2D(1, 1, { kernelSize: 2, padding: "same" }), inputShape: [3, 3, 1] };
  const features = { layer: () => new BatchNormalization(), inputShape: [3] };
  const pooled = { layer: () => new MaxPooling2D(2), inputShape: [4, 4, 2] };
  const table = { layer: () => new Embedding(3, 2), inputShape: [2] };
  const steps = { layer: () => new LSTM(2, 2), inputShape: [3, 2] };
  const lstm = (tensors: Readonly<Record<string, unknown>>) => tensor("LastOfLSTM", tensors);
  test.each([
    { ...image, what: "another stride", change: of("nn.Conv2d", () => ({ named: { kernel_size: 2, stride: 2 } })) },
    { ...image, what: "no bias", change: of("nn.Conv2d", ({ named }) => ({ named: { ...named, bias: false } })) },
    { ...image, what: "weights that aren't turned", change: tensor("nn.Conv2d", { weight: { parameter: "weight" } }) },
    {
      ...image,
      what: "weights that are turned in another way",
      change: tensor("nn.Conv2d", { weight: { parameter: "weight", transpose: [3, 2, 1, 0] } }),
    },
    {
      ...image,
      what: "weights that have another number twice",
      change: tensor("nn.Conv2d", { weight: { parameter: "weight", take: [0, 0], transpose: [3, 2, 0, 1] } }),
    },
    { ...image, what: "a tensor of another name", change: tensor("nn.Conv2d", { biases: { parameter: "bias" } }) },
    { ...image, what: "a tensor too few", change: of("nn.Conv2d", () => ({ tensors: {} })) },
    { ...image, what: "a parameter that there isn't", change: tensor("nn.Conv2d", { bias: { parameter: "b" } }) },
    {
      ...image,
      what: "inputs along no dimension",
      change: tensor("nn.Conv2d", { bias: { parameter: "bias", inputs: 1 } }),
    },
    { ...image, what: "a tensor that is nothing", change: tensor("nn.Conv2d", { bias: null }) },
    { ...image, what: "the image as it is", change: of("nn.Conv2d", () => ({ order: "any" })) },
    { ...image, what: "no activation", change: (modules: readonly PyTorchModule[]) => modules.slice(0, 1) },
    {
      ...image,
      what: "another activation",
      change: (modules: readonly PyTorchModule[]) => [modules[0]!, { activation: relu }],
    },
    { ...image, what: "no list", change: () => ({ module: "nn.Conv2d" }) },
    { ...odd, what: "another edge", change: of("nn.ConstantPad2d", () => ({ given: [[1, 0, 1, 0], 0] })) },
    { ...odd, what: "an edge of other numbers", change: of("nn.ConstantPad2d", () => ({ given: [[0, 1, 0, 1], 2] })) },
    { ...pooled, what: "another window", change: of("nn.MaxPool2d", () => ({ named: { kernel_size: 1, stride: 2 } })) },
    { ...features, what: "another epsilon", change: of("nn.BatchNorm1d", () => ({ named: { eps: 0.01 } })) },
    {
      ...features,
      what: "the variance as the mean",
      change: tensor("nn.BatchNorm1d", {
        running_mean: { state: "movingVariance" },
        running_var: { state: "movingMean" },
      }),
    },
    { ...table, what: "another size", change: of("nn.Embedding", () => ({ given: [2, 3] })) },
    { ...steps, what: "numbers twice in a class as Python", change: lstm({ other: { parameter: "bias" } }) },
    { ...steps, what: "numbers in no tensor of one", change: lstm({ bias_ih_l0: { parameter: "bias", take: [0] } }) },
    { ...steps, what: "a sum with what isn't there", change: lstm({ bias_hh_l0: { addedTo: "bias" } }) },
  ])("$what", ({ layer, inputShape, change }) => {
    expect(isBroken(layer(), { inputShape })).toBe(false);
    expect(isBroken(saying(layer(), change), { inputShape })).toBe(true);
  });

  test("and takes what others write", () => {
    const gain = { shape: [2, 2], initializer: ones, fanIn: 1, fanOut: 1 };
    const shifted: Layer = {
      name: "products of rows",
      outputShape: () => [2],
      parameters: () => ({ gain }),
      saved: () => ({}),
      pytorch: () => [
        { module: "nn.Flatten" },
        { module: "nn.Linear", given: [2, 2], named: { bias: false }, tensors: { weight: { parameter: "gain" } } },
        { activation: defineActivation({ name: "twice", formula: { value: "2 * z", derivative: "2" } }) },
      ],
      forward({ batch, x, y, parameters }) {
        const w = parameters.gain!;
        for (let i = 0; i < batch; i++) {
          for (let k = 0; k < 2; k++) y[2 * i + k] = 2 * (w[2 * k]! * x[2 * i]! + w[2 * k + 1]! * x[2 * i + 1]!);
        }
      },
      backward() {},
    };
    expect(isBroken(shifted, { inputShape: [2, 1] })).toBe(false);
  });
});
