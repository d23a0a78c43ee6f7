import type { DType, Layer, Loss, Optimizer, Shape } from "@nn/core/component";
import type { NamedArrays, Pipeline } from "@nn/data";

/** A network, how it is trained, and what it is asked. */
export interface StoredNetwork {
  readonly layers: () => readonly Layer[];
  readonly inputShape?: Shape;
  readonly dtype?: DType;
  readonly pipeline?: Pipeline | NamedArrays;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** Examples that it learns from. */
  readonly inputs: readonly unknown[];
  readonly targets: readonly (readonly number[])[];
  /** What it is asked, where that isn't `inputs`: raw rows. */
  readonly rows?: readonly object[];
  /** Whether an ONNX file of it is read here. */
  readonly onnx?: boolean;
}
