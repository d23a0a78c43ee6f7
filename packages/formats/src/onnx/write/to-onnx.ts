import {
  checkNetwork,
  checkOptions,
  type DType,
  type Network,
  OptionError,
  type Place,
  type PlacedParameter,
  parametersWithin,
  show,
  trueOrFalse,
} from "@nn/core/component";
import { saidOf } from "../rows/said.js";
import type { Message } from "../schema/message.js";
import { FILE_VERSION, OPERATOR_SET, TABLES, TABLES_SET } from "../schema/types.js";
import { writeMessage } from "../schema/write-message.js";
import { numberEnds } from "./ends.js";
import { GraphWriter } from "./graph-writer.js";
import { stackNodes } from "./layer-nodes.js";
import { rowEnds } from "./rows/row-ends.js";
import type { LayerNumbers } from "./value.js";
import { withoutSwaps } from "./without-swaps.js";

/** How an ONNX file is to be written. */
export interface ToOnnxOptions {
  /** The number format of the file; `"float32"` unless given, as most runtimes compute in that alone. */
  readonly dtype?: DType;
  /**
   * Whether the file of a network with a pipeline takes raw columns and gives answers, as the network does; `true` unless
   * given. Otherwise it takes and gives numbers.
   */
  readonly pipeline?: boolean;
  /** The name of its input; `"input"` unless given. Columns have their own names. */
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
 * With a pipeline the file has an input for each column, [examples, 1], doubles or texts, in which NaN and `""` are gaps. It
 * gives `label` and `probabilities`, or the number in the column's own unit. A row that the network refuses has the label
 * `""` and numbers that are NaN.
 *
 * Layers are written by what they say of themselves, `operators` or `equations`, and so is a layer of yours.
 *
 * @throws OptionError for a layer or an activation that says neither, with its place, and for a pipeline that says no
 *   `rowFormat`.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1 });
 * fromOnnx(toOnnx(network)).layers.map(({ name }) => name); // => ["Dense(2 → 2, sigmoid)", "Dense(2 → 1, sigmoid)"]
 */
export function toOnnx(network: Network, options: ToOnnxOptions = {}): Uint8Array {
  checkNetwork("toOnnx", network);
  checkOptions("toOnnx", options, ["dtype", "pipeline", "input", "output", "description"]);
  const { dtype = "float32", description, pipeline = true } = options;
  if (!(dtype === "float32" || dtype === "float64")) {
    throw new OptionError(`toOnnx: dtype must be "float32" or "float64", but is ${show(dtype)}.`);
  }
  trueOrFalse("toOnnx: pipeline", pipeline);
  const rows = pipeline ? network.pipeline : undefined;
  const named = (["input", "output"] as const).find((name) => options[name] !== undefined);
  if (rows && named !== undefined) {
    throw new OptionError(
      `toOnnx: ${named} names numbers, but the file of a network with a pipeline has the names of its columns. Leave it out, or write the file without the pipeline: { pipeline: false }.`,
    );
  }
  const names = { input: text("input", options.input), output: text("output", options.output) };
  const { places, inputShape } = network.stack;
  const writer = new GraphWriter(dtype);
  const ends = rows
    ? rowEnds(writer, rows, { inputShape, indexCount: places[0]!.layer.indexCount })
    : numberEnds(writer, names, inputShape);
  const output = ends.outputs(stackNodes(writer, places, ends.x, numbersIn(network)));
  const graph: Message<"GraphProto"> = {
    node: withoutSwaps(writer.nodes),
    name: "network",
    initializer: writer.initializers,
    input: ends.inputs,
    output,
  };
  const hasTables = writer.nodes.some(({ domain }) => domain === TABLES);
  return writeMessage("ModelProto", {
    ir_version: FILE_VERSION,
    producer_name: "@nn/formats",
    ...(description !== undefined && { doc_string: text("description", description) }),
    opset_import: [
      { domain: "", version: OPERATOR_SET },
      ...(hasTables ? [{ domain: TABLES, version: TABLES_SET }] : []),
    ],
    graph,
    ...(rows && { metadata_props: [saidOf(network, dtype)] }),
  });

  function text(name: "input" | "output" | "description", given: string = name): string {
    if (typeof given === "string" && given !== "") return given;
    throw new OptionError(`toOnnx: ${name} must be a text, but is ${show(given)}.`);
  }
}

/** The numbers of a network's layers, by their own names. */
function numbersIn({ parameters: { block } }: Network): (place: Place) => LayerNumbers {
  return (place) => {
    const { label, state } = place;
    const among = (what: string, all: readonly PlacedParameter[]) => (name: string) => {
      const found = all.find((one) => one.name === name);
      if (found !== undefined) {
        const { offset, size, shape } = found;
        return { values: block.subarray(offset, offset + size), shape };
      }
      throw new OptionError(`${label}: what it says of itself names the ${what} "${name}", which there isn't.`);
    };
    return { parameter: among("parameter", parametersWithin(place)), state: among("state", state) };
  };
}
