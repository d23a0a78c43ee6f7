import { Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import {
  Activate,
  Add,
  Bidirectional,
  Concatenate,
  Dense,
  Flatten,
  GRU,
  identity,
  LSTM,
  Multiply,
  Reverse,
  SimpleRNN,
} from "@nn/layers";
import { expect, test } from "vitest";

const sum = (weights: readonly number[], units: number) => {
  const layer = new Dense<number, number>(weights.length / units, units, { activation: identity, useBias: false });
  return { layer, weights };
};
const [left, right] = [sum([1, 2, 3, 4], 2), sum([1, 0, -1, 2, 1, 0], 3)];

function predicted(layer: Layer, input: unknown, inputShape: readonly number[]): unknown {
  const network = new Sequential([layer], { inputShape });
  const { weights } = left;
  const names = Object.keys(network.getParameters());
  network.setParameters({
    [names[0]!]: weights,
    [names[1]!]: right.weights.slice(0, network.getParameters()[names[1]!]!.length),
  });
  return network.predict(input as never);
}

test("outputs lie side by side, row by row", () => {
  const both = new Concatenate([left.layer], [right.layer]);
  // [x1 + 3·x2, 2·x1 + 4·x2], [x1 + 2·x2, x2, −x1]
  expect(predicted(both, [1, 10], [2])).toEqual([31, 42, 21, 10, -1]);
  const rows = [
    [1, 10],
    [2, 0],
  ];
  expect(predicted(both, rows, [2, 2])).toEqual([
    [31, 42, 21, 10, -1],
    [2, 4, 2, 0, -2],
  ]);
});

test("outputs are multiplied and added up", () => {
  const other = () => new Dense(2, 2, { activation: identity, useBias: false });
  // [x1 + 3·x2, 2·x1 + 4·x2] and [x1 − x2, 2·x2]
  expect(predicted(new Multiply([left.layer], [other()]), [1, 10], [2])).toEqual([31 * -9, 42 * 20]);
  expect(predicted(new Add([left.layer], [other()]), [1, 10], [2])).toEqual([31 - 9, 42 + 20]);
});

test.each([
  new SimpleRNN(2, 3),
  new LSTM(2, 3, { returnSequences: true }),
  new GRU(2, 3, { returnSequences: true, resetAfter: false }),
])("both directions are the layer on the sequence and on its reverse", (layer) => {
  const sequence = [
    [1, 2],
    [-1, 0.5],
    [0, -2],
    [3, 1],
  ];
  const network = new Sequential([new Bidirectional(layer)], { inputShape: [4, 2], seed: 3 });
  const parameters = network.getParameters();
  const direction = (prefix: string, steps: number[][]): number[][] => {
    const alone = new Sequential([layer as LSTM], { inputShape: [4, 2] });
    const own = Object.keys(alone.getParameters()).map((name) => [name, parameters[prefix + name.slice(1)]!]);
    alone.setParameters(Object.fromEntries(own) as never);
    const given = alone.predict(steps) as unknown as number[] | number[][];
    return (layer.returnSequences ? given : [given]) as number[][];
  };
  const ahead = direction("0.branch0.0", sequence);
  const back = direction("0.branch1.1", [...sequence].reverse()).reverse();
  const expected = ahead.map((row, i) => [...row, ...back[i]!]);
  expect(network.predict(sequence)).toEqual(layer.returnSequences ? expected : expected[0]);
});

test.each([
  [
    "one stack",
    () => new Concatenate([new Dense(2, 2)]),
    "Concatenate takes two stacks of layers or more, new Concatenate([new Dense(2, 3)], [new Dense(2, 3)]), but got an array of 1.",
  ],
  [
    "a layer that isn't in a list",
    () => new Add(new Dense(2, 2) as never, [new Dense(2, 2)] as readonly Layer[]),
    "Add takes its layers as a list, [new Dense(2, 1)], but got a Dense. Put square brackets around the layers.",
  ],
  [
    "no layers",
    () => new Multiply([new Dense(2, 2)], []),
    "Multiply needs at least one layer, but got an empty array.",
  ],
  [
    "shapes that differ",
    () => new Sequential([new Add([new Dense(2, 2)], [new Dense(2, 3)] as readonly Layer[])]),
    "layer 0, Add(Dense(2 → 2, sigmoid) | Dense(2 → 3, sigmoid)): all branches must give one shape, but give 2 and 3.",
  ],
  [
    "axes that differ",
    () => new Sequential([new Concatenate([new Activate(identity)], [new Flatten()])], { inputShape: [2, 2] }),
    "layer 0, Concatenate(Activate(identity) | Flatten): all branches must give the same axes but the last, but give 2×2 and 4.",
  ],
  [
    "a layer without sequences",
    () => new Bidirectional(new Dense(2, 2) as never),
    "Bidirectional takes a recurrent layer, new Bidirectional(new GRU(2, 3)), but got Dense(2 → 2, sigmoid), which goes through no sequences.",
  ],
  [
    "nothing",
    () => new Bidirectional(undefined as never),
    "Bidirectional takes a recurrent layer, new Bidirectional(new GRU(2, 3)), but got undefined. Is it imported, and is there one of that name?",
  ],
  [
    "another merging",
    () => new Bidirectional(new GRU(2, 3), { merge: "mul" as never }),
    'Bidirectional: merge must be "concatenate" or "sum", but is "mul".',
  ],
  [
    "a row",
    () => new Sequential([new Reverse()], { inputShape: [3] }),
    "layer 0, Reverse: a sequence has two axes or more, [steps, inputs], but this has the shape [3].",
  ],
])("%s is refused", (_, make, message) => {
  expect(make).toThrow(message);
});
