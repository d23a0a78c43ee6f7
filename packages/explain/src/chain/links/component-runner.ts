import type { Activation, FloatArray, Kernels, Loss, Network } from "@nn/core/component";

/** Runs activations and losses on lists of numbers: in float64 whatever the network's format is, on its backend. */
export class ComponentRunner {
  readonly #kernels: Kernels;
  readonly #arrays: readonly FloatArray[];

  /** @param length - The most numbers that any component is given at once. */
  constructor({ backend }: Network, length: number) {
    this.#kernels = backend.kernels("float64");
    this.#arrays = backend.allocate("float64", [length, length, length, length]);
  }

  /** a = f(z), of one example. */
  activate(activation: Activation, z: readonly number[]): number[] {
    const [before, after] = this.#load(z);
    activation.forward(this.#kernels, after!, before!, 1, z.length);
    return Array.from(after!.subarray(0, z.length));
  }

  /** Σ over i of daᵢ · ∂aᵢ/∂zⱼ, for each j. */
  pullBack(activation: Activation, da: readonly number[], z: readonly number[], a: readonly number[]): number[] {
    const [before, after, given, result] = this.#load(z, a, da);
    activation.backward(this.#kernels, result!, given!, before!, after!, 1, z.length);
    return Array.from(result!.subarray(0, z.length));
  }

  /** Each example's value. */
  lossValues(loss: Loss, predictions: readonly number[], targets: readonly number[], batch: number): number[] {
    const [prediction, target, values] = this.#load(predictions, targets);
    loss.value(this.#kernels, values!, prediction!, target!, batch, predictions.length / batch);
    return Array.from(values!.subarray(0, batch));
  }

  /** The derivative of the mean over the batch with respect to each prediction. */
  lossGradient(loss: Loss, predictions: readonly number[], targets: readonly number[], batch: number): number[] {
    const [prediction, target, gradient] = this.#load(predictions, targets);
    loss.gradient(this.#kernels, gradient!, prediction!, target!, batch, predictions.length / batch);
    return Array.from(gradient!.subarray(0, predictions.length));
  }

  #load(...lists: readonly (readonly number[])[]): readonly FloatArray[] {
    lists.forEach((list, i) => void this.#arrays[i]!.set(list));
    return this.#arrays;
  }
}
