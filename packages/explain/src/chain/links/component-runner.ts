import {
  type Activation,
  type FloatArray,
  type Kernels,
  type Loss,
  type LossFrame,
  lossFrame,
  type Network,
} from "@nn/core/component";

/** Runs activations and losses on lists of numbers: in float64 whatever the network's format is, on its backend. */
export class ComponentRunner {
  readonly #network: Network;
  readonly #kernels: Kernels;
  readonly #arrays: readonly FloatArray[];

  /** @param length - The most numbers that any component is given at once. */
  constructor(network: Network, length: number) {
    const { backend } = network;
    this.#network = network;
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
    return Array.from(this.#valued(loss, predictions, targets, batch).values);
  }

  /** The derivative of the mean over the batch with respect to each prediction. */
  lossGradient(loss: Loss, predictions: readonly number[], targets: readonly number[], batch: number): number[] {
    const frame = this.#valued(loss, predictions, targets, batch);
    loss.gradient(frame);
    return Array.from(frame.dprediction);
  }

  #valued(loss: Loss, predictions: readonly number[], targets: readonly number[], batch: number): LossFrame {
    const { backend, stack } = this.#network;
    const frame = lossFrame(loss, { outputShape: stack.outputShape, batch, backend });
    frame.prediction.set(predictions);
    frame.target.set(targets);
    loss.value(frame);
    return frame;
  }

  #load(...lists: readonly (readonly number[])[]): readonly FloatArray[] {
    lists.forEach((list, i) => void this.#arrays[i]!.set(list));
    return this.#arrays;
  }
}
