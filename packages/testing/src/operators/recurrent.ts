import type { StandardOperator } from "@nn/core/component";
import { listOf, type RunOperator, zerosOf } from "./tensor.js";

type Vector = readonly number[];
/** What one example becomes at a time step: its outputs, and what it remembers beside them. */
interface State {
  readonly h: Vector;
  readonly c: Vector;
}
/** The shares of a gate's sum, with their biases. */
interface Shares {
  ofInputs(gate: number): Vector;
  ofOutputs(gate: number, h: Vector): Vector;
}

/** Along [steps, examples, inputs], with the gates below each other, two rows of biases, and perhaps states to begin with. */
const along =
  (gates: number, next: (shares: Shares, state: State, node: StandardOperator) => State): RunOperator =>
  ([x, weight, recurrent, bias, , ...begun], node) => {
    const [steps, examples, inputs] = x!.shape as readonly [number, number, number];
    const [units] = listOf(node, "hidden_size", []) as readonly [number];
    const all = zerosOf([steps, 1, examples, units]);
    const [h, c] = [zerosOf([1, examples, units]), zerosOf([1, examples, units])];
    const product = (matrix: ArrayLike<number>, gate: number, values: Vector, biases: number): number[] =>
      Array.from({ length: units }, (_, unit) => {
        const row = gate * units + unit;
        const first = bias?.values[biases * units + row] ?? 0;
        return values.reduce((sum, value, i) => sum + value * matrix[row * values.length + i]!, first);
      });
    for (let example = 0; example < examples; example++) {
      const [before, beside] = [0, 1].map((at) => {
        const given = begun[at]?.values.slice(example * units, (example + 1) * units);
        return Array.from(given ?? new Float64Array(units));
      }) as [number[], number[]];
      let state: State = { h: before, c: beside };
      for (let step = 0; step < steps; step++) {
        const from = (step * examples + example) * inputs;
        const now = Array.from(x!.values.slice(from, from + inputs));
        const shares: Shares = {
          ofInputs: (gate) => product(weight!.values, gate, now, 0),
          ofOutputs: (gate, before) => product(recurrent!.values, gate, before, gates),
        };
        state = next(shares, state, node);
        all.values.set(state.h, (step * examples + example) * units);
      }
      h.values.set(state.h, example * units);
      c.values.set(state.c, example * units);
    }
    return [all, h, c];
  };

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const sum = (a: Vector, b: Vector): number[] => a.map((value, i) => value + b[i]!);

/** With the gates in the order i, o, f, c. */
const lstm = along(4, ({ ofInputs, ofOutputs }, { h, c }) => {
  const z = (gate: number): Vector => sum(ofInputs(gate), ofOutputs(gate, h));
  const [i, o, f, g] = [z(0), z(1), z(2), z(3)];
  const next = c.map((value, unit) => sigmoid(f[unit]!) * value + sigmoid(i[unit]!) * Math.tanh(g[unit]!));
  return { h: next.map((value, unit) => sigmoid(o[unit]!) * Math.tanh(value)), c: next };
});

/** With the gates in the order z, r, h. */
const gru = along(3, ({ ofInputs, ofOutputs }, { h, c }, node) => {
  const open = (gate: number): Vector => sum(ofInputs(gate), ofOutputs(gate, h)).map(sigmoid);
  const [z, r] = [open(0), open(1)];
  const reset = (values: Vector): number[] => values.map((value, unit) => value * r[unit]!);
  const share = listOf(node, "linear_before_reset", [0])[0] ? reset(ofOutputs(2, h)) : ofOutputs(2, reset(h));
  const candidate = sum(ofInputs(2), share).map(Math.tanh);
  return { h: candidate.map((value, unit) => (1 - z[unit]!) * value + z[unit]! * h[unit]!), c };
});

const rnn = along(1, ({ ofInputs, ofOutputs }, { h, c }) => ({
  h: sum(ofInputs(0), ofOutputs(0, h)).map(Math.tanh),
  c,
}));

/** Those that go through a sequence. */
export const RECURRENT: Readonly<Record<string, RunOperator>> = { LSTM: lstm, GRU: gru, RNN: rnn };
