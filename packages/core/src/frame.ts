import type { Kernels } from "./backend.js";
import type { FloatArray } from "./dtype.js";
import type { TrainFrame } from "./layer.js";
import type { Network } from "./network.js";
import type { ParameterArrays } from "./parameters.js";
import { type Shape, sizeOf } from "./shape.js";
import type { Place } from "./stack.js";

/** The arrays of backward passes: ∂L/∂ of every layer's output, and of every parameter. */
export interface Derivatives {
  readonly outputs: readonly FloatArray[];
  readonly parameters: ParameterArrays;
}

/**
 * The arrays of one layer in one workspace. A class, not a literal, and filled in one order: the engine compiles a pass
 * for one kind of object, and falls back to a slower one when a second kind comes along.
 */
export class LayerFrame implements TrainFrame {
  readonly kernels: Kernels;
  batch = 0;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly inputSize: number;
  readonly outputSize: number;
  readonly x: FloatArray;
  readonly y: FloatArray;
  readonly dx: FloatArray | null;
  readonly dy: FloatArray;
  readonly parameters: Readonly<Record<string, FloatArray>>;
  readonly gradients: Readonly<Record<string, FloatArray>>;
  readonly saved: Readonly<Record<string, FloatArray>>;

  /** @param values - The network's input, and behind it each layer's output. */
  constructor(
    network: Network,
    place: Place,
    capacity: number,
    values: readonly FloatArray[],
    derivatives: Derivatives | undefined,
  ) {
    const { index, inputShape, outputShape, saved } = place;
    this.kernels = network.backend.kernels(network.dtype);
    this.inputShape = inputShape;
    this.outputShape = outputShape;
    this.inputSize = sizeOf(inputShape);
    this.outputSize = sizeOf(outputShape);
    this.x = values[index]!;
    this.y = values[index + 1]!;
    // Nobody asks for the derivative by the data, so the first layer is spared that product.
    this.dx = derivatives?.outputs[index - 1] ?? null;
    this.dy = derivatives?.outputs[index] ?? NOTHING;
    this.parameters = network.parameters.byLayer[index]!;
    this.gradients = derivatives?.parameters.byLayer[index] ?? {};
    this.saved = allocateNamed(network, saved, capacity);
  }
}

/** Stands for ∂L/∂y in a workspace that only predicts. */
const NOTHING: FloatArray = /* @__PURE__ */ new Float64Array(0);

function allocateNamed(
  { backend, dtype }: Network,
  shapes: Readonly<Record<string, Shape>>,
  capacity: number,
): Record<string, FloatArray> {
  const names = Object.keys(shapes);
  const arrays = backend.allocate(
    dtype,
    names.map((name) => capacity * sizeOf(shapes[name]!)),
  );
  return Object.fromEntries(names.map((name, i) => [name, arrays[i]!]));
}
