import type { Network } from "@nn/core/component";
import type { Tensor } from "../safetensors/tensor.js";
import { writeSafetensors } from "../safetensors/write.js";
import { DOCUMENT } from "./document.js";
import type { FileOptions } from "./options.js";
import { documentOf } from "./write-network.js";

/**
 * The file of a network as a safetensors file: its parameters and what its layers remember are the tensors, by their
 * names, which other programs read; all else that `toFile` writes is a text in the file's metadata. It is the smallest form
 * of a large network, and the fastest to read.
 *
 * @throws OptionError as `toFile` does.
 *
 * @example
 * const network = new Sequential([new Dense(2, 1)], { seed: "lab-0" });
 * const file = toSafetensors(network);
 * readSafetensors(file).tensors["0.weight"].shape; // => [2, 1]
 * fromFile(file).network.predict([2, 3])[0] === network.predict([2, 3])[0]; // => true
 */
export function toSafetensors(network: Network, options: FileOptions = {}): Uint8Array {
  const tensors: Record<string, Tensor> = {};
  const put = (name: string, tensor: Tensor): object => {
    tensors[name] = tensor;
    return { kind: "tensor", name };
  };
  const document = documentOf(
    "toSafetensors",
    network,
    options,
    (values, { fullName, shape }) => put(fullName, { shape, values }),
    (values, _kind, place) => put(place.replace(/^toSafetensors: /, ""), { shape: [values.length], values }),
  );
  return writeSafetensors(tensors, { metadata: { [DOCUMENT]: JSON.stringify(document) } });
}
