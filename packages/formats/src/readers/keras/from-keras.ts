import type { Sequential } from "@nn/core";
import { checkOptions, DataError, type Shape, show } from "@nn/core/component";
import { bytesIn } from "../../text/bytes-in.js";
import { textOf } from "../../text/utf8.js";
import { jsonOf } from "../checked.js";
import { Hdf5File } from "../hdf5/file.js";
import { hdf5Weights } from "./hdf5-weights.js";
import { networkOf } from "./network.js";
import { unzipped } from "./zip.js";

const CONFIG = "config.json";
const WEIGHTS = "model.weights.h5";

/** What a file of Keras may leave open. */
export interface FromKerasOptions {
  /** The shape of one example, where the file leaves it open, as for sequences of any length. */
  readonly inputShape?: Shape;
  /** What `model.to_json()` gives, for a file that has weights alone. */
  readonly config?: string | object;
}

/**
 * A model of Keras as a network that predicts the same: from the bytes of a `.keras` file, of an `.h5` file as before Keras 3,
 * or of a file of weights with `{ config }`. Read are stacks, `keras.Sequential`, of Dense, Conv2D, MaxPooling2D, LSTM, GRU,
 * SimpleRNN, BatchNormalization, Dropout, Flatten, Embedding and activation layers. A mask, of Masking or `mask_zero`, is read where it
 * reaches a recurrent layer, which skips those steps by their numbers, and is refused where those may be the numbers of other steps.
 * What belongs to training, such as the optimizer and regularizers, isn't read.
 *
 * @throws DataError for what isn't read, with the layer's class and place, and for what is no such file.
 *
 * @example
 * fromKeras(new Uint8Array([1, 2, 3, 4]));
 * // throws DataError: The Keras file begins neither as a .keras file nor as HDF5, but with 1, 2, 3, 4.
 */
export function fromKeras(file: Uint8Array | ArrayBuffer, options: FromKerasOptions = {}): Sequential {
  checkOptions("fromKeras", options, ["inputShape", "config"]);
  const bytes = bytesIn(file, "fromKeras takes a file of Keras: it");
  const { config, weights } = partsOf(bytes);
  const json = options.config ?? config;
  if (json === undefined) {
    throw new DataError(
      "The Keras file has weights alone. Give what they are of: { config: what model.to_json() gives }.",
    );
  }
  return networkOf(jsonOf(json, "The Keras model's config"), hdf5Weights(weights), options.inputShape);
}

function partsOf(bytes: Uint8Array): { config: string | undefined; weights: Hdf5File } {
  if (beginsWith(bytes, "PK\x03\x04")) {
    const files = unzipped(bytes, [CONFIG, WEIGHTS]);
    const [config, weights] = [files.get(CONFIG), files.get(WEIGHTS)];
    if (config === undefined || weights === undefined) {
      throw new DataError(`The Keras file must have ${show(CONFIG)} and ${show(WEIGHTS)} in it.`);
    }
    return {
      config: textOf(config, `The Keras file's ${show(CONFIG)}`),
      weights: new Hdf5File(weights, `The Keras file's ${show(WEIGHTS)}`),
    };
  }
  if (!beginsWith(bytes, "\x89HDF")) {
    throw new DataError(
      `The Keras file begins neither as a .keras file nor as HDF5, but with ${bytes.subarray(0, 4).join(", ")}.`,
    );
  }
  const weights = new Hdf5File(bytes, "The Keras file");
  return { config: weights.texts("model_config")?.[0], weights };
}

function beginsWith(bytes: Uint8Array, letters: string): boolean {
  return Array.from(letters).every((letter, i) => bytes[i] === letter.charCodeAt(0));
}
