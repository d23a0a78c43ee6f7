import type { Sequential } from "@nn/core";
import { DataError, type Layer, type Shape, sameShape, show, sizeOf } from "@nn/core/component";
import { networkWith } from "../../network-with.js";
import { fieldsOf, listed, textIn } from "../checked.js";
import { Config } from "./config.js";
import { inputShapeOf } from "./input-shape.js";
import { readConv2D, readMaxPooling2D } from "./layers/convolution.js";
import { readActivation, readDense, readDropout, readFlatten, readRelu, readSoftmax } from "./layers/dense.js";
import { readBatchNormalization } from "./layers/normalization.js";
import { readEmbedding, readGRU, readLSTM, readMasking, readSimpleRNN } from "./layers/sequences.js";
import { MaskAlong } from "./mask.js";
import { layerWithin, type ModelLayer, modelOf } from "./model.js";
import type { LayerReader, ReadLayer, Weights } from "./read-layer.js";

const READERS: ReadonlyMap<string, LayerReader> = /* @__PURE__ */ new Map<string, LayerReader>([
  ["Dense", readDense],
  ["Activation", readActivation],
  ["ReLU", readRelu],
  ["Softmax", readSoftmax],
  ["Dropout", readDropout],
  ["Flatten", readFlatten],
  ["Conv2D", readConv2D],
  ["MaxPooling2D", readMaxPooling2D],
  ["BatchNormalization", readBatchNormalization],
  ["Embedding", readEmbedding],
  ["Masking", readMasking],
  ["LSTM", readLSTM],
  ["GRU", readGRU],
  ["SimpleRNN", readSimpleRNN],
]);

/** What holds a layer that is the same for each step. */
const WRAPPER = "TimeDistributed";

/** So many numbers may an example become, all layers together, in a network that is read: 4 million. */
const LARGEST_PASS = 2 ** 22;

/** What gives a layer's weights, in the order of these names. */
export type WeightSource = (layer: ModelLayer, names: readonly string[]) => readonly Weights[];

/** The network that a model of Keras or TensorFlow.js describes, with its weights. */
export function networkOf(topology: unknown, source: WeightSource, inputShape: Shape | undefined): Sequential {
  const model = modelOf(topology);
  const input = inputShapeOf(model, inputShape);
  const layers: Layer[] = [];
  const parameters: [string, ArrayLike<number>][] = [];
  let [shape, numbers] = [input, sizeOf(input)];
  const masks = new MaskAlong();
  for (const each of model.layers) {
    const maskValue = masks.before(each.className, each.what);
    const { layer, mask, uses = [], constants = {} } = readLayer(each, shape, maskValue);
    const names = uses.map(({ name }) => name);
    const weights = names.length === 0 ? [] : source(each, names);
    masks.after(each.className, mask, weights);
    if (layer === undefined) continue;
    const place = layers.push(layer) - 1;
    for (const [i, { name, shape: wanted, parameter, arrange }] of uses.entries()) {
      const { shape: given, values } = weights[i]!;
      if (!sameShape(given, wanted)) {
        throw new DataError(
          `${each.what}: its ${name} must be ${listed(wanted)}, but is ${listed(given)} in the file.`,
        );
      }
      parameters.push([`${place}.${parameter}`, arrange ? arrange(values) : values]);
    }
    for (const [name, { size, value }] of Object.entries(constants)) {
      parameters.push([`${place}.${name}`, new Float32Array(size).fill(value)]);
    }
    shape = placed(each.what, () => layer.outputShape(shape));
    numbers += sizeOf(shape);
    if (numbers <= LARGEST_PASS) continue;
    throw new DataError(
      `${each.what} makes an example ${numbers} numbers with the layers before it, but at most ${LARGEST_PASS} are read.`,
    );
  }
  masks.end();
  if (layers.length === 0) throw new DataError("The Keras model must have at least one layer, but has none.");
  return networkWith(layers, { inputShape: input, dtype: "float32" }, Object.fromEntries(parameters)) as Sequential;
}

function readLayer(layer: ModelLayer, input: Shape, maskValue?: number): ReadLayer {
  const { what, config: fields, className } = layer;
  if (className === WRAPPER) return readWithin(layer, input);
  const reader = READERS.get(className);
  if (reader === undefined) {
    const own = className === "Lambda" ? ": it holds code" : "";
    throw new DataError(`${what} isn't read${own}. There are ${[...READERS.keys(), WRAPPER].join(", ")}.`);
  }
  checkDtype(fields.dtype, what);
  const config = new Config(what, fields);
  const read = placed(what, () => reader(config, input, maskValue));
  config.checkRest();
  return read;
}

/** The same layer for each step: a dense one does so by itself. */
function readWithin(layer: ModelLayer, input: Shape): ReadLayer {
  const { what, config } = layer;
  checkDtype(config.dtype, what);
  const outer = new Config(what, config);
  outer.get("layer");
  outer.checkRest();
  const inner = layerWithin(layer);
  if (inner.className === "Dense") return readLayer({ ...layer, ...inner }, input);
  throw new DataError(
    `${what} has a layer ${show(inner.className)} for each step, which isn't read: it must be "Dense".`,
  );
}

/** In other formats, a layer computes other numbers. */
function checkDtype(dtype: unknown, what: string): void {
  const policy =
    typeof dtype === "object" && dtype !== null ? fieldsOf(fieldsOf(dtype, what).config, what).name : dtype;
  const name = policy === undefined || policy === null ? "float32" : textIn(policy, `${what}: dtype`);
  if (!/^(float32|float64|int32|int64)$/.test(name)) {
    throw new DataError(`${what} computes in ${show(name)}, which isn't read: it must be "float32".`);
  }
}

/** What our layers refuse, with the place in the file. */
function placed<T>(what: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${what}: ${(error as Error).message}`, { cause: error });
  }
}
