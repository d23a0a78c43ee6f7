import type { FloatArray, Kernels } from "@nn/numerics";
import { type Shape, sizeOf } from "@nn/numerics";
import type { TrainFrame } from "../contracts/layer.js";
import type { Place } from "../network/stack.js";

/** The arrays of one layer in one workspace, by the names that its passes know them by. */
export type FrameArrays = Pick<TrainFrame, "x" | "y" | "dx" | "dy" | "parameters" | "gradients" | "saved">;

/**
 * What one layer is given in one workspace. A class, not a literal, and filled in one order: the engine compiles a pass
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

  constructor(
    kernels: Kernels,
    { inputShape, outputShape }: Pick<Place, "inputShape" | "outputShape">,
    arrays: FrameArrays,
  ) {
    this.kernels = kernels;
    this.inputShape = inputShape;
    this.outputShape = outputShape;
    this.inputSize = sizeOf(inputShape);
    this.outputSize = sizeOf(outputShape);
    this.x = arrays.x;
    this.y = arrays.y;
    this.dx = arrays.dx;
    this.dy = arrays.dy;
    this.parameters = arrays.parameters;
    this.gradients = arrays.gradients;
    this.saved = arrays.saved;
  }
}
