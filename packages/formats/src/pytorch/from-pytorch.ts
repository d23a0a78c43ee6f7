import {
  checkNetwork,
  DataError,
  type FloatArray,
  type Network,
  ShapeError,
  sameShape,
  show,
} from "@nn/core/component";
import { readSafetensors } from "../safetensors/read.js";
import type { Tensor } from "../safetensors/tensor.js";
import type { PlacedTensor } from "./layout.js";
import { pytorchStack } from "./modules/stack.js";

/**
 * Weights of PyTorch, for `setParameters` of a network of the same layers: what `toPyTorch` gave, what its program came to when
 * it was trained on, or the `state_dict()` of any `nn.Sequential` that has the modules which `toPyTorch` writes, saved by
 * `safetensors.torch.save_file`. The biases of an LSTM are added up to the one that it has here.
 *
 * A dense layer behind images takes them with the channels first there, as `nn.Flatten` gives them. Weights that were trained on
 * numbers in another order, as behind a `permute` of one's own, have the same names and shapes: no file tells, so that they would
 * be read as if they had that order. Nor does it tell what modules were made with: the ε of batch normalization is 1e-5 there unless
 * given, and has to be that of the network.
 *
 * @param network - The one whose parameters they are to be; it isn't changed.
 * @param file - The bytes of a safetensors file.
 * @throws DataError for what is no such file, and for a tensor that is missing, unknown or no tensor of numbers; ShapeError for one
 *   of another shape.
 *
 * @example
 * const network = new Sequential([new Dense(2, 1)]);
 * const tensors = {
 *   "0.weight": { shape: [1, 2], values: new Float32Array([1, 2]) },
 *   "0.bias": { shape: [1], values: new Float32Array([3]) },
 * };
 * fromPyTorch(network, writeSafetensors(tensors)); // => { "0.weight": [1, 2], "0.bias": [3] }
 * network.setParameters(fromPyTorch(network, toPyTorch(network).weights));
 */
export function fromPyTorch(network: Network, file: Uint8Array | ArrayBuffer): Record<string, FloatArray> {
  checkNetwork("fromPyTorch", network);
  const { tensors } = readSafetensors(file);
  const { tensors: placed } = pytorchStack(network);
  const names = new Set(placed.map(({ name }) => name));
  const other = Object.keys(tensors).find((name) => !names.has(name));
  if (other !== undefined) {
    throw new DataError(
      `The file has a tensor ${show(other)}, which the network's layers have not: ${listed([...names])}`,
    );
  }
  const result: Record<string, FloatArray> = {};
  for (const one of placed) {
    if (one.layout === undefined) continue;
    const { of, indices, shape } = one.layout;
    const values = numbersOf(one, Object.hasOwn(tensors, one.name) ? tensors[one.name] : undefined, shape, tensors);
    const Values = network.dtype === "float32" ? Float32Array : Float64Array;
    result[of.fullName] ??= new Values(of.size);
    const own = result[of.fullName]!;
    // A tensor that is added to another one.
    for (let i = 0; i < values.length; i++) if (indices[i]! >= 0) own[indices[i]!]! += values[i]!;
  }
  return result;
}

function numbersOf(
  { name, place }: PlacedTensor,
  tensor: Tensor | undefined,
  shape: readonly number[],
  all: Readonly<Record<string, Tensor>>,
): FloatArray {
  if (tensor === undefined) {
    throw new DataError(`${place.label}: the file has no tensor "${name}". It has ${listed(Object.keys(all))}`);
  }
  const { values } = tensor;
  if (!(values instanceof Float32Array || values instanceof Float64Array)) {
    throw new DataError(
      `${place.label}: the tensor "${name}" must have floating-point numbers, but has ${tensor.dtype}.`,
    );
  }
  if (sameShape(tensor.shape, shape)) return values;
  throw new ShapeError(
    `${place.label}: the tensor "${name}" must have the shape [${shape.join(", ")}], but has [${tensor.shape.join(", ")}].`,
  );
}

const MOST_NAMES = 8;

function listed(names: readonly string[]): string {
  if (names.length === 0) return "none.";
  const more = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : "";
  return `${names
    .slice(0, MOST_NAMES)
    .map((name) => show(name))
    .join(", ")}${more}.`;
}
