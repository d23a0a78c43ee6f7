import { type Explanation, explain, getByName, parameterNames } from "@nn/explain";
import type { State } from "../state/state.js";
import type { Tape } from "./tape.js";

/** A row with what the network makes of it. */
export interface Predicted {
  readonly name: string;
  readonly features: readonly number[];
  /** As the network takes it. */
  readonly input: readonly number[];
  readonly output: number;
  /** Missing where it is to be predicted. */
  readonly target?: number;
}

/** A single weight or bias. */
export interface LookedAt {
  readonly name: string;
  readonly layer: number;
  /** The input of a weight; null for a bias. */
  readonly input: number | null;
  readonly unit: number;
  readonly value: number;
  readonly gradient: number;
}

/** All numbers of one step. */
export interface Look {
  readonly step: number;
  readonly epoch: number;
  readonly stopped: boolean;
  readonly row: { readonly name: string; readonly place: number; readonly count: number };
  /** The inputs, weighted sums and outputs by their names. */
  readonly values: Readonly<Record<string, number>>;
  /** Of the row. */
  readonly loss: number;
  /** Over all rows. */
  readonly meanLoss: number;
  readonly parameters: readonly LookedAt[];
  readonly explanation: Explanation;
  readonly predictions: readonly Predicted[];
}

/** By hand, three significant digits are kept. */
const BY_HAND = { significantDigits: 3 };

/** Looks at a step of a training: its network is put there. */
export function look(tape: Tape, { data, at, selected, look: how }: State): Look {
  const { network, trainer, loss, optimizer, inputs, targets, asked } = tape.training;
  const step = tape.go(at.step);
  const place = tape.rowOf(step);
  const input = [...inputs[place]!];
  const target = [targets[place]!];
  const gradients = trainer.gradients(input, target);
  const values = getByName(network);
  const names = parameterNames(network);
  const parameter = names.some(({ name }) => name === selected.parameter) ? selected.parameter : names[0]!.name;
  const question = { input, target, loss, optimizer, parameter, from: trainer.state() };
  const predict = (row: readonly number[]): number => network.predict([...row])[0]!;
  return {
    step,
    epoch: Math.floor(step / inputs.length),
    stopped: tape.stopped?.step === step,
    row: { name: data.rows[place]!.name, place, count: inputs.length },
    values: Object.fromEntries([
      ...input.map((value, i) => [`x${i + 1}`, value]),
      ...explain(network, { input }).forward.map(({ symbol, value }) => [symbol, value]),
    ]),
    loss: trainer.loss,
    meanLoss: network.evaluate({ inputs: inputs.map((row) => [...row]), targets: [...targets] }, { loss }).loss,
    parameters: names.map(({ name, fullName, element, layer, input, unit }) => {
      return { name, layer, input, unit: unit!, value: values[name]!, gradient: gradients[fullName]![element]! };
    }),
    explanation: explain(network, how.rounding === "hand" ? { ...question, ...BY_HAND } : question),
    predictions: [
      ...data.rows.map((row, i) => ({ ...row, input: inputs[i]!, output: predict(inputs[i]!) })),
      ...data.asked.map((row, i) => ({ ...row, input: asked[i]!, output: predict(asked[i]!) })),
    ],
  };
}
