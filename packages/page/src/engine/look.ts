import {
  type EpochExplanation,
  type ExplainOptions,
  type Explanation,
  explain,
  getByName,
  parameterNames,
} from "@nn/explain";
import { shownRows } from "../state/rows.js";
import type { State } from "../state/state.js";
import { type Slice, sliceOf } from "./slice.js";
import { storyOf } from "./story.js";
import { type Surface, surfaceAround } from "./surface.js";
import type { Tape } from "./tape.js";
import { shareOf, thresholdOf } from "./threshold.js";

/** A row with what the network makes of it. */
export interface Predicted {
  /** Counted through those to learn from and then those to be predicted. */
  readonly place: number;
  readonly name: string;
  readonly features: readonly number[];
  /** As the network takes it. */
  readonly input: readonly number[];
  readonly output: number;
  /** Missing where it is to be predicted, as its loss. */
  readonly target?: number;
  readonly loss?: number;
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

interface LastUpdate {
  readonly rows: readonly string[];
  /** The loss of these rows. */
  readonly before: number;
  readonly after: number;
  /** By how much the selected parameter moved; null where it was set by hand since. */
  readonly change: number | null;
}

/** All numbers of one step. */
export interface Look {
  readonly step: number;
  readonly epoch: number;
  readonly stopped: boolean;
  /** How many updates an epoch has. */
  readonly steps: number;
  /** The rows that are explained: those that the next update takes, or the one that was chosen. */
  readonly rows: readonly { readonly name: string; readonly place: number }[];
  /** How many rows the next update takes, where these are too many to be explained together; else null. */
  readonly batchLeft: number | null;
  /** Whether the next update takes these rows, and no others. */
  readonly isNext: boolean;
  /** The inputs, weighted sums and outputs of the first of them by their names. */
  readonly values: Readonly<Record<string, number>>;
  /** Of these rows, the mean. */
  readonly loss: number;
  /** What the last update did; null before the first one. */
  readonly last: LastUpdate | null;
  /** Over all rows. */
  readonly meanLoss: number;
  /** From which output on the class is 1. */
  readonly threshold: number;
  /** How many of all rows have an output on their label's side of it; null where a label is neither 0 nor 1. */
  readonly right: number | null;
  readonly parameters: readonly LookedAt[];
  /** The selected one's value, and that before the first update. */
  readonly selected: { readonly name: string; readonly value: number; readonly first: number };
  readonly explanation: Explanation;
  /** Of the rows that tables show. */
  readonly predictions: readonly Predicted[];
  /** Null unless it is asked for. */
  readonly slice: Slice | null;
  readonly story: EpochExplanation | null;
  /** Null of images: two of their numbers say little. */
  readonly surface: Surface | null;
  /** How the numbers of a row are prepared. */
  readonly scaler: { readonly offset: readonly number[]; readonly scale: readonly number[] };
}

/** The chain rule of more rows at once is no longer read: of a larger batch, the first one is explained. */
const MOST_EXPLAINED = 40;

/** By hand, three significant digits are kept. */
const BY_HAND = { significantDigits: 3 };

/** Whether the same is seen of two states, if their training is the same. */
export function isSameLook(a: State, b: State): boolean {
  const askedOf = ({ at, selected, look }: State): string => {
    const { parameter, example, tried } = selected;
    return [at.step, parameter, example, tried, look.rounding, look.chart, look.plane, look.from].join();
  };
  return a.data === b.data && askedOf(a) === askedOf(b);
}

/**
 * Looks at a step of a training: its network is put there.
 *
 * @param held - The plane, where its ends are to stay.
 */
export function look(tape: Tape, state: State, held: Surface | null = null): Look {
  const { data, at, selected, look: how } = state;
  const { network, trainer, loss, optimizer, inputs, targets, order, scaler } = tape.training;
  const names = parameterNames(network);
  const parameter = names.some(({ name }) => name === selected.parameter) ? selected.parameter : names[0]!.name;
  const last = lastUpdate(tape, state, parameter);
  const step = tape.go(at.step);
  const { example } = selected;
  const next = tape.rowsOf(step);
  const batch = example === "batch" || example >= inputs.length ? next : [example];
  const isLong = batch.length > MOST_EXPLAINED;
  const places = isLong ? batch.slice(0, 1) : batch;
  const input = places.map((place) => [...inputs[place]!]);
  const target = places.map((place) => [targets[place]!]);
  const gradients = trainer.gradients(input, target);
  const values = getByName(network);
  const question = { ...examplesOf(input, target), loss, optimizer, parameter, from: trainer.state() };
  const explanation = explain(network, how.rounding === "hand" ? { ...question, ...BY_HAND } : question);
  const predict = (row: readonly number[]): number => network.predict([...row])[0]!;
  return {
    step,
    epoch: Math.floor(step / order.steps),
    stopped: tape.stopped === step,
    steps: order.steps,
    rows: places.map((place) => ({ name: data.rows[place]!.name, place })),
    batchLeft: isLong ? batch.length : null,
    isNext: String(places) === String(next),
    values: Object.fromEntries([
      ...input[0]!.map((value, i) => [`x${i + 1}`, value]),
      ...explain(network, { input: input[0]! }).forward.map(({ symbol, value }) => [symbol, value]),
    ]),
    loss: trainer.loss,
    last,
    meanLoss: tape.meanLoss(),
    threshold: thresholdOf(loss),
    right: rightIn(tape),
    parameters: names.map(({ name, fullName, element, layer, input, unit }) => {
      return { name, layer, input, unit: unit!, value: values[name]!, gradient: gradients[fullName]![element]! };
    }),
    selected: { name: parameter, value: values[parameter]!, first: tape.first[parameter]! },
    explanation,
    slice: how.chart === "slice" ? sliceOf(tape.training, explanation, input, target, selected.tried) : null,
    story: how.chart === "story" ? storyOf(tape, step) : null,
    surface:
      state.model.filters === undefined
        ? surfaceAround(
            [...data.rows, ...data.asked].map(({ features }) => features),
            how.plane,
            data.rows[places[0]!]!.features,
            (rows) => {
              const outputs = network.predict(scaler.transform(rows)).map(([output]) => output!);
              const shares = outputs.map((output) => shareOf(loss, output));
              return { outputs, shares, range: network.layers.at(-1)?.outputRange };
            },
            held,
          )
        : null,
    predictions: shownRows(state).places.map((place) => {
      const row = data.rows[place];
      if (row === undefined) {
        const asked = data.asked[place - data.rows.length]!;
        const input = scaler.transform([[...asked.features]])[0]!;
        return { ...asked, place, input, output: predict(input) };
      }
      const input = [...inputs[place]!];
      const { loss: ofRow } = network.evaluate(
        { inputs: [input], targets: [row.target] },
        { loss, allowMismatch: true },
      );
      return { ...row, place, input, output: predict(input), loss: ofRow };
    }),
    scaler,
  };
}

function rightIn({ training: { network, inputs, targets, loss } }: Tape): number | null {
  if (!targets.every((target) => target === 0 || target === 1)) return null;
  const outputs = network.predict(inputs.map((row) => [...row]));
  const threshold = thresholdOf(loss);
  return targets.filter((target, i) => outputs[i]![0]! >= threshold === (target === 1)).length;
}

function lastUpdate(tape: Tape, { data, edits, at }: State, parameter: string): LastUpdate | null {
  const step = tape.go(at.step);
  if (step === 0) return null;
  const { network } = tape.training;
  const rows = tape.rowsOf(step - 1);
  const [after, moved] = [tape.lossOf(rows), getByName(network)[parameter]!];
  tape.go(step - 1);
  const isByHand = edits.some((edit) => edit.step === step && edit.parameter === parameter);
  return {
    rows: rows.map((row) => data.rows[row]!.name),
    before: tape.lossOf(rows),
    after,
    change: isByHand ? null : moved - getByName(network)[parameter]!,
  };
}

/** A single row is no batch, for explanations: its names have no numbers behind them. */
function examplesOf(input: readonly number[][], target: readonly number[][]): Pick<ExplainOptions, "input" | "target"> {
  return input.length === 1 ? { input: input[0]!, target: target[0]! } : { input, target };
}
