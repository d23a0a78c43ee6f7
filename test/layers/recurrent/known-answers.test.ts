import { Sequential } from "@nn/core";
import { seededRandom, type TrainFrame, TrainingWorkspace, uniform } from "@nn/core/component";
import { LSTM } from "@nn/layers";
import { expect, test } from "vitest";
import { type Cell, type Gate, parametersOf, run } from "./textbook.js";

/** A. Gomez, "Backpropogating an LSTM: A Numerical Example" (2016): two inputs, one unit, two time steps. */
const published: Cell = {
  i: { w: [[0.95], [0.8]], u: [[0.8]], b: [0.65] },
  f: { w: [[0.7], [0.45]], u: [[0.1]], b: [0.15] },
  g: { w: [[0.45], [0.25]], u: [[0.15]], b: [0.2] },
  o: { w: [[0.6], [0.4]], u: [[0.25]], b: [0.1] },
};
const sequence = [
  [1, 2],
  [0.5, 3],
];

function networkOf(cell: Cell, inputs: number, shape: [number, number], returnSequences: boolean) {
  const network = new Sequential([new LSTM(inputs, cell.i.b.length, { returnSequences })], { inputShape: shape });
  const { weight, recurrentWeight, bias } = parametersOf(cell);
  network.setParameters({ "0.weight": weight, "0.recurrentWeight": recurrentWeight, "0.bias": bias });
  return network;
}

test("the numbers of a published example, forward", () => {
  const outputs = networkOf(published, 2, [2, 2], true).predict(sequence).flat(2) as number[];
  expect(outputs.map((value) => value.toFixed(5))).toEqual(["0.53631", "0.77198"]);
  const [first, second] = run(published, sequence);
  const numbers = ({ i, f, g, o, c }: NonNullable<typeof first>) => [g, i, f, o, c].map(([value]) => value!.toFixed(4));
  expect(numbers(first!)).toEqual(["0.8178", "0.9608", "0.8520", "0.8176", "0.7857"]);
  expect(numbers(second!)).toEqual(["0.8498", "0.9812", "0.8703", "0.8499", "1.5176"]);
});

test("the numbers of a published example, backward", () => {
  const network = networkOf(published, 2, [2, 2], true);
  const workspace = new TrainingWorkspace(network, 1, { training: true, derivativeOfInputs: true });
  workspace.setBatch(1);
  const frame = workspace.frames[0] as TrainFrame;
  const [layer] = network.layers;
  frame.x.set(sequence.flat());
  layer!.forward(frame);
  // Half the squared error, with the labels 0.5 and 1.25.
  frame.dy.set([frame.y[0]! - 0.5, frame.y[1]! - 1.25]);
  layer!.backward(frame);
  const { weight, recurrentWeight, bias } = frame.gradients;
  const shown = (values: ArrayLike<number>) => Array.from(values, (value) => value.toFixed(4));
  expect({
    weight: shown(weight!),
    recurrent: shown(recurrentWeight!),
    bias: shown(bias!),
    dx: shown(frame.dx!),
  }).toMatchInlineSnapshot(`
      {
        "bias": [
          "-0.0028",
          "-0.0063",
          "-0.0364",
          "-0.0536",
        ],
        "dx": [
          "-0.0082",
          "-0.0049",
          "-0.0474",
          "-0.0307",
        ],
        "recurrent": [
          "-0.0006",
          "-0.0034",
          "-0.0104",
          "-0.0297",
        ],
        "weight": [
          "-0.0022",
          "-0.0066",
          "-0.0032",
          "-0.0189",
          "-0.0267",
          "-0.0922",
          "-0.0259",
          "-0.1626",
        ],
      }
    `);
});

test.each([
  [1, 1, 1],
  [4, 3, 2],
  [3, 2, 5],
  [7, 5, 9],
])("%i time steps of %i inputs and %i units are what the textbook's formulas give", (steps, inputs, units) => {
  const random = seededRandom("textbook");
  const numbers = (count: number) => Array.from({ length: count }, () => uniform(random, -1, 1));
  const matrix = (rows: number) => Array.from({ length: rows }, () => numbers(units));
  const gate = (): Gate => ({ w: matrix(inputs), u: matrix(units), b: numbers(units) });
  const cell = { i: gate(), f: gate(), g: gate(), o: gate() };
  const examples = Array.from({ length: 3 }, () => Array.from({ length: steps }, () => numbers(inputs)));
  const all = networkOf(cell, inputs, [steps, inputs], true).predict(examples) as number[][][];
  const last = networkOf(cell, inputs, [steps, inputs], false).predict(examples) as number[][];
  examples.forEach((example, n) => {
    const expected = run(cell, example).map(({ h }) => h);
    expected.forEach((h, step) => {
      for (const [j, value] of h.entries()) expect(all[n]![step]![j]!).toBeCloseTo(value, 14);
    });
    for (const [j, value] of expected.at(-1)!.entries()) expect(last[n]![j]!).toBeCloseTo(value, 14);
  });
});

test("the forget gate is open in the beginning, and the outputs' weights keep lengths", () => {
  const units = 5;
  const network = new Sequential([new LSTM(2, units)], { inputShape: [3, 2] });
  const { "0.bias": bias, "0.recurrentWeight": recurrent } = network.getParameters();
  const zeros = Array<number>(units).fill(0);
  expect([...bias!]).toEqual([...zeros, ...Array<number>(units).fill(1), ...zeros, ...zeros]);
  for (let gate = 0; gate < 4; gate++) {
    const row = (j: number) => [...recurrent!].slice((gate * units + j) * units, (gate * units + j + 1) * units);
    for (let j = 0; j < units; j++) {
      for (let k = 0; k < units; k++) {
        const product = row(j).reduce((sum, value, at) => sum + value * row(k)[at]!, 0);
        expect(product).toBeCloseTo(j === k ? 1 : 0, 14);
      }
    }
  }
});
