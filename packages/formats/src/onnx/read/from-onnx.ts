import { DataError, Sequential } from "@nn/core";
import { type Activation, checkOptions, lackOf, OptionError, type Shape, show, sizeOf } from "@nn/core/component";
import { Activate, identity } from "@nn/layers";
import type { Message } from "../schema/message.js";
import { readMessage } from "../schema/read-message.js";
import { TYPE } from "../schema/types.js";
import { Activations } from "./activation.js";
import { constantOf } from "./constant.js";
import { type Flow, layersOf } from "./flow.js";
import { GraphReader } from "./graph-reader.js";

/** What {@link fromOnnx} may be told beside the file. */
export interface FromOnnxOptions {
  /** Activations of yours, which are known by what they compute. */
  readonly activations?: readonly Activation[];
}

/** Larger files, and more nodes, are refused. */
const [MOST_BYTES, MOST_NODES] = [256 * 2 ** 20, 5000];

/**
 * The network that an ONNX file holds, where there is a layer for each of its operators. It goes on training here.
 *
 * Images whose channels come first in the file, as PyTorch has them, are [height, width, channels] here, and so is what the
 * network takes; weights behind them are put in order.
 *
 * @throws DataError for bytes that are no such file, and for an operator without a layer, with its place.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1, dtype: "float32" });
 * const read = fromOnnx(toOnnx(network));
 * read.layers.map(({ name }) => name); // => ["Dense(2 → 2, sigmoid)", "Dense(2 → 1, sigmoid)"]
 * read.predict([-2, -1])[0] === network.predict([-2, -1])[0]; // => true
 */
export function fromOnnx(file: Uint8Array, options: FromOnnxOptions = {}): Sequential {
  if (Object.prototype.toString.call(file) !== "[object Uint8Array]") {
    throw new OptionError(`fromOnnx takes a file's bytes, a Uint8Array, but got ${show(file)}.`);
  }
  checkOptions("fromOnnx", options, ["activations"]);
  const { activations = [] } = options;
  if (!Array.isArray(activations)) {
    throw new OptionError(`fromOnnx: activations must be a list, but is ${show(activations)}.`);
  }
  for (const [i, one] of activations.entries()) {
    const lack = lackOf(one, ["forward", "backward"]);
    if (lack !== undefined) throw new OptionError(`fromOnnx: activations[${i}] must be an activation, but is ${lack}`);
  }
  const refuse = (what: string): never => {
    throw new DataError(`fromOnnx: ${what}`);
  };
  if (file.length > MOST_BYTES) refuse(`the file has ${file.length} bytes, but at most ${MOST_BYTES} are read.`);
  const { graph } = readMessage("ModelProto", new Uint8Array(file.buffer, file.byteOffset, file.length));
  if (graph === undefined) return refuse("the bytes are no ONNX file: they hold no graph.");
  const nodes = Array.from(graph.node ?? []);
  if (nodes.length > MOST_NODES) refuse(`the graph has ${nodes.length} nodes, but at most ${MOST_NODES} are read.`);
  const reader = new GraphReader(new Activations(activations), 2 * file.length);
  const own = new Set<string>();
  for (const [i, tensor] of Array.from(graph.initializer ?? []).entries()) {
    const name = tensor.name ?? "";
    own.add(name);
    reader.define(name, constantOf(tensor, `initializer ${i}, ${show(name)},`));
  }
  const inputs = Array.from(graph.input ?? []).filter(({ name = "" }) => !own.has(name));
  const outputs = Array.from(graph.output ?? []);
  for (const [what, list] of [
    ["inputs", inputs],
    ["outputs", outputs],
  ] as const) {
    const names = list
      .slice(0, 5)
      .map(({ name }) => show(name ?? ""))
      .join(", ");
    if (list.length !== 1) refuse(`the graph has ${list.length} ${what}${names && `, ${names}`}; a network has one.`);
  }
  const [input] = inputs as [Message<"ValueInfoProto">];
  const start = startOf(input, nodes);
  reader.define(input.name ?? "", start);
  for (const [i, node] of nodes.entries()) reader.read(node, i);
  const { layers, numbers } = layersOf(reader.result(outputs[0]!.name ?? ""));
  const dtype = input.type?.tensor_type?.elem_type === TYPE.float64 ? "float64" : "float32";
  const network = new Sequential(layers.length > 0 ? [...layers] : [new Activate(identity)], {
    inputShape: start.chain.shape,
    dtype,
  });
  network.setParameters(numbers);
  return network;
}

/** What comes in, with its dimensions in the order that the first operator which asks for one takes them in. */
function startOf({ name = "", type }: Message<"ValueInfoProto">, nodes: readonly Message<"NodeProto">[]): Flow {
  const place = `fromOnnx: the input, ${show(name)},`;
  const dims = Array.from(type?.tensor_type?.shape?.dim ?? []);
  const asked = askedOf(name, nodes);
  const isSteps = asked === "LSTM" && dims.length === 3;
  const isImage = asked !== undefined && !isSteps && dims.length > 2;
  const rank = dims.length;
  const axes = isSteps
    ? [1, 0, 2]
    : isImage
      ? [0, rank - 1, ...Array.from({ length: rank - 2 }, (_, i) => i + 1)]
      : dims.map((_, i) => i);
  if (rank < 2 || rank > 5)
    throw new DataError(`${place} has ${rank} dimensions; a network's has 2 to 5, with the examples.`);
  const shape: number[] = [];
  for (const [i, axis] of axes.entries()) {
    const size = dims[i]!.dim_value ?? 0;
    if (axis > 0 && !(Number.isSafeInteger(size) && size > 0)) {
      throw new DataError(`${place} must say how large its dimension ${i} is. Only that of the examples may be open.`);
    }
    if (axis > 0) shape[axis - 1] = size;
  }
  if (sizeOf(shape as Shape) > MOST_BYTES) throw new DataError(`${place} has more numbers than a network can take.`);
  return { chain: { before: undefined, shape, numbers: {}, depth: 0 }, axes, isFlat: false };
}

/** The first operator behind the input that asks for an order of the dimensions. */
function askedOf(name: string, nodes: readonly Message<"NodeProto">[]): string | undefined {
  const same = new Set([name]);
  for (const { input, output, op_type = "" } of nodes) {
    const [first = ""] = Array.from(input ?? []);
    if (!same.has(first)) continue;
    if (/^(Conv|MaxPool|BatchNormalization|LSTM)$/.test(op_type)) return op_type;
    if (/^(Identity|Dropout|Cast|Relu|Tanh|Sigmoid)$/.test(op_type)) same.add(Array.from(output ?? [])[0] ?? "");
  }
  return undefined;
}
