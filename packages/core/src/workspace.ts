import type { FloatArray } from "./dtype.js";
import type { Frame, Layer, TrainFrame } from "./layer.js";
import type { Network } from "./network.js";
import { allocateParameters, type ParameterArrays } from "./parameters.js";
import { sizeOf } from "./shape.js";

type Writable<F> = { -readonly [K in keyof F]: F[K] };

/**
 * The memory of forward passes over at most `capacity` examples: each layer's output and what it saves, allocated once.
 * A smaller batch uses the first part of the same arrays.
 */
export class Workspace {
  readonly capacity: number;
  /** Where a pass reads the examples from. */
  readonly inputs: FloatArray;
  /** Where it leaves the network's outputs. */
  readonly prediction: FloatArray;
  readonly #layers: readonly Layer[];
  readonly #frames: readonly Writable<Frame>[];

  constructor(network: Network, capacity: number, frames: readonly Writable<Frame>[] = framesFor(network, capacity)) {
    this.capacity = capacity;
    this.#layers = network.stack.places.map(({ layer }) => layer);
    this.#frames = frames;
    this.inputs = frames[0]!.x;
    this.prediction = frames.at(-1)!.y;
  }

  /** Takes the first `batch` examples of `inputs` through every layer. */
  forward(batch: number): void {
    for (let i = 0; i < this.#layers.length; i++) {
      const frame = this.#frames[i]!;
      frame.batch = batch;
      this.#layers[i]!.forward(frame);
    }
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
  readonly #layers: readonly Layer[];
  readonly #frames: readonly Writable<TrainFrame>[];

  constructor(network: Network, capacity: number) {
    const gradients = allocateParameters(network.stack, network.backend, network.dtype);
    const frames = trainFramesFor(network, capacity, gradients);
    super(network, capacity, frames);
    this.gradients = gradients;
    this.dprediction = frames.at(-1)!.dy;
    this.#layers = network.stack.places.map(({ layer }) => layer);
    this.#frames = frames;
  }

  /** Takes `dprediction` of the batch of the last forward pass back through every layer, into fresh `gradients`. */
  backward(): void {
    const { block } = this.gradients;
    this.#frames[0]!.kernels.fill(block, 0, block.length);
    for (let i = this.#layers.length - 1; i >= 0; i--) this.#layers[i]!.backward(this.#frames[i]!);
  }
}

function framesFor(network: Network, capacity: number): Writable<Frame>[] {
  const { stack, backend, dtype, parameters } = network;
  const outputs = backend.allocate(dtype, [
    capacity * sizeOf(stack.inputShape),
    ...stack.places.map(({ outputShape }) => capacity * sizeOf(outputShape)),
  ]);
  return stack.places.map(({ inputShape, outputShape, saved }, i) => {
    const names = Object.keys(saved);
    const arrays = backend.allocate(
      dtype,
      names.map((name) => capacity * sizeOf(saved[name]!)),
    );
    return {
      kernels: backend.kernels(dtype),
      batch: 0,
      inputShape,
      outputShape,
      inputSize: sizeOf(inputShape),
      outputSize: sizeOf(outputShape),
      x: outputs[i]!,
      y: outputs[i + 1]!,
      parameters: parameters.byLayer[i]!,
      saved: Object.fromEntries(names.map((name, s) => [name, arrays[s]!])),
    };
  });
}

function trainFramesFor(network: Network, capacity: number, gradients: ParameterArrays): Writable<TrainFrame>[] {
  const { stack, backend, dtype } = network;
  const derivatives = backend.allocate(
    dtype,
    stack.places.map(({ outputShape }) => capacity * sizeOf(outputShape)),
  );
  return framesFor(network, capacity).map((frame, i) => ({
    ...frame,
    dy: derivatives[i]!,
    // Nobody asks for the derivative by the data, so the first layer is spared that product.
    dx: i === 0 ? null : derivatives[i - 1]!,
    gradients: gradients.byLayer[i]!,
  }));
}
