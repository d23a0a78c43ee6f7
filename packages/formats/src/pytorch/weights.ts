import type { DType, Network } from "@nn/core/component";
import type { Tensor } from "../safetensors/tensor.js";
import { writeSafetensors } from "../safetensors/write.js";
import type { PlacedTensor } from "./layout.js";
import type { PyTorchStack } from "./modules/stack.js";

/** A network's parameters as a safetensors file, by PyTorch's names and in its layout. */
export function weightsOf(network: Network, stack: PyTorchStack, dtype: DType): Uint8Array {
  const tensors: Record<string, Tensor> = {};
  const { parameters } = network;
  for (const placed of stack.tensors) tensors[placed.name] = tensorOf(parameters, placed, dtype);
  return writeSafetensors(tensors, { metadata: { format: "pt" } });
}

function tensorOf(
  { byLayer, stateByLayer }: Network["parameters"],
  { place, layout, isAdded, count }: PlacedTensor,
  dtype: DType,
): Tensor {
  if (layout === undefined) return { shape: [], values: BigInt64Array.of(BigInt(count!)) };
  const { of, what, shape, indices } = layout;
  const own = (what === "parameters" ? byLayer : stateByLayer!)[place.number]![of.name]!;
  const Values = dtype === "float32" ? Float32Array : Float64Array;
  const values = new Values(indices.length);
  if (!isAdded) for (let i = 0; i < values.length; i++) values[i] = own[indices[i]!] ?? 0;
  return { shape, values };
}
