import { Sequential } from "@nn/core";
import { Sequential as PlainSequential, PlainTrainer } from "@nn/core/plain";
import { SavedNetwork } from "@nn/core/predict";
import { Conv2D, Dense, Flatten, MaxPooling2D, relu } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

const layers = () =>
  [
    new Conv2D(1, 3, { kernelSize: 3, activation: relu }),
    new MaxPooling2D(2),
    new Flatten(),
    new Dense(12, 2),
  ] as const;
const inputShape = [6, 6, 1] as const;
const image = (k: number): number[][][] =>
  Array.from({ length: 6 }, (_, y) => Array.from({ length: 6 }, (_, x) => [((k + x * y) % 7) / 7]));

test("a network on plain loops learns images with the same bits, and one that only predicts has them", () => {
  const [full, plain] = [Sequential, PlainSequential].map((Network) => {
    const network = new Network(layers(), { inputShape, seed: "images" });
    const optimizer = new SGD({ learningRate: 0.1 });
    const trainer = new PlainTrainer(network, { loss: meanSquaredError, optimizer, batchSize: 2 });
    for (let i = 0; i < 5; i++) {
      trainer.step(
        [image(i), image(i + 1)],
        [
          [0, 1],
          [1, 0],
        ],
      );
    }
    return network;
  });
  expect(plain!.getParameters()).toEqual(full!.getParameters());
  const saved = new SavedNetwork(layers(), full!.getParameters(), { inputShape });
  expect(saved.predict(image(3))).toEqual(full!.predict(image(3)));
});
