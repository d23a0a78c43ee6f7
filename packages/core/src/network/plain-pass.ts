import { type FloatArray, loops, sizeOf, zerosOf } from "@nn/numerics";
import type { Frame, Layer } from "../contracts/layer.js";
import type { Network } from "../contracts/network.js";
import { LayerFrame } from "../memory/frame.js";
import type { ForwardPass } from "./predictor.js";

/** A forward pass in ordinary typed arrays, which records nothing and can't train: the least that predicts. */
export class PlainPass implements ForwardPass {
  readonly capacity: number;
  readonly inputs: FloatArray;
  readonly prediction: FloatArray;
  readonly #steps: readonly (readonly [layer: Layer, frame: LayerFrame])[];

  constructor({ stack, dtype, parameters }: Pick<Network, "stack" | "dtype" | "parameters">, capacity: number) {
    const arrayOf = (shape: readonly number[]): FloatArray => zerosOf(dtype, capacity * sizeOf(shape));
    const inputs = arrayOf(stack.inputShape);
    let x = inputs;
    this.#steps = stack.places.map(({ layer, index, saved, ...place }) => {
      const y = arrayOf(place.outputShape);
      const frame = new LayerFrame(loops[dtype], place, {
        x,
        y,
        dx: null,
        dy: y,
        parameters: parameters.byLayer[index]!,
        gradients: {},
        saved: Object.fromEntries(Object.entries(saved).map(([name, shape]) => [name, arrayOf(shape)])),
      });
      x = y;
      return [layer, frame];
    });
    this.capacity = capacity;
    this.inputs = inputs;
    this.prediction = x;
  }

  get frames(): readonly Frame[] {
    return this.#steps.map(([, frame]) => frame);
  }

  forward(batch: number): void {
    for (const [layer, frame] of this.#steps) {
      frame.batch = batch;
      layer.forward(frame);
    }
  }
}
