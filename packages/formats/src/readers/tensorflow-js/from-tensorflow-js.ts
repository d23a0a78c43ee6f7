import type { Sequential } from "@nn/core";
import { checkOptions, DataError, type Shape } from "@nn/core/component";
import { bytesIn } from "../../text/bytes-in.js";
import { type Fields, fieldsOf, jsonOf, listOf } from "../checked.js";
import { namedWeights } from "../keras/named-weights.js";
import { networkOf } from "../keras/network.js";
import { weightsIn } from "./manifest.js";

/** The files of a TensorFlow.js layers model. */
export interface TensorFlowJsFiles {
  /** What `model.json` holds, or its text. */
  readonly modelJson: string | object;
  /** The bytes of its weights; of several files, a list of them in the order of `model.json`. */
  readonly weights: Uint8Array | ArrayBuffer | readonly (Uint8Array | ArrayBuffer)[];
}

/** What a reader of Keras' and TensorFlow.js' files can't know. */
export interface KerasOptions {
  /** The shape of one example, where the file leaves it open, as for sequences of any length. */
  readonly inputShape?: Shape;
}

/**
 * A layers model of TensorFlow.js, as its `save` and its converter from Keras write them, as a network that predicts the
 * same. Read are stacks, `tf.sequential`, of dense, Conv2D, maxPooling2d, LSTM, GRU, simpleRNN,
 * batchNormalization, dropout, flatten, embedding and activation layers, with weights of float32 or quantized. What belongs to training, such as the optimizer
 * and regularizers, isn't read.
 *
 * @throws DataError for what isn't read, with the layer's class and place, and for what is no such file.
 *
 * @example
 * const config = { name: "dense", units: 1, activation: "linear", batch_input_shape: [null, 2] };
 * const modelTopology = { class_name: "Sequential", config: { layers: [{ class_name: "Dense", config }] } };
 * const dtype = "float32";
 * const specs = [{ name: "dense/kernel", shape: [2, 1], dtype }, { name: "dense/bias", shape: [1], dtype }];
 * const modelJson = { modelTopology, weightsManifest: [{ paths: ["weights.bin"], weights: specs }] };
 * fromTensorFlowJs({ modelJson, weights: new Float32Array([1, 2, 0.5]).buffer }).predict([10, 1]); // => [12.5]
 */
export function fromTensorFlowJs(files: TensorFlowJsFiles, options: KerasOptions = {}): Sequential {
  checkOptions("fromTensorFlowJs", options, ["inputShape"]);
  const what = "The TensorFlow.js model";
  const { modelJson, weights } = fieldsOf(files, "fromTensorFlowJs: { modelJson, weights }");
  const model = fieldsOf(jsonOf(modelJson, "The TensorFlow.js model's model.json"), what);
  if (model.format === "graph-model") {
    throw new DataError(`${what} is a graph, without layers, which isn't read. Convert it as a layers model.`);
  }
  const lists = Array.isArray(weights) ? listOf(weights, `${what}'s weights`) : [weights];
  const parts = lists.map((part) => bytesIn(part, `${what}'s weights`));
  const topology = topologyOf(fieldsOf(model.modelTopology, `${what}'s modelTopology`));
  return networkOf(topology, namedWeights(weightsIn(model.weightsManifest, joined(parts))), options.inputShape);
}

/** The converter writes the model as Keras has it, beside its version. */
function topologyOf(topology: Fields): unknown {
  return topology.model_config ?? topology;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
