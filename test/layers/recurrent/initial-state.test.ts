import { Sequential, seededRandom } from "@nn/core";
import { type Layer, uniform } from "@nn/core/component";
import { explain, parameterNames } from "@nn/explain";
import { fromOnnx, toOnnx } from "@nn/formats";
import { GRU, LSTM, type RecurrentOptions, SimpleRNN } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { layerContract } from "@nn/testing";
import { describe, expect, test } from "vitest";

const [INPUTS, UNITS] = [2, 2];
const makers: readonly (readonly [name: string, states: number, make: (options: RecurrentOptions) => Layer])[] = [
  ["LSTM", 2, (options) => new LSTM(INPUTS, UNITS, options)],
  ["GRU", 1, (options) => new GRU(INPUTS, UNITS, options)],
  ["GRU of the paper", 1, (options) => new GRU(INPUTS, UNITS, { ...options, resetAfter: false })],
  ["SimpleRNN", 1, (options) => new SimpleRNN(INPUTS, UNITS, options)],
];

describe.each(makers)("%s", (_, states, make) => {
  test("begins with what it learns in the place of 0", () => {
    const all = [
      [1, 0.5],
      [-1, 2],
      [0.25, -0.5],
    ];
    const random = seededRandom("initial state");
    const network = (options: RecurrentOptions, steps: number) =>
      new Sequential([make(options)], { inputShape: [steps, INPUTS], seed: 1 });
    const [begun, plain] = [network({ learnInitialState: true }, 3), network({}, 3)];
    expect(begun.predict(all)).toEqual(plain.predict(all));
    expect(begun.getParameters()["0.initialState"]).toEqual(Array(states * UNITS).fill(0));
    const state = Array.from({ length: states * UNITS }, () => uniform(random, -1, 1));
    begun.setParameters({ ...begun.getParameters(), "0.initialState": state });
    expect(begun.predict(all)).not.toEqual(plain.predict(all));
    if (states === 2) return;
    // What one step gives is what the next one begins with.
    const first = network({}, 1).predict(all.slice(0, 1)) as unknown as number[];
    const rest = network({ learnInitialState: true }, 2);
    rest.setParameters({ ...rest.getParameters(), "0.initialState": first });
    expect(rest.predict(all.slice(1))).toEqual(plain.predict(all));
  });

  test("keeps its contract with all options, with the gradients of central differences while numbers are dropped", () => {
    const options = { learnInitialState: true, maskValue: 0, dropout: 0.3, recurrentDropout: 0.4 };
    const layer = make({ ...options, returnSequences: states === 1 });
    for (const { run } of layerContract(layer, { inputShape: [2, INPUTS] })) run();
  });
});

test("its gradients are explained by formulas", () => {
  const layers: Layer[] = [new LSTM(INPUTS, 1, { learnInitialState: true, maskValue: 0 })];
  const network = new Sequential(layers, { inputShape: [2, INPUTS], seed: 1 });
  // One of each gate, of each matrix and of the state.
  const some = parameterNames(network).filter((_, i) => i % 5 === 0 || i > 15);
  for (const { name: parameter } of some) {
    const explained = explain(network, {
      input: [
        [0, 0],
        [1, -1],
      ],
      target: [1],
      loss: meanSquaredError,
      parameter,
    });
    expect(explained.check.verdict).toBe("right");
    expect(explained.forward.every(({ formula }) => formula !== null)).toBe(true);
  }
});

test("a state that is learnt may be larger than what tanh gives", () => {
  const bounded = { least: -1, most: 1 };
  expect(new GRU(1, 1).outputRange).toEqual(bounded);
  expect(new GRU(1, 1, { learnInitialState: true }).outputRange).toBeUndefined();
});

test("what isn't true or false is refused", () => {
  expect(() => new LSTM(2, 3, { learnInitialState: 1 as never })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: LSTM: learnInitialState must be true or false, but is 1.]`,
  );
});
test("ONNX has the state as a parameter, which comes back, also where it is 0", () => {
  for (const Kind of [LSTM, GRU, SimpleRNN]) {
    const layers = [new Kind(2, 3, { learnInitialState: true })];
    const network = new Sequential<readonly Layer[]>(layers, { inputShape: [4, 2], seed: 1, dtype: "float32" });
    const again = fromOnnx(toOnnx(network as never));
    expect(again.layers.map(({ name }) => name)).toEqual(layers.map(({ name }) => name));
    expect(again.getParameters()).toEqual(network.getParameters());
  }
});
