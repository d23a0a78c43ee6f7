import { DataError } from "@nn/core";
import { type Registry, show } from "@nn/core/component";
import { SAID, saidIn } from "../rows/said.js";
import type { Message, MessageName } from "../schema/message.js";
import { writeMessage } from "../schema/write-message.js";
import { GraphWriter } from "../write/graph-writer.js";
import { rowEnds } from "../write/rows/row-ends.js";
import type { GraphReader } from "./graph-reader.js";
import type { Model } from "./model.js";
import { NodePlace } from "./place.js";
import { straight } from "./start.js";
import type { Whole } from "./whole.js";

/**
 * A file of ours that takes raw columns. It says its pipeline; what that would write around the layers must be what is there.
 *
 * @returns `undefined` for another file.
 * @throws DataError where its nodes do something else than what it says.
 */
export function ownRows(model: Model, reader: GraphReader, registry: Registry): Whole | undefined {
  const text = model.said.get(SAID);
  if (text === undefined) return undefined;
  const { pipeline, dtype, ...taken } = saidIn(text, registry);
  const { inputShape } = taken;
  const writer = new GraphWriter(dtype);
  const ends = rowEnds(writer, pipeline, taken);
  const from = writer.nodes.length;
  const last = model.nodes.findIndex(({ output = [] }) => Array.from(output)[0] === ends.last);
  if (last < from) throw new DataError(`fromOnnx: ${isOther} no node gives ${show(ends.last)}.`);
  reader.define(ends.x.name, straight(inputShape));
  for (let i = from; i < last; i++) reader.read(model.nodes[i]!, i);
  const [y = ""] = Array.from(model.nodes[last]!.input ?? []);
  const chain = reader.result(y);
  const outputs = ends.outputs({ name: y, shape: chain.shape });
  checkNodes(model, writer, from, last);
  checkNumbers(model, writer);
  checkAll("ValueInfoProto", "input", model.inputs, ends.inputs);
  checkAll("ValueInfoProto", "output", model.outputs, outputs);
  return { chain, inputShape, dtype, pipeline };
}

const isOther = `it says under ${show(SAID)} what its pipeline is, but its nodes do something else:`;

/** @throws DataError for nodes around the layers that are others than those of the pipeline. */
function checkNodes(model: Model, writer: GraphWriter, from: number, last: number): void {
  const places = [...model.nodes.keys()].filter((i) => i < from || i >= last);
  if (places.length !== writer.nodes.length) {
    throw new DataError(
      `fromOnnx: ${isOther} there are ${places.length} of them, and ${writer.nodes.length} are its own.`,
    );
  }
  for (const [i, place] of places.entries()) {
    const node = model.nodes[place]!;
    if (areSame("NodeProto", node, writer.nodes[i]!)) continue;
    throw new DataError(`fromOnnx: ${isOther} ${new NodePlace(node, place).label} isn't one of its own.`);
  }
}

function checkNumbers({ numbers }: Model, writer: GraphWriter): void {
  const byName = new Map(numbers.map(({ tensor }) => [tensor.name, tensor]));
  const other = writer.initializers.find((own) => !areSame("TensorProto", byName.get(own.name) ?? {}, own));
  if (other !== undefined) throw new DataError(`fromOnnx: ${isOther} the numbers ${show(other.name)} aren't its own.`);
}

function checkAll<Name extends MessageName>(
  name: Name,
  what: string,
  given: readonly Message<Name>[],
  own: readonly Message<Name>[],
): void {
  if (given.length === own.length && given.every((one, i) => areSame(name, one, own[i]!))) return;
  throw new DataError(`fromOnnx: ${isOther} it has another ${what}.`);
}

/** Whether messages have the same bytes. */
function areSame<Name extends MessageName>(name: Name, one: Message<Name>, other: Message<Name>): boolean {
  const [a, b] = [writeMessage(name, one), writeMessage(name, other)];
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
