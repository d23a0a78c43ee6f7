import { Sequential, seededRandom } from "@nn/core";
import type { Activation, Loss } from "@nn/core/component";
import { english, explain, french, toText } from "@nn/explain";
import { AveragePooling2D, Conv2D, Dense, Flatten, LSTM, sigmoid, softmax, tanh } from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { activations, losses } from "../../../contracts/components.js";

const MOST_LINES = 200;
const numbers = Array.from({ length: 784 }, (_, i) => Math.sin(i + 1));
const image = Array.from({ length: 28 }, (_, row) => numbers.slice(28 * row, 28 * (row + 1)));
const classes = Array.from({ length: 10 }, (_, i) => (i === 3 ? 1 : 0));

interface Asked {
  readonly input: unknown;
  readonly target?: readonly number[];
  readonly loss?: Loss;
  readonly parameter?: string;
}

/** How many an explanation with its update has, in the longer of both languages. */
function linesOf(
  network: Sequential,
  { input, target = classes, loss = categoricalCrossEntropy, parameter = "w1" }: Asked,
): number {
  const optimizer = new Adam({ learningRate: 0.01 });
  const examples = { input: [input] as number[][], target: [target] as number[][] };
  const told = explain(network, { ...examples, loss, parameter, optimizer });
  return Math.max(...[english, french].map((language) => toText(told, { language }).split("\n").length));
}

function dense(hidden: Activation, ending: Activation): Sequential {
  return new Sequential([new Dense(784, 128, { activation: hidden }), new Dense(128, 10, { activation: ending })], {
    seed: 5,
  });
}

describe("784-128-10 is told in under 200 lines", () => {
  test.each(activations)("with $activation.name", ({ activation }) => {
    expect(linesOf(dense(activation, sigmoid), { input: numbers, loss: meanSquaredError })).toBeLessThan(MOST_LINES);
  });

  test.each(losses)("with $loss.name", ({ loss, takes, example, targetFor = (row) => row }) => {
    const target = targetFor(Array.from(example(seededRandom(1), 10).target));
    const network = dense(sigmoid, takes === "distribution" ? softmax : sigmoid);
    expect(linesOf(network, { input: numbers, target, loss })).toBeLessThan(MOST_LINES);
  });
});

test.each(["w1", "b1", "w151", "w3000", "w61000"])("%s of LeNet is told in under 200 lines", (parameter) => {
  const lenet = new Sequential(
    [
      new Conv2D(1, 6, { kernelSize: 5, padding: "same", activation: tanh }),
      new AveragePooling2D(2),
      new Conv2D(6, 16, { kernelSize: 5, activation: tanh }),
      new AveragePooling2D(2),
      new Flatten(),
      new Dense(400, 120, { activation: tanh }),
      new Dense(120, 84, { activation: tanh }),
      new Dense(84, 10, { activation: softmax }),
    ],
    { seed: 5, inputShape: [28, 28, 1] },
  );
  const input = image.map((row) => row.map((pixel) => [pixel]));
  expect(linesOf(lenet, { input, parameter })).toBeLessThan(MOST_LINES);
});

test.each(["w1", "b1"])("%s of an LSTM of 64 units over an image's rows is told in under 200 lines", (parameter) => {
  const layers = [new LSTM(28, 64), new Dense(64, 10, { activation: softmax })] as const;
  const network = new Sequential(layers, { seed: 5, inputShape: [28, 28] });
  expect(linesOf(network, { input: image, parameter })).toBeLessThan(MOST_LINES);
});
