import { DataError, type Sequential } from "@nn/core";
import { type Activation, checkOptions, lackOf, OptionError, type Registrable, show } from "@nn/core/component";
import { pipelineKinds } from "@nn/data";
import { Activate, identity } from "@nn/layers";
import { registryWith } from "../../file/kinds.js";
import { networkWith } from "../../network-with.js";
import { onPath } from "../../text/path-advice.js";
import type { Message } from "../schema/message.js";
import { TYPE } from "../schema/types.js";
import { Activations } from "./activation.js";
import { layersOf } from "./flow.js";
import { checkOperators, GraphReader } from "./graph-reader.js";
import { TOO_LARGE } from "./joiner.js";
import { type Model, modelIn } from "./model.js";
import { ownRows } from "./own-rows.js";
import { startOf } from "./start.js";
import type { Whole } from "./whole.js";

/** What {@link fromOnnx} may be told beside the file. */
export interface FromOnnxOptions {
  /** Activations of yours, which are known by what they compute. */
  readonly activations?: readonly Activation[];
  /** Pipelines of yours and their parts, of which the file of a network says that it has them: `[OwnPipeline]`. */
  readonly kinds?: readonly Registrable[];
}

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
    throw new OptionError(`fromOnnx takes a file's bytes, a Uint8Array, but got ${show(file)}.${onPath(file)}`);
  }
  checkOptions("fromOnnx", options, ["activations", "kinds"]);
  const registry = registryWith(options.kinds, pipelineKinds);
  const { activations = [] } = options;
  if (!Array.isArray(activations)) {
    throw new OptionError(`fromOnnx: activations must be a list, but is ${show(activations)}.`);
  }
  for (const [i, one] of activations.entries()) {
    const lack = lackOf(one, ["forward", "backward"]);
    if (lack !== undefined) throw new OptionError(`fromOnnx: activations[${i}] must be an activation, but is ${lack}`);
  }
  const model = modelIn(file);
  const room = 2 * model.size;
  const reader = new GraphReader(new Activations(activations), room);
  for (const { tensor, value } of model.numbers) reader.define(tensor.name ?? "", value);
  const { chain, inputShape, dtype, pipeline } = ownRows(model, reader, registry) ?? numbersOnly(model, reader);
  const { layers, numbers } = layersOf(chain);
  const count = Object.values(numbers).reduce((sum, { length }) => sum + length, 0);
  if (count > room) throw new DataError(`fromOnnx: ${TOO_LARGE}`);
  const given = { inputShape, dtype, ...(pipeline && { pipeline }) };
  return networkWith<unknown>(layers.length > 0 ? layers : [new Activate(identity)], given, numbers) as Sequential;
}

/** One input of numbers, and one output. */
function numbersOnly({ nodes, inputs, outputs }: Model, reader: GraphReader): Whole {
  // An operator says more of what a file is for than how many inputs it has.
  checkOperators(nodes);
  for (const [what, list] of Object.entries({ inputs, outputs })) {
    if (list.length === 1) continue;
    const names = list.slice(0, 5).map(({ name }) => show(name ?? ""));
    throw new DataError(
      `fromOnnx: the graph has ${list.length} ${what}${names.length > 0 ? `, ${names.join(", ")}` : ""}; a network has one. Write the model with a single ${what.slice(0, -1)}.`,
    );
  }
  const [input] = inputs as [Message<"ValueInfoProto">];
  const start = startOf(input, nodes);
  reader.define(input.name ?? "", start);
  for (const [i, node] of nodes.entries()) reader.read(node, i);
  return {
    chain: reader.result(outputs[0]!.name ?? ""),
    inputShape: start.chain.shape,
    dtype: input.type?.tensor_type?.elem_type === TYPE.float64 ? "float64" : "float32",
  };
}
