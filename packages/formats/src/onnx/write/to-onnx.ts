import {
  checkNetwork,
  checkOptions,
  type DType,
  type Network,
  OptionError,
  type Place,
  type PlacedParameter,
  show,
} from "@nn/core/component";
import type { Message } from "../schema/message.js";
import { FILE_VERSION, OPERATOR_SET, TYPE } from "../schema/types.js";
import { writeMessage } from "../schema/write-message.js";
import { GraphWriter } from "./graph-writer.js";
import { stackNodes } from "./layer-nodes.js";
import type { LayerNumbers } from "./value.js";
import { withoutSwaps } from "./without-swaps.js";

/** How an ONNX file is to be written. */
export interface ToOnnxOptions {
  /** The number format of the file; `"float32"` unless given, as most runtimes compute in that alone. */
  readonly dtype?: DType;
  /** The name of its input; `"input"` unless given. */
  readonly input?: string;
  /** The name of its output; `"output"` unless given. */
  readonly output?: string;
  /** What readers of the file are told; nothing unless given. */
  readonly description?: string;
}

/**
 * A network as an ONNX file, for other systems: its prediction in standard operators, of set 17, with all its parameters.
 * The number of examples is left open.
 *
 * Layers are written by what they say of themselves, `operators` or `equations`, and so is a layer of yours.
 *
 * @throws OptionError for a layer or an activation that says neither, with its place.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1 });
 * fromOnnx(toOnnx(network)).layers.map(({ name }) => name); // => ["Dense(2 → 2, sigmoid)", "Dense(2 → 1, sigmoid)"]
 */
export function toOnnx(network: Network, options: ToOnnxOptions = {}): Uint8Array {
  checkNetwork("toOnnx", network);
  checkOptions("toOnnx", options, ["dtype", "input", "output", "description"]);
  const { dtype = "float32", description } = options;
  if (!(dtype === "float32" || dtype === "float64")) {
    throw new OptionError(`toOnnx: dtype must be "float32" or "float64", but is ${show(dtype)}.`);
  }
  const names = { input: text("input", options.input), output: text("output", options.output) };
  const { places, inputShape } = network.stack;
  const writer = new GraphWriter(dtype);
  const input = writer.name(names.input);
  const output = writer.name(names.output);
  const last = stackNodes(writer, places, { name: input, shape: inputShape }, numbersIn(network));
  writer.add(output, "Identity", [last.name], [output], {});
  const graph: Message<"GraphProto"> = {
    node: withoutSwaps(writer.nodes),
    name: "network",
    initializer: writer.initializers,
    input: [described(input, TYPE[dtype], inputShape)],
    output: [described(output, TYPE[dtype], last.shape)],
  };
  return writeMessage("ModelProto", {
    ir_version: FILE_VERSION,
    producer_name: "@nn/formats",
    ...(description !== undefined && { doc_string: text("description", description) }),
    opset_import: [{ domain: "", version: OPERATOR_SET }],
    graph,
  });

  function text(name: "input" | "output" | "description", given: string = name): string {
    if (typeof given === "string" && given !== "") return given;
    throw new OptionError(`toOnnx: ${name} must be a text, but is ${show(given)}.`);
  }
}

/** What a graph says of its inputs and outputs. */
function described(name: string, type: number, shape: readonly number[]): Message<"ValueInfoProto"> {
  const dim = [{ dim_param: "examples" }, ...shape.map((dim_value) => ({ dim_value }))];
  return { name, type: { tensor_type: { elem_type: type, shape: { dim } } } };
}

/** The numbers of a network's layers, by their own names. */
function numbersIn({ parameters }: Network): (place: Place) => LayerNumbers {
  const { byLayer, stateByLayer } = parameters;
  return ({ number, label, parameters: placed, state }) => {
    const among =
      (what: string, all: readonly PlacedParameter[], arrays = byLayer[number]) =>
      (name: string) => {
        const found = all.find((one) => one.name === name);
        const values = arrays?.[name];
        if (found !== undefined && values !== undefined) return { values, shape: found.shape };
        throw new OptionError(`${label}: what it says of itself names the ${what} "${name}", which there isn't.`);
      };
    return { parameter: among("parameter", placed), state: among("state", state, stateByLayer?.[number]) };
  };
}
