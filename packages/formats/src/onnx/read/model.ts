import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import type { Message } from "../schema/message.js";
import { readMessage } from "../schema/read-message.js";
import { type Constant, constantOf, type Texts } from "./constant.js";

/** What a file holds. */
export interface Model {
  readonly nodes: readonly Message<"NodeProto">[];
  /** Its numbers, as they are written and as they are. */
  readonly numbers: readonly { readonly tensor: Message<"TensorProto">; readonly value: Constant | Texts }[];
  /** What it takes, without those of its numbers that are listed there as well. */
  readonly inputs: readonly Message<"ValueInfoProto">[];
  readonly outputs: readonly Message<"ValueInfoProto">[];
  /** What it says of itself, by names. */
  readonly said: ReadonlyMap<string, string>;
  /** How many bytes it has. */
  readonly size: number;
}

/** Larger files, and more nodes, are refused. */
export const MOST_BYTES: number = 256 * 2 ** 20;
const MOST_NODES = 5000;

/** @throws DataError for bytes that are no such file. */
export function modelIn(file: Uint8Array): Model {
  const refuse = (what: string): never => {
    throw new DataError(`fromOnnx: ${what}`);
  };
  if (file.length > MOST_BYTES) refuse(`the file has ${file.length} bytes, but at most ${MOST_BYTES} are read.`);
  const { graph, metadata_props = [] } = readMessage(
    "ModelProto",
    new Uint8Array(file.buffer, file.byteOffset, file.length),
  );
  if (graph === undefined) return refuse("the bytes are no ONNX file: they hold no graph.");
  const nodes = Array.from(graph.node ?? []);
  if (nodes.length > MOST_NODES) refuse(`the graph has ${nodes.length} nodes, but at most ${MOST_NODES} are read.`);
  const numbers = Array.from(graph.initializer ?? [], (tensor, i) => {
    return { tensor, value: constantOf(tensor, `initializer ${i}, ${show(tensor.name ?? "")},`) };
  });
  const own = new Set(numbers.map(({ tensor }) => tensor.name ?? ""));
  return {
    ...{ nodes, numbers, size: file.length },
    inputs: Array.from(graph.input ?? []).filter(({ name = "" }) => !own.has(name)),
    outputs: Array.from(graph.output ?? []),
    said: new Map(Array.from(metadata_props, ({ key = "", value = "" }) => [key, value])),
  };
}
