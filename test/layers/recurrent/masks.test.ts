import { Sequential, seededRandom } from "@nn/core";
import { type Layer, type Random, uniform } from "@nn/core/component";
import { toOnnx } from "@nn/formats";
import { Bidirectional, Dense, GRU, LSTM, type RecurrentOptions, SimpleRNN, tanh, ZeroPadding1D } from "@nn/layers";
import { describe, expect, test } from "vitest";
import { expectGradients } from "./expect-gradients.js";

type Sequence = readonly (readonly number[])[];
type Make = (options: RecurrentOptions) => Layer & { readonly returnSequences: boolean };

const [INPUTS, UNITS] = [2, 2];
const skipped = [0, 0];
const makers: readonly (readonly [name: string, make: Make])[] = [
  ["LSTM", (options) => new LSTM(INPUTS, UNITS, options)],
  ["GRU", (options) => new GRU(INPUTS, UNITS, options)],
  ["GRU of the paper", (options) => new GRU(INPUTS, UNITS, { ...options, resetAfter: false })],
  ["SimpleRNN", (options) => new SimpleRNN(INPUTS, UNITS, options)],
];

const drawn = (random: Random, steps: number): number[][] =>
  Array.from({ length: steps }, () => Array.from({ length: INPUTS }, () => uniform(random, -1, 1)));
const padding = (count: number, value: number): number[][] =>
  Array.from({ length: count }, () => Array.from({ length: INPUTS }, () => value));

function networkOf(layer: Layer, steps: number, options: object = {}): Sequential {
  const network = new Sequential([layer], { inputShape: [steps, INPUTS], seed: "masks", ...options });
  const random = seededRandom("parameters");
  const drawnAnew = Object.entries(network.getParameters()).map(([name, values]) => {
    return [name, values.map(() => uniform(random, -1, 1))] as const;
  });
  network.setParameters(Object.fromEntries(drawnAnew));
  return network as unknown as Sequential;
}

const answer = (network: Sequential, sequence: Sequence): unknown => network.predict(sequence as never);

describe.each(makers)("%s", (_, make) => {
  const [first, second] = [drawn(seededRandom(1), 3), drawn(seededRandom(2), 2)];
  const shorter = [...first, ...second];

  test.each([0, -1.5])("answers sequences filled up with %s with the bits of the shorter ones", (maskValue) => {
    const masked = networkOf(make({ maskValue }), 8);
    const wanted = answer(networkOf(make({}), 5), shorter);
    const fill = (count: number): number[][] => padding(count, maskValue);
    expect(answer(masked, [...fill(3), ...shorter])).toEqual(wanted);
    expect(answer(masked, [...shorter, ...fill(3)])).toEqual(wanted);
    expect(answer(masked, [...fill(1), ...first, ...fill(2), ...second])).toEqual(wanted);
    expect(answer(masked, fill(8))).toEqual(skipped);
  });

  test("gives 0 for skipped time steps where each one has an output", () => {
    const masked = networkOf(make({ maskValue: 0, returnSequences: true }), 8);
    const wanted = answer(networkOf(make({ returnSequences: true }), 5), shorter) as number[][];
    const sequence = [...padding(1, 0), ...first, ...padding(2, 0), ...second];
    expect(answer(masked, sequence)).toEqual([skipped, ...wanted.slice(0, 3), skipped, skipped, ...wanted.slice(3)]);
  });

  test.each(["concatenate", "sum"] as const)("is gone through from both ends, %s", (merge) => {
    for (const returnSequences of [false, true]) {
      const both = (maskValue?: number): Layer =>
        new Bidirectional(make({ returnSequences, ...(maskValue !== undefined && { maskValue }) }), { merge });
      const wanted = answer(networkOf(both(), 5), shorter) as number[][];
      const found = answer(networkOf(both(0), 8), [...padding(1, 0), ...shorter, ...padding(2, 0)]) as number[][];
      expect(returnSequences ? found.slice(1, 6) : found).toEqual(wanted);
      if (returnSequences) expect([found[0], ...found.slice(6)].flat().every((value) => value === 0)).toBe(true);
    }
  });

  test("has the gradients of central differences, also where time steps are skipped", () => {
    const layers = [
      new Dense(INPUTS, INPUTS, { activation: tanh }),
      new ZeroPadding1D([1, 1]),
      make({ maskValue: 0, returnSequences: true }),
      new SimpleRNN(UNITS, 1, { maskValue: 0 }),
    ];
    const network = new Sequential<readonly Layer[]>(layers, { inputShape: [2, INPUTS], seed: "masks" });
    expectGradients(network, [first.slice(1), second], [[0.5], [0.1]]);
  });
});

test("what isn't a number is refused, and ONNX says why it can't hold it", () => {
  expect(() => new LSTM(2, 3, { maskValue: Number.NaN })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM: maskValue must be a finite number, but is NaN.]`,
  );
  expect(() => new GRU(2, 3, { maskValue: "0" as never })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: GRU: maskValue must be a finite number, but is "0".]`,
  );
  expect(() => toOnnx(networkOf(new LSTM(2, 3, { maskValue: 0 }), 4))).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM(2 → 3, mask 0): maskValue can't be written in ONNX, whose operators skip no time steps. toModule and toPyTorch can.]`,
  );
});
