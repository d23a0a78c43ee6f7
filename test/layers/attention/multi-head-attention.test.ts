import { Sequential } from "@nn/core";
import { seededRandom, uniform } from "@nn/core/component";
import { MultiHeadAttention, PositionalEmbedding } from "@nn/layers";
import { layerContract } from "@nn/testing";
import { expect, test } from "vitest";

const STEPS = 4;
const INPUTS = 6;

test.each([
  [1, false],
  [3, false],
  [2, true],
])("%i heads, causal %s, are what the paper's formula says", (heads, causal) => {
  const network = new Sequential([new MultiHeadAttention(INPUTS, heads, { causal })], { inputShape: [STEPS, INPUTS] });
  const random = seededRandom("attention");
  const parameters = network.getParameters();
  for (const [name, values] of Object.entries(parameters)) {
    parameters[name] = Array.from(values, () => uniform(random, -1, 1));
  }
  network.setParameters(parameters);
  const size = INPUTS / heads;
  const of = (name: string, at: number): number => parameters[`0.${name}`]![at]!;
  const x = Array.from({ length: STEPS }, () => Array.from({ length: INPUTS }, () => uniform(random, -2, 2)));
  const expected = x.map(() => Array.from({ length: INPUTS }, (_, unit) => of("outputBias", unit)));
  for (let head = 0; head < heads; head++) {
    const projected = (name: string): number[][] =>
      x.map((row) =>
        Array.from({ length: size }, (_, j) =>
          row.reduce(
            (sum, value, i) => sum + value * of(name, (head * INPUTS + i) * size + j),
            of(`${name}Bias`, head * size + j),
          ),
        ),
      );
    const [q, k, v] = [projected("query"), projected("key"), projected("value")] as const;
    for (const [t, query] of q.entries()) {
      const seen = causal ? t + 1 : STEPS;
      const scores = k.slice(0, seen).map((key) => {
        return Math.exp(key.reduce((sum, value, j) => sum + value * query[j]!, 0) / Math.sqrt(size));
      });
      const total = scores.reduce((sum, score) => sum + score, 0);
      for (let j = 0; j < size; j++) {
        const taken = scores.reduce((sum, score, other) => sum + (score / total) * v[other]![j]!, 0);
        for (let unit = 0; unit < INPUTS; unit++) {
          expected[t]![unit]! += taken * of("output", (head * size + j) * INPUTS + unit);
        }
      }
    }
  }
  const predicted = network.predict(x) as number[][];
  for (const [t, row] of expected.entries()) {
    for (const [unit, value] of row.entries()) expect(predicted[t]![unit]!).toBeCloseTo(value, 12);
  }
});

for (const { name, run } of layerContract(new MultiHeadAttention(6, 3, { causal: true }), { inputShape: [4, 6] })) {
  test(`with a causal mask: ${name}`, run);
}

test("what comes later changes nothing with a causal mask, and scores of any size do no harm", () => {
  const network = new Sequential([new MultiHeadAttention(2, 1, { causal: true })], { inputShape: [3, 2], seed: 1 });
  const [early, late] = [
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    [
      [1, 2],
      [3, 4],
      [-700, 800],
    ],
  ].map((sequence) => network.predict(sequence) as number[][]) as [number[][], number[][]];
  expect(late.slice(0, 2)).toEqual(early.slice(0, 2));
  expect(late.flat().every(Number.isFinite)).toBe(true);
});

test.each([
  [
    () => new MultiHeadAttention(4, 3),
    "MultiHeadAttention: the inputs are divided among the heads, but 4 is no multiple of 3.",
  ],
  [
    () => new Sequential([new MultiHeadAttention(4, 2)], { inputShape: [4] }),
    "layer 0, MultiHeadAttention(4, 2 heads), takes [steps, 4], but the network's inputShape gives [4].",
  ],
  [
    () => new Sequential([new PositionalEmbedding()], { inputShape: [4] }),
    "layer 0, PositionalEmbedding: a sequence has two axes or more, [steps, inputs], but this has the shape [4].",
  ],
])("%s is refused", (make, message) => {
  expect(make).toThrow(message);
});
