import { Sequential } from "@nn/core";
import type { Activation } from "@nn/core/component";
import { type Explanation, explain } from "@nn/explain";
import { Activate, Dense, identity, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropyFromLogits, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { huber } from "your-own/dist/huber.js";
import { softplus } from "your-own/dist/softplus.js";

export function lab(): Sequential {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)] as const);
  network.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
  return network;
}

export function labExplanation(significantDigits?: number): Explanation {
  const optimizer = new SGD({ learningRate: 0.1 });
  const options = { input: [-2, -1], target: [1], loss: meanSquaredError, optimizer, parameter: "w1" };
  return explain(lab(), significantDigits === undefined ? options : { ...options, significantDigits });
}

/** Explanations with all that can be in one. */
export function* manifold(): Generator<[string, Explanation]> {
  yield ["the lab", labExplanation()];
  const build = (sizes: number[], activations: readonly Activation[], extra: readonly Activate[] = []) =>
    new Sequential(
      [
        ...activations.map((activation, i) => new Dense<number, number>(sizes[i]!, sizes[i + 1]!, { activation })),
        ...extra,
      ],
      { seed: 2 },
    );
  const two = {
    input: [
      [0.5, -1],
      [2, 0.25],
    ],
    target: [
      [0, 1],
      [1, 0],
    ],
  };
  const deep = build([2, 3, 3, 2], [relu, tanh, identity], [new Activate(softmax)]);
  const optimizer = new Adam();
  const loss = meanSquaredError;
  yield ["a batch, path by path", explain(deep, { ...two, loss, optimizer, parameter: "b4", maximumPaths: 100 })];
  yield ["a batch, layer by layer", explain(deep, { ...two, loss, optimizer, parameter: "w1", maximumPaths: 9 })];
  yield ["rounded", explain(deep, { ...two, loss, parameter: "w3", significantDigits: 2, maximumPaths: 9 })];
  const logits = build([2, 4, 2], [sigmoid, identity]);
  yield ["logits", explain(logits, { ...two, loss: categoricalCrossEntropyFromLogits, parameter: "w2" })];
  const wide = build([9, 8, 1], [sigmoid, sigmoid]);
  const nine = { input: [1, 2, 3, 4, 5, 6, 7, 8, 9], target: [1] };
  yield ["sums with an ellipsis", explain(wide, { ...nine, loss: binaryCrossEntropy, parameter: "w7" })];
  const strange = build([2, 3, 2], [softplus, softplus]);
  yield ["components without formulas", explain(strange, { ...two, loss: huber, optimizer, parameter: "w1" })];
  const saturated = build([1, 1], [sigmoid]);
  saturated.setParameters({ "0.weight": [1000] });
  yield [
    "a saturated output",
    explain(saturated, { input: [1], target: [0], loss: binaryCrossEntropy, parameter: "w1" }),
  ];
}
