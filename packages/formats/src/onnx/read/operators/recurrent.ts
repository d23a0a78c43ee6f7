import { type Arrangement, arranged, type Layer } from "@nn/core/component";
import { GRU, LSTM, type RecurrentOptions, SimpleRNN } from "@nn/layers";
import type { Constant } from "../constant.js";
import type { NodePlace } from "../place.js";
import { behind, type ReadLayer } from "./read-layer.js";

/** What is told of any of them. */
type Options = Required<Pick<RecurrentOptions, "returnSequences" | "learnInitialState">>;

/** A recurrent layer. */
interface Kind {
  /** Where each of our gates stands in the file. */
  readonly gates: readonly number[];
  /** The functions of its units, which others would be others. */
  readonly activations: readonly string[];
  /** Whether the outputs' share of a sum has a bias of its own here. */
  hasBoth?(node: NodePlace): boolean;
  /** How many states it hands on from step to step. */
  readonly states: number;
  make(inputs: number, units: number, options: Options, node: NodePlace): Layer;
}

const isResetAfter = (node: NodePlace): boolean => node.integer("linear_before_reset", 0) !== 0;

const KINDS: Readonly<Record<string, Kind>> = {
  LSTM: {
    gates: [0, 2, 3, 1],
    activations: ["Sigmoid", "Tanh", "Tanh"],
    states: 2,
    make: (inputs, units, options) => new LSTM(inputs, units, options),
  },
  GRU: {
    gates: [0, 1, 2],
    activations: ["Sigmoid", "Tanh"],
    hasBoth: isResetAfter,
    states: 1,
    make: (inputs, units, options, node) => new GRU(inputs, units, { ...options, resetAfter: isResetAfter(node) }),
  },
  RNN: {
    gates: [0],
    activations: ["Tanh"],
    states: 1,
    make: (inputs, units, options) => new SimpleRNN(inputs, units, options),
  },
};

/** Attributes that aren't known, each with the value that changes nothing, where it has one. */
const UNKNOWN = {
  activation_alpha: undefined,
  activation_beta: undefined,
  clip: undefined,
  input_forget: 0,
  layout: 0,
};

const recurrent =
  ({ gates, activations, states, hasBoth, make }: Kind): ReadLayer =>
  (node: NodePlace, x, [weight, recurrent, bias, lengths, ...others]) => {
    const known = "it takes sequences along the first dimension, [steps, examples, inputs].";
    node.expect(!x.isFlat && x.chain.shape.length === 2 && x.axes.join() === "1,0,2", known);
    node.expect(node.text("direction", "forward") === "forward", "only the direction forward is known.");
    const functions = node.attribute("activations")?.strings;
    const isUsual = functions === undefined || Array.from(functions).join() === activations.join();
    node.expect(isUsual, `its activations aren't known: they must be ${activations.join(", ")}.`);
    for (const [name, usual] of Object.entries(UNKNOWN)) {
      const changesNothing =
        node.attribute(name) === undefined || (usual !== undefined && node.integer(name, usual) === usual);
      node.expect(changesNothing, `its ${name} isn't known.`);
    }
    const begun = others.slice(0, states);
    const learnInitialState = begun.some((state) => state?.isForEach);
    const empty = [lengths, ...(learnInitialState ? others.slice(states) : others)].every(
      (one) => one === undefined || one.values.every((value) => value === 0),
    );
    node.expect(empty, "a state for each example, lengths of sequences and peepholes aren't known.");
    const [, inputs] = x.chain.shape as [number, number];
    const count = gates.length;
    const units = weight!.shape[1]! / count;
    const all = count * units;
    const fits =
      weight?.shape.join() === [1, all, inputs].join() &&
      recurrent?.shape.join() === [1, all, units].join() &&
      (bias === undefined || bias.values.length === 2 * all) &&
      (!learnInitialState ||
        begun.every((state) => state === undefined || state.shape.join() === [1, 1, units].join()));
    node.expect(
      fits && Number.isInteger(units) && units > 0,
      `its weights have other shapes than those of one ${node.operator}.`,
    );
    const order: Arrangement = { take: gates };
    const ofGates = ({ values }: Constant, size: number): ArrayLike<number> =>
      arranged(values, [count, units, size], { ...order, transpose: [0, 2, 1] }).values;
    const biases = bias?.values ?? new Float64Array(2 * all);
    const share = (number: number): ArrayLike<number> =>
      arranged(biases.slice(number * all, (number + 1) * all), [count, units], order).values;
    const [own, ofOutputs] = [Array.from(share(0)), Array.from(share(1))];
    const numbers = {
      weight: ofGates(weight!, inputs),
      recurrentWeight: ofGates(recurrent!, units),
      bias: hasBoth?.(node) ? [...own, ...ofOutputs] : own.map((value, i) => value + ofOutputs[i]!),
      ...(learnInitialState && {
        initialState: Array.from({ length: states }, (_, i) =>
          Array.from(begun[i]?.values ?? Array(units).fill(0)),
        ).flat(),
      }),
    };
    const made = (returnSequences: boolean) => () => make(inputs, units, { returnSequences, learnInitialState }, node);
    const sequences = behind(x, { shape: [x.chain.shape[0]!, units], make: made(true), numbers }, [1, -1, 0, 2]);
    return [sequences, behind(x, { shape: [units], make: made(false), numbers }, [-1, 0, 1])];
  };

/** Those that go through a sequence. */
export const RECURRENT: Readonly<Record<string, ReadLayer>> = /* @__PURE__ */ (() =>
  Object.fromEntries(Object.entries(KINDS).map(([operator, kind]) => [operator, recurrent(kind)])))();
