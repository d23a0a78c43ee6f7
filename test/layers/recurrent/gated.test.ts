import { Sequential } from "@nn/core";
import { type Layer, seededRandom, uniform } from "@nn/core/component";
import { GRU, SimpleRNN } from "@nn/layers";
import { expect, test } from "vitest";

type Row = readonly number[];
type Matrix = readonly Row[];

const random = seededRandom("gated");
const row = (size: number): Row => Array.from({ length: size }, () => uniform(random, -1, 1));
const matrix = (rows: number, columns: number): Matrix => Array.from({ length: rows }, () => row(columns));
/** x·M */
const times = (x: Row, m: Matrix): Row => m[0]!.map((_, j) => x.reduce((sum, value, i) => sum + value * m[i]![j]!, 0));
const plus = (...rows: readonly Row[]): Row => rows[0]!.map((_, i) => rows.reduce((sum, one) => sum + one[i]!, 0));
const both = (a: Row, b: Row): Row => a.map((value, i) => value * b[i]!);
const open = (z: Row): Row => z.map((value) => 1 / (1 + Math.exp(-value)));

/** What each step of a sequence gives, by what one step makes of x and of the outputs before. */
function outputs(sequence: Matrix, units: number, next: (x: Row, h: Row) => Row): Matrix {
  const all: Row[] = [];
  for (const x of sequence) all.push(next(x, all.at(-1) ?? Array<number>(units).fill(0)));
  return all;
}

/** Both forms, with all outputs and with the last ones. */
function expectOutputs(
  make: (returnSequences: boolean) => Layer,
  parameters: Readonly<Record<string, Row>>,
  sequence: Matrix,
  expected: Matrix,
): void {
  for (const returnSequences of [true, false]) {
    const inputShape = [sequence.length, sequence[0]!.length];
    const network = new Sequential([make(returnSequences)], { inputShape });
    network.setParameters(parameters);
    const wanted = returnSequences ? expected.flat() : expected.at(-1)!;
    const predicted = (network.predict(sequence as number[][]) as unknown as number[][]).flat();
    expect(predicted).toHaveLength(wanted.length);
    for (const [i, value] of wanted.entries()) expect(predicted[i]).toBeCloseTo(value, 14);
  }
}

const [INPUTS, UNITS, STEPS] = [3, 2, 4];
const w = [matrix(INPUTS, UNITS), matrix(INPUTS, UNITS), matrix(INPUTS, UNITS)] as const;
const u = [matrix(UNITS, UNITS), matrix(UNITS, UNITS), matrix(UNITS, UNITS)] as const;
const b = [row(UNITS), row(UNITS), row(UNITS)] as const;
const c = [row(UNITS), row(UNITS), row(UNITS)] as const;
const sequence = matrix(STEPS, INPUTS);
const matrices = { "0.weight": w.flat(2), "0.recurrentWeight": u.flat(2) };

test("a simple recurrent layer is what its formula says", () => {
  const expected = outputs(sequence, UNITS, (x, h) => plus(times(x, w[0]), times(h, u[0]), b[0]).map(Math.tanh));
  const parameters = { "0.weight": w[0].flat(), "0.recurrentWeight": u[0].flat(), "0.bias": b[0] };
  expectOutputs((returnSequences) => new SimpleRNN(INPUTS, UNITS, { returnSequences }), parameters, sequence, expected);
});

test.each([true, false])("a GRU is what its formula says, with resetAfter %s", (resetAfter) => {
  const expected = outputs(sequence, UNITS, (x, h) => {
    const gate = (number: 0 | 1): Row =>
      open(plus(times(x, w[number]), b[number], times(h, u[number]), resetAfter ? c[number] : [0, 0]));
    const [update, reset] = [gate(0), gate(1)];
    const share = resetAfter ? both(reset, plus(times(h, u[2]), c[2])) : times(both(reset, h), u[2]);
    const n = plus(times(x, w[2]), b[2], share).map(Math.tanh);
    return n.map((value, i) => (1 - update[i]!) * value + update[i]! * h[i]!);
  });
  const parameters = { ...matrices, "0.bias": [...b.flat(), ...(resetAfter ? c.flat() : [])] };
  const make = (returnSequences: boolean) => new GRU(INPUTS, UNITS, { returnSequences, resetAfter });
  expectOutputs(make, parameters, sequence, expected);
});

test("a GRU refuses what isn't true or false", () => {
  expect(() => new GRU(2, 3, { resetAfter: 1 as never })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: GRU: resetAfter must be true or false, but is 1.]`,
  );
  expect(() => new GRU(2, 3, { forgetBias: 1 } as never)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: GRU has no option "forgetBias". It has: returnSequences, weightInitializer, recurrentInitializer, maskValue, dropout, recurrentDropout, learnInitialState, resetAfter.]`,
  );
  expect(() => new SimpleRNN(2, 3, { resetAfter: true } as never)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: SimpleRNN has no option "resetAfter". It has: returnSequences, weightInitializer, recurrentInitializer, maskValue, dropout, recurrentDropout, learnInitialState.]`,
  );
});
