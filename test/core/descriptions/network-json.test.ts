import { Sequential } from "@nn/core";
import { defineActivation, type Layer, Registry } from "@nn/core/component";
import { Activate, BatchNormalization, Dense, layerKinds, Residual, relu, softmax } from "@nn/layers";
import { expect, test } from "vitest";

const parsed = (network: object): Record<string, unknown> => JSON.parse(JSON.stringify(network));

test("JSON.stringify writes a network's file", () => {
  const network = new Sequential([new Dense(1, 1)], { seed: "lab-0", dtype: "float32" });
  network.setParameters({ "0.weight": [-0], "0.bias": [0.1] });
  expect(parsed({ network }).network).toEqual({
    format: "@nn/network",
    version: 1,
    dtype: "float32",
    seed: "lab-0",
    inputShape: [1],
    layers: [new Registry(layerKinds).describe(new Dense(1, 1))],
    // JSON has no -0, and float32 no 0.1.
    parameters: { "0.weight": [{ kind: "number", value: "-0" }], "0.bias": [Math.fround(0.1)] },
  });
});

test("what layers remember has a place of its own", () => {
  const layers = [new Residual([new BatchNormalization()]), new Dense(2, 1)];
  const { parameters, state } = parsed(new Sequential(layers, { inputShape: [2] }));
  expect(Object.keys(parameters as object)).toEqual(["0.body.0.gamma", "0.body.0.beta", "1.weight", "1.bias"]);
  expect(state).toEqual({ "0.body.0.movingMean": [0, 0], "0.body.0.movingVariance": [1, 1] });
});

test("components are described as a registry describes them, without one", () => {
  const steep = defineActivation({ name: "steep", formula: { value: "2 * z", derivative: "2" } });
  const layers = [new Dense(2, 2, { activation: steep }), new Activate(softmax)];
  const registry = new Registry(layerKinds);
  expect(parsed(new Sequential(layers)).layers).toEqual(layers.map((layer) => registry.describe(layer)));
});

class Scale extends Activate {}
class Own extends Activate {
  override get kind(): string {
    return "Own";
  }
}
const withoutKind = { ...relu, kind: undefined } as never;

test.each<[what: string, layer: Layer, message: string]>([
  [
    "says no kind",
    new Activate(withoutKind),
    'layers[0].activation is "relu", which says no kind, so that it can\'t be written down.',
  ],
  [
    "is a subclass without a kind of its own",
    new Scale(relu),
    "a copy or a subclass with other functions needs a kind of its own.",
  ],
  [
    "has another function than its class",
    Object.assign(new Own(relu), { backward: () => {} }),
    'layers[0] is "Activate(relu)", of the kind "Own", but not as that is made',
  ],
])("what %s is refused as by a registry", (_, layer, message) => {
  expect(() => JSON.stringify(new Sequential([layer], { inputShape: [2] }))).toThrow(message);
});

test("a subclass that says its own kind is written down", () => {
  const [layer] = parsed(new Sequential([new Own(relu)], { inputShape: [2] })).layers as object[];
  expect(layer).toEqual({ kind: "Own", settings: { activation: { kind: "relu" } } });
});
