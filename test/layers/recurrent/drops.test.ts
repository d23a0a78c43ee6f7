import { Sequential, seededRandom } from "@nn/core";
import { type FloatArray, type Layer, type TrainFrame, TrainingWorkspace, uniform } from "@nn/core/component";
import { GRU, LSTM, type RecurrentOptions, SimpleRNN } from "@nn/layers";
import { describe, expect, test } from "vitest";

const [INPUTS, UNITS, STEPS, BATCH] = [2, 3, 4, 1];
const makers: readonly (readonly [name: string, make: (options: RecurrentOptions) => Layer])[] = [
  ["LSTM", (options) => new LSTM(INPUTS, UNITS, options)],
  ["GRU", (options) => new GRU(INPUTS, UNITS, options)],
  ["GRU of the paper", (options) => new GRU(INPUTS, UNITS, { ...options, resetAfter: false })],
  ["SimpleRNN", (options) => new SimpleRNN(INPUTS, UNITS, options)],
];

/** The numbers that are drawn: first for the inputs, then for the outputs. */
const DRAWN = [0.9, 0.1, 0.05, 0.6, 0.45];
const [DROPOUT, RECURRENT] = [0.2, 0.5];
const factors = (rate: number, of: readonly number[]): number[] => of.map((u) => (u < rate ? 0 : 1 / (1 - rate)));

/** A frame of a training, with parameters and inputs that are the same for all layers. */
function frameOf(layer: Layer): TrainFrame {
  const network = new Sequential([layer], { inputShape: [STEPS, INPUTS] });
  const workspace = new TrainingWorkspace(network, BATCH, { training: true, derivativeOfInputs: true });
  workspace.setBatch(BATCH);
  const frame = workspace.frames[0] as TrainFrame;
  const random = seededRandom("drops");
  for (const values of [frame.x, frame.dy, ...Object.values(frame.parameters)]) {
    for (let i = 0; i < values.length; i++) values[i] = uniform(random, -1, 1);
  }
  return { ...frame, random: { fill: (out: FloatArray, length: number) => out.set(DRAWN.slice(0, length)) } };
}

/** Multiplies row after row of so many numbers, each row with one factor, or each of its numbers with one of them. */
function scaled(values: FloatArray, size: number, by: readonly number[], isByRow: boolean): void {
  for (let i = 0; i < values.length; i++) {
    const factor = by[isByRow ? Math.floor(i / size) % by.length : i % size]!;
    values[i] = factor === 0 ? 0 : factor * values[i]!;
  }
}

describe.each(makers)("%s", (_, make) => {
  test("drops the same inputs at all time steps of a training, and gives none of them a derivative", () => {
    const [dropped, plain] = [frameOf(make({ dropout: DROPOUT })), frameOf(make({}))];
    const by = factors(DROPOUT, DRAWN.slice(0, INPUTS));
    scaled(plain.x, INPUTS, by, false);
    for (const [frame, layer] of [
      [dropped, make({ dropout: DROPOUT })],
      [plain, make({})],
    ] as const) {
      layer.forward(frame);
      layer.backward(frame);
    }
    scaled(plain.dx!, INPUTS, by, false);
    expect(dropped.y).toEqual(plain.y);
    expect(dropped.dx).toEqual(plain.dx);
    expect(dropped.gradients).toEqual(plain.gradients);
  });

  test("drops the same outputs at all time steps where U is multiplied with them, and nowhere else", () => {
    const [dropped, plain] = [frameOf(make({ recurrentDropout: RECURRENT })), frameOf(make({}))];
    const by = factors(RECURRENT, DRAWN.slice(INPUTS));
    // (h ⊙ factors)·U is h·(the rows of U, each multiplied with its factor).
    scaled(plain.parameters.recurrentWeight!, UNITS, by, true);
    make({ recurrentDropout: RECURRENT }).forward(dropped);
    make({}).forward(plain);
    for (const [i, value] of plain.y.entries()) expect(dropped.y[i]).toBeCloseTo(value, 14);
  });

  test("drops nothing in predictions", () => {
    const predicted = (options: RecurrentOptions): unknown =>
      new Sequential([make(options)], { inputShape: [2, INPUTS], seed: 1 }).predict([
        [1, 2],
        [3, -1],
      ] as never);
    expect(predicted({ dropout: 0.5, recurrentDropout: 0.5 })).toEqual(predicted({}));
  });
});

test("a rate is from 0 to below 1", () => {
  expect(() => new LSTM(2, 3, { dropout: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM: dropout must be a finite number of at least 0 and below 1, but is 1.]`,
  );
  expect(() => new GRU(2, 3, { recurrentDropout: -0.1 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: GRU: recurrentDropout must be a finite number of at least 0 and below 1, but is -0.1.]`,
  );
});
