import type { Frame, PyTorchModule, Shape, TrainFrame } from "@nn/core/component";
import type { Geometry } from "../windows/geometry.js";

/** How the numbers that a window sees of a channel become one. */
export interface Reduction<T = unknown> {
  /** As explanations have it, of the numbers x. */
  readonly formula: string;
  /** What forward keeps for backward. */
  saved(input: Shape, output: Shape): Readonly<Record<string, Shape>>;
  /** In ONNX: of windows, and of all that there is. */
  readonly operators: readonly [ofWindows: string, ofAll: string];
  /** In PyTorch, of all that there is, without the number of axes. */
  readonly moduleOfAll: string;
  /** In PyTorch, of windows. @param axes - 2 of images, 1 of sequences. */
  modules(geometry: Geometry, axes: number): PyTorchModule[];
  /** What the passes call for inputs of one size. */
  kernels(geometry: Geometry): T;
  /** Writes `y`. */
  forward(frame: Frame<never, string, never, never, T>): void;
  /** Writes `dx`, where it is asked for. */
  backward(frame: TrainFrame<never, string, never, never, T>): void;
}
