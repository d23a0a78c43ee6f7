import { Sequential, workerPool } from "@nn/core";
import { lossFrame } from "@nn/core/component";
import { Activate, Dense, relu } from "@nn/layers";
import { expect, test } from "vitest";
import { data, describePrograms, missing, network, settings, type Untyped } from "./untyped.js";

const frameOf = (figure: Untyped) => lossFrame(figure, { outputShape: [1], batch: 1 });
const build = (...given: Untyped[]) => new (Sequential as Untyped)(...given);

describePrograms({
  "a network": [
    ["new Sequential(a, b)", () => build(new Dense(2, 2), new Dense(2, 1)), /Put square brackets around the layers\.$/],
    ["new Sequential()", () => build(), /takes its layers as a list, \[new Dense/],
    ["new Sequential({ layers })", () => build({ layers: [] }), /takes its layers as a list/],
    ["new NeuralNetwork({ hiddenLayers })", () => build({ hiddenLayers: [3] }), /takes its layers as a list/],
    ["a seed as options", () => build([new Dense(2, 1)], 42), /takes its options as one object, \{ seed,/],
    ["inputShape: 2", () => build([new Activate(relu)], { inputShape: 2 }), /but is 2\. Write \[2\]\.$/],
    ["inputSize", () => build([new Dense(2, 1)], { inputSize: 2 }), /Did you mean "inputShape"\?/],
    [
      "L.ConvLSTM2D",
      () => build([new Dense(2, 1), missing("ConvLSTM2D")]),
      /layer 1 must be .* undefined\. Is it imported/,
    ],
    ["a class", () => build([Dense]), /layer 0 .* class Dense\. Make one with new\./],
    ["a class as a loss", () => frameOf(class Own {}), /but got the function or class Own\. Make one with new\.$/],
    ["a function as a loss", () => frameOf(() => 0), /but got a function\.$/],
    ["an activation", () => build([new Dense(2, 1), relu]), /layer 1 .* without outputShape, parameters and saved/],
    ["a name", () => build([new Dense(2, 1), "relu"]), /layer 1 must be a layer, such as new Dense.* but is "relu"/],
    ["a list in a list", () => build([[new Dense(2, 1)]]), /layer 0 must be a layer/],
    ["a spread copy", () => build([{ ...new Dense(2, 1) }]), /A copy made by \{ \.\.\.spread \} has none/],
    [
      "a network in a network",
      () => build([network()]),
      /but is a Sequential\. Its layers go in as \.\.\.network\.layers\./,
    ],
    [
      "a pool without await",
      () => build([new Dense(2, 1)], { backend: workerPool({ workers: 1 }) }),
      /is a Promise\. Wait for it first, with await\.$/,
    ],
  ],
  "a method of another library": [
    ["train", () => network().train(data), /A network has no train\. Here it is await network\.fit\(/],
    ["run", () => network().run([0, 1]), /Here it is network\.predict\(inputs\)/],
    ["activate", () => network().activate([0, 1]), /Here it is network\.predict\(inputs\)/],
    ["add", () => network().add(new Dense(1, 1)), /Here it is new Sequential\(\[layer, layer\]\)/],
    ["compile", () => network().compile({ optimizer: "adam" }), /Here it is network\.fit\(data, \{ loss, optimizer/],
    ["predictProba", () => network().predictProba([0, 1]), /Here it is network\.predict\(inputs\)/],
    ["trainOnBatch", () => network().trainOnBatch([[0, 1]], [1]), /Here it is network\.trainer\(/],
    ["partialFit", () => network().partialFit([[0, 1]], [1]), /Here it is network\.trainer\(/],
    ["propagate", () => network().propagate(0.1, [1]), /Here it is network\.trainer\(/],
    ["getWeights", () => network().getWeights(), /network\.getParameters\(\)/],
    ["setWeights", () => network().setWeights([]), /network\.setParameters\(/],
    ["save", () => network().save("file"), /^A network has no save\. Here it is JSON\.stringify\(network\)/],
    ["fromJSON", () => network().fromJSON({}), /^A network has no fromJSON\. Here it is fromFile of @nn\/formats/],
    ["test", () => network().test(data), /network\.evaluate\(/],
  ],
  "a method that is called without its network": [
    [
      "const { fit: train } = network",
      () => {
        const { fit: train } = network();
        return train(data, settings());
      },
      /^fit was called without its network\. .* write \(…\) => network\.fit\(…\)\.$/,
    ],
    [
      "inputs.map(network.predict)",
      () => data.inputs.map(network().predict),
      /write \(…\) => network\.predict\(…\)\.$/,
    ],
    [
      "in a list of its own",
      () => ({ evaluate: network().evaluate }).evaluate(data, settings()),
      /network\.evaluate\(/,
    ],
    [
      "promise.then(network.setParameters)",
      () => Promise.resolve({}).then(network().setParameters),
      /^setParameters was/,
    ],
    ["getParameters", () => network().getParameters.call(undefined), /^getParameters was called without its network/],
    ["trainer", () => network().trainer.call(undefined, settings()), /^trainer was called without its network/],
    ["summary", () => network().summary.call(undefined), /^summary was called without its network/],
    ["on something else", () => network().predict.call([], [0, 1]), /^predict was called without its network/],
  ],
});

test("what other libraries call things stays out of the way of those who have them", () => {
  class Own extends Sequential {
    train(): string {
      return "mine";
    }
  }
  expect(new Own([new Dense(2, 1)]).train()).toBe("mine");
  expect(Object.keys(network())).not.toContain("train");
  expect(() => JSON.stringify(network().getParameters())).not.toThrow();
});
