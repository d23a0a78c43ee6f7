import { DataError, type OptionError } from "@nn/core";
import { type Activation, show } from "@nn/core/component";
import { Activate, Flatten } from "@nn/layers";
import type { Message } from "../schema/message.js";
import type { Activations } from "./activation.js";
import { type Constant, constantOf, plainNumber, turned } from "./constant.js";
import { type Chain, dimensionsOf, type Flow, isStraight, orderOf, residual, type Through } from "./flow.js";
import { biasOf, dense, embedding, LAYERS } from "./layer-operators.js";
import { NodePlace } from "./place.js";
import { TEXTS } from "./texts.js";

/** What a name of a file stands for. */
type Value = Flow | Constant;
const isFlow = (value: Value | undefined): value is Flow => value !== undefined && "chain" in value;

/** An earlier flow of the same chain is a way to the flow itself. */
const waysOf = (flow: Flow): readonly Through[] =>
  flow.formula === undefined ? [] : [{ flow, formula: "z" }, ...(flow.through ?? [])];

/** So many of them are remembered. */
const MOST_WAYS = 6;
/** Longer formulas aren't put together. */
const LONGEST = 2000;
/** Layers in more layers than these are refused. */
const DEEPEST = 30;

/** Goes through the nodes of a file, and makes layers of them. */
export class GraphReader {
  readonly #values = new Map<string, Value>();
  readonly #settled = new Map<Flow, Flow>();
  readonly #activations: Activations;
  #room: number;

  /** @param room - How many numbers may be made of those in the file. */
  constructor(activations: Activations, room: number) {
    this.#activations = activations;
    this.#room = room;
  }

