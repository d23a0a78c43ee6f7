import type { Kernels } from "./backend.js";
import type { FloatArray } from "./dtype.js";
import { type Derivatives, LayerFrame } from "./frame.js";
import type { Frame, Layer } from "./layer.js";
import type { Network } from "./network.js";
import { allocateParameters, type ParameterArrays } from "./parameters.js";
import { sizeOf } from "./shape.js";

/**
 * The memory of forward passes over at most `capacity` examples: each layer's output and what it saves, allocated once.
 * A smaller batch uses the first part of the same arrays.
 */
export class Workspace {
  /** The most examples that one pass takes: what the arrays have room for. */
  readonly capacity: number;
  /** Where a pass reads the examples from. */
  readonly inputs: FloatArray;
  /** Where it leaves the network's outputs. */
  readonly prediction: FloatArray;
  readonly #layers: readonly Layer[];
  readonly #frames: readonly LayerFrame[];

  /** @param derivatives - For a workspace that trains as well; see {@link TrainingWorkspace}. */
  constructor(network: Network, capacity: number, derivatives?: Derivatives) {
    const { stack, backend, dtype } = network;
    const shapes = [stack.inputShape, ...stack.places.map(({ outputShape }) => outputShape)];
    const values = backend.allocate(
      dtype,
      shapes.map((shape) => capacity * sizeOf(shape)),
    );
    this.capacity = capacity;
    this.inputs = values[0]!;
    this.prediction = values.at(-1)!;
    this.#layers = stack.places.map(({ layer }) => layer);
    this.#frames = stack.places.map((place) => new LayerFrame(network, place, capacity, values, derivatives));
  }

  /** Takes the first `batch` examples of `inputs` through every layer. */
  forward(batch: number): void {
    for (let i = 0; i < this.#layers.length; i++) {
      const frame = this.#frames[i]!;
      frame.batch = batch;
      this.#layers[i]!.forward(frame);
    }
  }

  /** Takes the batch of the last forward pass back through every layer. */
  protected backwardThroughLayers(): void {
    for (let i = this.#layers.length - 1; i >= 0; i--) this.#layers[i]!.backward(this.#frames[i]!);
  }

  /** What each layer worked on in the last pass, from the first layer to the last. */
  get frames(): readonly Frame[] {
    return this.#frames;
  }
}

/** A {@link Workspace} with the memory of backward passes: ∂L/∂ of every layer's output and of every parameter. */
export class TrainingWorkspace extends Workspace {
  /** Where a backward pass reads ∂L/∂prediction from. */
  readonly dprediction: FloatArray;
  /** Where it leaves the gradients. */
  readonly gradients: ParameterArrays;
  readonly #kernels: Kernels;

  constructor(network: Network, capacity: number) {
    const { stack, backend, dtype } = network;
    const outputs = backend.allocate(
      dtype,
      stack.places.map(({ outputShape }) => capacity * sizeOf(outputShape)),
    );
    const parameters = allocateParameters(stack, backend, dtype);
    super(network, capacity, { outputs, parameters });
    this.dprediction = outputs.at(-1)!;
    this.gradients = parameters;
    this.#kernels = backend.kernels(dtype);
  }

  /** Takes `dprediction` of the batch of the last forward pass back through every layer, into fresh `gradients`. */
  backward(): void {
    const { block } = this.gradients;
    this.#kernels.fill(block, 0, block.length);
    this.backwardThroughLayers();
  }
}
