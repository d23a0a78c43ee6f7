import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import type { Message } from "../schema/message.js";
import { TABLES } from "../schema/types.js";
import type { Activations } from "./activation.js";
import { constantOf } from "./constant.js";
import { type Chain, isStraight } from "./flow.js";
import { Joiner } from "./joiner.js";
import { ofScores } from "./operators/attention.js";
import { concatenated } from "./operators/branches.js";
import { FORMULAS } from "./operators/elementwise.js";
import { LAYERS } from "./operators/layers.js";
import { PRODUCTS } from "./operators/products.js";
import type { ReadLayer } from "./operators/read-layer.js";
import { SHAPES } from "./operators/shapes.js";
import { OVER_SIDES } from "./operators/straight.js";
import { NodePlace } from "./place.js";
import { isConstant, isFlow, isScores, type Operator, type Operators, type Value } from "./value.js";

const constant: Operator = (node) => {
  const tensor = node.attribute("value")?.t;
  if (tensor !== undefined) return [constantOf(tensor, `${node.label}: its value`)];
  const one = node.attribute("value_float")?.f ?? node.attribute("value_int")?.i;
  if (one !== undefined) return [{ values: Float64Array.of(one), shape: [], type: 1 }];
  const list = node.integers("value_ints") ?? Array.from(node.attribute("value_floats")?.floats ?? []);
  return [{ values: Float64Array.from(list), shape: [list.length], type: 1 }];
};

/** An operator that is a layer takes what comes, and numbers of the file. */
const layer =
  (read: ReadLayer): Operator =>
  (node, [x, ...given], joiner) => {
    if (!isFlow(x)) return node.refuse("what it takes must come from the input.");
    const numbers = given.map((one) =>
      one === undefined || isConstant(one) ? one : node.refuse("its weights must be numbers of the file."),
    );
    return read(node, joiner.flattened(node, x), numbers);
  };

/** A reduction that keeps its dimension, as it does unless told otherwise, is of a row: a formula. Another one is of images. */
const reduction =
  (ofRows: Operator, ofImages: Operator): Operator =>
  (node, given, joiner) =>
    (node.integer("keepdims", 1) === 1 ? ofRows : ofImages)(node, given, joiner);

const OPERATORS: Operators = /* @__PURE__ */ (() => ({
  ...{ Constant: constant, Concat: concatenated, ...SHAPES, ...PRODUCTS, ...FORMULAS },
  ...Object.fromEntries(Object.entries(LAYERS).map(([operator, read]) => [operator, layer(read)])),
  ...Object.fromEntries(
    Object.entries(OVER_SIDES).map(([operator, read]) => [operator, reduction(FORMULAS[operator]!, layer(read))]),
  ),
}))();

/** @throws DataError for an operator that isn't read. */
function operatorOf(place: NodePlace): Operator {
  if (place.domain === TABLES) {
    place.refuse(
      `operators of ${show(TABLES)} prepare rows or name answers, and aren't read. Write the model without them, and give the network a Pipeline of @nn/data that does the same.`,
    );
  }
  if (place.domain !== "" && place.domain !== "ai.onnx") {
    place.refuse(`operators of ${show(place.domain)} aren't known. Write the model in those of the standard.`);
  }
  const operator = Object.hasOwn(OPERATORS, place.operator) ? OPERATORS[place.operator] : undefined;
  return operator ?? place.refuse("there is no layer for this operator. Write the model without it.");
}

/** @throws DataError for the first of some nodes whose operator isn't read. */
export function checkOperators(nodes: readonly Message<"NodeProto">[]): void {
  for (const [i, node] of nodes.entries()) operatorOf(new NodePlace(node, i));
}

/** Goes through the nodes of a file, and knows what its names stand for. */
export class GraphReader {
  readonly #values = new Map<string, Value>();
  readonly #joiner: Joiner;

  /** @param room - How many numbers may be made of those in the file. */
  constructor(activations: Activations, room: number) {
    this.#joiner = new Joiner(activations, room);
  }

  define(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  read(node: Message<"NodeProto">, index: number): void {
    const place = new NodePlace(node, index);
    const operator = operatorOf(place);
    const inputs = Array.from(node.input ?? [], (name) => {
      if (name === "") return undefined;
      return this.#values.get(name) ?? place.refuse(`it takes ${show(name)}, which none before it gives.`);
    });
    const outputs = (inputs.some(isScores) ? ofScores : operator)(place, inputs, this.#joiner);
    for (const [i, name] of Array.from(node.output ?? []).entries()) {
      const output = outputs[i];
      if (name !== "" && output !== undefined) this.#values.set(name, output);
    }
  }

  /** The layers behind a name, which must give what a network gives. */
  result(name: string): Chain {
    const value = this.#values.get(name);
    if (!isFlow(value)) {
      throw new DataError(`fromOnnx: its output, ${show(name)}, isn't what layers give of its input.`);
    }
    const flow = this.#joiner.flattened(NodePlace.output(name), value);
    const isImage = flow.axes.join() === "0,3,1,2";
    if (isStraight(flow) || isImage) return flow.chain;
    throw new DataError(`fromOnnx: its output, ${show(name)}, has its dimensions in another order than a network's.`);
  }
}