  define(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  /** The layers behind a name, which must give what a network gives. */
  result(name: string): Chain {
    const value = this.#values.get(name);
    if (!isFlow(value)) {
      throw new DataError(`fromOnnx: its output, ${show(name)}, doesn't come from its input.`);
    }
    const place = new NodePlace({ name, op_type: "output" }, -1);
    const flow = this.#flattened(place, this.#settle(place, value));
    const isImage = flow.axes.join() === "0,3,1,2";
    if (isStraight(flow) || isImage) return flow.chain;
    throw new DataError(`fromOnnx: its output, ${show(name)}, has its dimensions in another order than a network's.`);
  }

  read(node: Message<"NodeProto">, index: number): void {
    const place = new NodePlace(node, index);
    const names = Array.from(node.input ?? []);
    if ((node.domain ?? "") !== "" && node.domain !== "ai.onnx") {
      place.refuse(`operators of ${show(node.domain)} aren't known.`);
    }
    const inputs = names.map((name) => {
      if (name === "") return undefined;
      return this.#values.get(name) ?? place.refuse(`it takes ${show(name)}, which none before it gives.`);
    });
    const outputs = this.#outputs(place, inputs);
    for (const [i, name] of Array.from(node.output ?? []).entries()) {
      const output = outputs[i];
      if (name !== "" && output !== undefined) this.#values.set(name, output);
    }
  }

  #outputs(node: NodePlace, inputs: readonly (Value | undefined)[]): readonly (Value | undefined)[] {
    const { operator } = node;
    const [first, second] = inputs;
    if (operator === "Constant") return [this.#constant(node)];
    if (/^(Identity|Dropout|Cast)$/.test(operator)) return [first];
    if (operator === "Transpose") return [this.#transposed(node, first)];
    if (operator === "Squeeze" || operator === "Unsqueeze") return [this.#units(node, first, second)];
    if (operator === "Reshape" || operator === "Flatten") return [this.#reshaped(node, first, second)];
    if (operator === "Shape") return [first];
    if (operator === "Expand")
      return isFlow(first) && first.formula !== undefined ? [first] : node.refuse("it isn't known.");
    if (operator === "Gemm" || operator === "MatMul") return [this.#product(node, inputs)];
    if (operator === "Gather" && first && !isFlow(first) && isFlow(second)) return [embedding(node, first, second)];
    if (operator === "Softmax")
      return [this.#overRow(node, first, (x) => `(exp(${x} - max(${x})) / sum(exp(${x} - max(${x}))))`)];
    if (operator === "ReduceSum") return [this.#reduced(node, first, second, "sum")];
    if (operator === "ReduceMax") return [this.#reduced(node, first, second, "max")];
    if (operator === "ReduceMean") return [this.#reduced(node, first, second, "mean")];
    const layer = Object.hasOwn(LAYERS, operator) ? LAYERS[operator] : undefined;
    if (layer !== undefined) {
      const [x, ...given] = inputs;
      if (!isFlow(x)) return node.refuse("what it takes must come from the input.");
      const numbers = given.map((one) => (isFlow(one) ? node.refuse("its weights must be numbers of the file.") : one));
      return layer(node, this.#settle(node, x), numbers);
    }
    if (Object.hasOwn(TEXTS, operator)) return [this.#elementwise(node, inputs)];
    return node.refuse("there is no layer for this operator.");
  }

  #constant(node: NodePlace): Constant {
    const tensor = node.attribute("value")?.t;
    if (tensor !== undefined) return constantOf(tensor, `${node.label}: its value`);
    const one = node.attribute("value_float")?.f ?? node.attribute("value_int")?.i;
    if (one !== undefined) return { values: Float64Array.of(one), shape: [], type: 1 };
    const list = node.integers("value_ints") ?? Array.from(node.attribute("value_floats")?.floats ?? []);
    return { values: Float64Array.from(list), shape: [list.length], type: 1 };
  }

  #transposed(node: NodePlace, x: Value | undefined): Value {
    if (x === undefined) return node.refuse("it takes nothing.");
    const rank = isFlow(x) ? dimensionsOf(x).length : x.shape.length;
    const order = node.integers("perm") ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
    const isOrder = order.length === rank && Array.from({ length: rank }).every((_, axis) => order.includes(axis));
    node.expect(isOrder, `perm must name each of ${rank} dimensions once.`);
    if (!isFlow(x)) {
      this.#take(node, x.values.length);
      return turned(x, order);
    }
    const settled = this.#settle(node, x);
    node.expect(!settled.isFlat, "what is flat can't be transposed.");
    return { ...settled, axes: order.map((axis) => settled.axes[axis]!) };
  }

  #units(node: NodePlace, x: Value | undefined, given: Value | undefined): Value {
    const axes = given && !isFlow(given) ? Array.from(given.values) : (node.integers("axes") ?? []);
    if (!isFlow(x) || x.isFlat) return node.refuse("it isn't known here.");
    const settled = this.#settle(node, x);
    if (node.operator === "Unsqueeze") return node.refuse("there is no layer for this operator.");
    const left = axes.map((axis) => (axis < 0 ? axis + settled.axes.length : axis));
    node.expect(
      left.length > 0 && left.every((axis) => settled.axes[axis] === -1),
      "it leaves out dimensions that aren't 1 in the network.",
    );
    return { ...settled, axes: settled.axes.filter((_, axis) => !left.includes(axis)) };
  }

  #reshaped(node: NodePlace, x: Value | undefined, given: Value | undefined): Value {
    if (!isFlow(x)) return node.refuse("it isn't known for numbers of the file.");
    const dimensions = dimensionsOf(x);
    const size = dimensions.slice(1).reduce((product, n) => product * n, 1);
    const isRow = dimensions[0] === -1 && x.axes[0] === 0;
    let target: number[];
    if (node.operator === "Flatten") {
      node.expect(node.integer("axis", 1) === 1, "only axis 1 is known.");
      target = [-1, size];
    } else {
      if (given === undefined || isFlow(given)) return node.refuse("its shape must be numbers of the file.");
      target = Array.from(given.values, (n, i) => (n === 0 ? (dimensions[i] ?? 0) : n));
      if (target.length > 1 && target[0]! > 0 && target.slice(1).includes(-1)) target[0] = -1;
      const rest = target.slice(1);
      const open = rest.indexOf(-1);
      if (open >= 0) rest[open] = size / rest.reduce((product, n) => (n === -1 ? product : product * n), 1);
      target = [-1, ...rest];
    }
    node.expect(isRow, "the examples must come first.");
    if (target.join() === dimensions.join()) return x;
    if (target.join() === `-1,${size}`) return { ...this.#settle(node, x), isFlat: true };
    const flat = this.#settle(node, x);
    const whole = { ...flat, isFlat: false };
    if (flat.isFlat && target.join() === dimensionsOf(whole).join()) return whole;
    return node.refuse(`there is no layer that gives [${target.slice(0, 8).join(", ")}].`);
  }

  #product(node: NodePlace, inputs: readonly (Value | undefined)[]): Flow {
    const [x, weight, bias] = inputs;
    if (!isFlow(x) || weight === undefined || isFlow(weight) || isFlow(bias)) {
      return node.refuse("it must be of numbers that come from the input, with weights of the file.");
    }
    const isPlain = node.float("alpha", 1) === 1 && node.float("beta", 1) === 1 && node.integer("transA", 0) === 0;
    node.expect(isPlain, "alpha, beta and transA aren't known.");
    this.#take(node, weight.values.length);
    const matrix =
      node.operator === "Gemm" && node.integer("transB", 0) === 1 && weight.shape.length === 2
        ? turned(weight, [1, 0])
        : weight;
    return dense(node, this.#flattened(node, this.#settle(node, x)), matrix, bias);
  }

  #elementwise(node: NodePlace, inputs: readonly (Value | undefined)[]): Value {
    const flows = inputs.filter(isFlow);
    const [first, second] = flows;
    if (first === undefined) return node.refuse("it isn't known for numbers of the file alone.");
    const list = inputs.find((one) => one !== undefined && !isFlow(one) && one.values.length > 1) as
      | Constant
      | undefined;
    if (list !== undefined) return this.#biased(node, first, list, inputs.length);
    if (second !== undefined && flows.some((flow) => flow.chain !== first.chain)) return this.#sum(node, first, second);
    node.expect(
      flows.every((flow) => flow.isFlat === first.isFlat && flow.axes.join() === first.axes.join()),
      "its operands lie in different orders.",
    );
    const operands = inputs.map((one) => {
      if (one === undefined) return undefined;
      return isFlow(one) ? (one.formula ?? "z") : `${this.#number(node, one)}`;
    });
    const formula = this.#text(node, TEXTS[node.operator]!(operands as string[], node));
    // What all operands that come from the input go through.
    const ways = inputs.map((one) => (isFlow(one) ? waysOf(one) : undefined));
    const common = waysOf(first).filter(({ flow }) =>
      ways.every((all) => all?.some((way) => way.flow === flow) ?? true),
    );
    const through = common.slice(0, MOST_WAYS).map(({ flow }) => {
      const own = inputs.map((_, i) => ways[i]?.find((way) => way.flow === flow)?.formula ?? operands[i]);
      return { flow, formula: TEXTS[node.operator]!(own as string[], node) };
    });
    return { ...first, formula, through };
  }

  /** A list that is added behind a product is its bias. */
  #biased(node: NodePlace, x: Flow, list: Constant, operands: number): Flow {
    const { chain } = x;
    const isOpen = node.operator === "Add" && operands === 2 && x.formula === undefined && chain.open === "row";
    node.expect(
      isOpen && chain.numbers.bias === undefined,
      `there is no layer that does this with ${list.values.length} numbers.`,
    );
    const [units] = chain.shape as [number];
    const before = { chain: chain.before!, axes: [0, 1], isFlat: false };
    const weight = {
      values: Float64Array.from(chain.numbers.weight!),
      shape: [chain.numbers.weight!.length / units, units],
      type: list.type,
    };
    const made = dense(node, { ...before, chain: { ...before.chain, shape: [weight.shape[0]!] } }, weight, {
      ...list,
      values: Float64Array.from(biasOf(node, list, units)),
      shape: [units],
    });
    return { ...made, chain: { ...made.chain, before: chain.before } };
  }

  /** The sum of what comes before some layers, and behind them. */
  #sum(node: NodePlace, one: Flow, other: Flow): Flow {
    node.expect(node.operator === "Add", "its operands come from different layers.");
    const [a, b] = [this.#settle(node, one), this.#settle(node, other)];
    const lies =
      a.isFlat === b.isFlat && dimensionsOf(a).join() === dimensionsOf(b).join() && a.axes.join() === b.axes.join();
    node.expect(lies, "its operands have different shapes.");
    const isBefore = (early: Chain, late: Chain): boolean => {
      for (let link: Chain | undefined = late; link !== undefined; link = link.before) if (link === early) return true;
      return false;
    };
    const [early, late] = isBefore(a.chain, b.chain) ? [a, b] : [b, a];
    node.expect(isBefore(early.chain, late.chain), "neither of its operands comes from the other.");
    const chain = residual(early.chain, late.chain);
    node.expect(chain.depth <= DEEPEST, `more than ${DEEPEST} sums lie in one another.`);
    return { ...early, chain };
  }

  #reduced(node: NodePlace, x: Value | undefined, given: Value | undefined, name: string): Flow {
    const axes = given && !isFlow(given) ? Array.from(given.values) : (node.integers("axes") ?? []);
    const last = isFlow(x) ? dimensionsOf(x).length - 1 : 0;
    node.expect(node.integer("keepdims", 1) === 1, "keepdims must be 1.");
    node.expect(axes.length === 1 && (axes[0] === -1 || axes[0] === last), "only the last dimension is known.");
    return this.#overRow(node, x, (text) => `${name}(${text})`);
  }

  /** A formula over the last dimension, which must be the last one here, too. */
  #overRow(node: NodePlace, given: Value | undefined, text: (x: string) => string): Flow {
    if (!isFlow(given)) return node.refuse("what it takes must come from the input.");
    const isLong = given.isFlat && given.chain.shape.length > 1;
    const x = isLong ? this.#flattened(node, this.#settle(node, given)) : given;
    const last = dimensionsOf(x).length - 1;
    const axis = node.integer("axis", -1);
    node.expect(axis === -1 || axis === last, "only the last dimension is known.");
    const isRow = x.isFlat || (isStraight(x) && x.axes.at(-1) === x.chain.shape.length);
    node.expect(isRow, "it goes over a dimension that is no row of a layer.");
    const through = waysOf(x).slice(0, MOST_WAYS);
    return {
      ...{ ...x, formula: this.#text(node, text(x.formula ?? "z")) },
      through: through.map(({ flow, formula }) => ({ flow, formula: text(formula) })),
    };
  }

  #number(node: NodePlace, { values, type }: Constant): number | string {
    const [value] = values;
    node.expect(value !== undefined && Number.isFinite(value), "its numbers must be finite.");
    const plain = plainNumber(value, type);
    return plain < 0 ? `(${plain})` : plain;
  }

  #text(node: NodePlace, text: string): string {
    node.expect(text.length <= LONGEST, `its formula has more than ${LONGEST} characters.`);
    return text;
  }

  /** With the formula as an activation. */
  #settle(node: NodePlace, flow: Flow): Flow {
    if (flow.formula === undefined) return flow;
    const known = this.#settled.get(flow);
    if (known !== undefined) return known;
    const { formula: whole, through = [], ...given } = flow;
    // Of one activation behind another each is known, but not both together.
    const { knows, derives } = this.#activations;
    const part = knows(whole)
      ? undefined
      : (through.find((way) => knows(way.formula)) ??
        (derives(whole) ? undefined : through.find((way) => derives(way.formula))));
    const formula = part?.formula ?? whole;
    const rest = part === undefined ? given : this.#settle(node, part.flow);
    const activation = this.#activation(node, formula);
    const { chain } = rest;
    const link: Chain = {
      before: chain,
      shape: chain.shape,
      make: () => new Activate(activation),
      activation,
      numbers: {},
      depth: chain.depth,
    };
    const settled = { ...rest, chain: link };
    this.#settled.set(flow, settled);
    return settled;
  }

  #activation(node: NodePlace, formula: string): Activation {
    try {
      return this.#activations.of(formula);
    } catch (error) {
      return node.refuse((error as OptionError).message);
    }
  }

  /** With a layer that flattens, where there is something to flatten and the order is ours; else the order is kept. */
  #flattened(node: NodePlace, flow: Flow): Flow {
    if (!flow.isFlat) return flow;
    const { chain } = flow;
    if (chain.shape.length === 1) return { chain, axes: [0, 1], isFlat: false };
    const size = chain.shape.reduce((product, n) => product * n, 1);
    if (node.operator === "output" && !orderOf(flow).every((from, i) => from === i)) {
      return node.refuse("its output is flat in another order than a network's.");
    }
    const link = { before: chain, shape: [size], make: () => new Flatten(), numbers: {}, depth: chain.depth };
    const order = orderOf(flow);
    const isOurs = order.every((from, i) => from === i);
    return isOurs ? { chain: link, axes: [0, 1], isFlat: false } : { chain: link, axes: [0, 1], isFlat: false, order };
  }

  #take(node: NodePlace, count: number): void {
    this.#room -= count;
    node.expect(
      this.#room >= 0,
      "the same numbers are used so often that the network would be far larger than its file.",
    );
  }
}
