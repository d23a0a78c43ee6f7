import { seededRandom } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import {
  type DType,
  type FloatArray,
  type Layer,
  type Random,
  resolveStack,
  type Shape,
  sizeOf,
  type TrainFrame,
  uniform,
} from "@nn/core/component";

/** What a freshly allocated array of a frame is filled with, so that what wasn't written is noticed. */
export const UNWRITTEN: number = Number.NaN;

export interface FrameOptions {
  readonly inputShape: Shape;
  readonly batch: number;
  /** How many examples the arrays have room for: more than the batch, so that writing too far is noticed. */
  readonly capacity: number;
  readonly backend: Backend;
  readonly dtype: DType;
}

/**
 * A layer's arrays without a network: `x`, `dy` and the parameters drawn from ±1, gradients of zeros, and everything
 * that the layer has to write unwritten.
 */
export function frameFor(layer: Layer, options: FrameOptions): TrainFrame {
  const { inputShape, batch, capacity, backend, dtype } = options;
  const { places, outputShape } = resolveStack([layer], inputShape);
  const { parameters, saved } = places[0]!;
  const random = seededRandom(`frame of ${layer.name}`);
  const [inputSize, outputSize] = [sizeOf(inputShape), sizeOf(outputShape)];
  const named = (sizes: readonly (readonly [string, number])[]): Record<string, FloatArray> => {
    const arrays = backend.allocate(
      dtype,
      sizes.map(([, size]) => size),
    );
    return Object.fromEntries(sizes.map(([name], i) => [name, arrays[i]!]));
  };
  const sizes = parameters.map(({ name, size }) => [name, size] as const);
  const io = named([
    ["x", capacity * inputSize],
    ["y", capacity * outputSize],
    ["dx", capacity * inputSize],
    ["dy", capacity * outputSize],
  ]);
  const frame: TrainFrame = {
    kernels: backend.kernels(dtype),
    batch,
    inputShape,
    outputShape,
    inputSize,
    outputSize,
    x: drawn(io.x!, random),
    y: io.y!.fill(UNWRITTEN),
    dx: io.dx!.fill(UNWRITTEN),
    dy: drawn(io.dy!, random),
    parameters: named(sizes),
    gradients: named(sizes),
    saved: named(Object.entries(saved).map(([name, shape]) => [name, capacity * sizeOf(shape)])),
  };
  for (const values of Object.values(frame.parameters)) drawn(values, random);
  for (const values of Object.values(frame.saved)) values.fill(UNWRITTEN);
  return frame;
}

/** Fills an array with numbers between −1 and 1. */
export function drawn(values: FloatArray, random: Random): FloatArray {
  for (let i = 0; i < values.length; i++) values[i] = uniform(random, -1, 1);
  return values;
}
