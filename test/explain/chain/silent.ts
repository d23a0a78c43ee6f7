import { Sequential, seededRandom } from "@nn/core";
import { type Layer, uniform } from "@nn/core/component";
import { Conv2D, Dense, Flatten, MaxPooling2D, Residual, relu, softmax, tanh } from "@nn/layers";
import { Scale } from "your-own/dist/scale.js";

const random = seededRandom("in numbers");
export const numbers = (length: number): number[] => Array.from({ length }, () => uniform(random, -1, 1));

/** The same layer without what it says of itself. */
export function silent(layer: Layer): Layer {
  return Object.defineProperty(layer, "equations", { value: undefined });
}

export const conv = (channels: number, filters: number, activation = softmax): Layer =>
  silent(new Conv2D<number, number>(channels, filters, { kernelSize: 2, activation }));

export const NETWORKS: Readonly<Record<string, Sequential>> = {
  "a layer of an author's": new Sequential([new Dense(2, 3), silent(new Scale()), new Dense(3, 2)], { seed: 1 }),
  "a silent layer at the end": new Sequential([new Dense(2, 3), silent(new Dense(3, 2))], { seed: 2 }),
  "nothing but a silent layer": new Sequential([silent(new Dense(2, 2))], { seed: 3 }),
  "layers within layers": new Sequential(
    [
      new Dense(2, 3, { activation: tanh }),
      silent(new Residual([new Dense(3, 3), new Residual([new Dense(3, 3, { activation: relu })])])),
      new Dense(3, 2),
    ],
    { seed: 4 },
  ),
  images: new Sequential([conv(1, 2), silent(new MaxPooling2D(2)), new Flatten(), new Dense(2, 2)], {
    inputShape: [3, 3, 1],
    seed: 5,
  }),
};
