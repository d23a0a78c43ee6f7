import { type FloatArray, loops, zerosOf } from "@nn/numerics";
import type { Frame } from "../../contracts/layer.js";
import type { Network } from "../../contracts/network.js";
import { lengthsOf, passesOn } from "../../memory/frames/frames.js";
import type { Passes } from "../../memory/passes.js";
import type { ForwardPass } from "../predictor.js";

/** A forward pass in ordinary typed arrays, which records nothing and can't train: the least that predicts. */
export class PlainPass implements ForwardPass {
  readonly capacity: number;
  readonly inputs: FloatArray;
  readonly prediction: FloatArray;
  readonly #passes: Passes;

  constructor({ stack, dtype, parameters }: Pick<Network, "stack" | "dtype" | "parameters">, capacity: number) {
    const arrays = lengthsOf(stack, capacity).map((length) => zerosOf(dtype, length));
    this.#passes = passesOn(stack, loops[dtype], parameters, arrays, capacity);
    this.capacity = capacity;
    this.inputs = arrays[0]!;
    this.prediction = this.#passes.y;
  }

  get frames(): readonly Frame[] {
    return this.#passes.frames;
  }

  forward(batch: number): void {
    this.#passes.setBatch(batch);
    this.#passes.forward();
  }
}
