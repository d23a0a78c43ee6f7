import { Sequential } from "@nn/core";
import { Registry } from "@nn/core/component";
import { NamedArrays, pipelineKinds } from "@nn/data";
import { Activate, Concatenate, Dense, Flatten, identity, Reshape, Slice, softmax } from "@nn/layers";
import {
  categoricalCrossEntropy,
  meanSquaredError,
  metricOf,
  sparseCategoricalAccuracy,
  sparseCategoricalCrossEntropy,
  WeightedLosses,
} from "@nn/losses";
import { Adam } from "@nn/optim";
import { expect, expectTypeOf, test } from "vitest";

const outputs = { rating: [1], genre: [3] } as const;
const pipeline = new NamedArrays({ inputs: { image: [2, 2], user: [2], age: [1] }, outputs });

const network = (seed: number) => {
  const towers = new Concatenate(
    [new Slice({ begin: 0, size: 4 }), new Reshape([2, 2]), new Dense(2, 2), new Flatten()],
    [new Slice({ begin: 4, size: 3 }), new Dense(3, 4)],
  );
  const heads = new Concatenate(
    [new Dense(8, 1, { activation: identity })],
    [new Dense(8, 3, { activation: softmax })],
  );
  return new Sequential([towers, heads], { inputShape: [7], pipeline, seed });
};

const rows = Array.from({ length: 12 }, (_, i) => ({
  image: [
    [Math.sin(i), 0],
    [Math.cos(i), 1],
  ],
  user: [i % 2, i % 3],
  age: i / 12,
}));
const inputs = {
  image: rows.map(({ image }) => image),
  user: rows.map(({ user }) => user),
  age: rows.map(({ age }) => age),
};

test("a network is trained, measured and asked by the names of its inputs and outputs", async () => {
  const loss = new WeightedLosses(outputs, {
    rating: { loss: meanSquaredError, weight: 0.5 },
    genre: { loss: sparseCategoricalCrossEntropy },
  });
  const targets = { rating: rows.map(({ age }) => 2 * age), genre: rows.map(({ user: [, b = 0] }) => b) };
  const named = network(1);
  const options = { loss, optimizer: new Adam({ learningRate: 0.05 }), epochs: 150, batchSize: 4 };
  const right = metricOf(loss, "genre", sparseCategoricalAccuracy);
  await named.fit({ inputs, targets }, options);
  expect(named.evaluate({ inputs, targets }, { loss, metrics: { right } }).right).toBe(1);
  const answer = named.predict(rows[3]!);
  expectTypeOf(answer).toEqualTypeOf<{ rating: number[]; genre: number[] }>();
  expect(Object.keys(answer)).toEqual(["rating", "genre"]);
  expect(answer.genre.indexOf(Math.max(...answer.genre))).toBe(0);
  expect(answer.rating[0]).toBeCloseTo(0.5, 1);
  expect(named.predict(rows)[3]).toEqual(answer);
  expect(named.predict({ inputs, targets })[3]).toEqual(answer);

  // It is the training of the numbers side by side, to the bit.
  const [again, plain] = [network(2), new Sequential(named.layers, { inputShape: [7], seed: 2 })];
  const flat = pipeline.inputs(rows);
  const all = { inputs: flat, targets: targets.rating.map((rating, i) => [rating, targets.genre[i]!]) };
  await again.fit({ inputs, targets }, { ...options, epochs: 2, validation: { inputs, targets } });
  await plain.fit(all, { ...options, epochs: 2 });
  expect(plain.getParameters()).toEqual(again.getParameters());
  const own = again.predict(rows[3]!);
  expect([...own.rating, ...own.genre]).toEqual(plain.predict(flat[3]!));
});

test("targets are of their outputs' shapes, or class numbers, and arrays may be typed", () => {
  const one = { image: Float32Array.of(1, 2, 3, 4), user: new Float64Array(2), age: Uint8Array.of(9) };
  expect(pipeline.inputs(one)).toEqual([[1, 2, 3, 4, 0, 0, 9]]);
  const columns = { image: new Float32Array(8), user: Float64Array.of(1, 2, 3, 4), age: [[5], 6] };
  const genre = [
    [1, 0, 0],
    [0, 0, 1],
  ];
  expect(pipeline.data({ inputs: columns, targets: { rating: [7, 8], genre }, weights: [1, 2] })).toEqual({
    inputs: [
      [0, 0, 0, 0, 1, 2, 5],
      [0, 0, 0, 0, 3, 4, 6],
    ],
    targets: [
      [7, 1, 0, 0],
      [8, 0, 0, 1],
    ],
    weights: [1, 2],
  });
  const numbers = { rating: [7, 8], genre: [[0], [2]] };
  expect(pipeline.data({ inputs: columns, targets: numbers } as never, [2])).toMatchObject({
    targets: [
      [7, 0],
      [8, 2],
    ],
  });
});

test("an output of more axes is nested by its shape", () => {
  const nested = new NamedArrays({ inputs: { a: [4] }, outputs: { table: [2, 1, 2] } });
  const same = new Sequential([new Activate(identity)], { inputShape: [4], pipeline: nested });
  const { table } = same.predict({ a: [1, 2, 3, 4] });
  expectTypeOf(table).toEqualTypeOf<number[][][]>();
  expect(table).toEqual([[[1, 2]], [[3, 4]]]);
});

test("an equal one is made from its settings", () => {
  const registry = new Registry(pipelineKinds);
  const equal: NamedArrays = registry.make(JSON.parse(JSON.stringify(registry.describe(pipeline))));
  expect(equal.settings()).toEqual(pipeline.settings());
  expect(equal.inputNames).toEqual(["image[0]", "image[1]", "image[2]", "image[3]", "user[0]", "user[1]", "age"]);
});

test("what doesn't fit is refused with its name", () => {
  const asked = network(1);
  const ask = (row: unknown) => () => asked.predict(row as never);
  const [row] = rows as [(typeof rows)[number]];
  expect(ask([row, { ...row, age: undefined }])).toThrow(
    'Example 1, counted from 0: the input "age" takes numbers of the shape [1], but got undefined in the place of 1.',
  );
  expect(ask({ ...row, image: [1, 2, 3, 4] })).toThrow(
    'The input "image" takes numbers of the shape [2, 2], but got a list of 4 in the place of 2.',
  );
  expect(ask({ ...row, user: [1, "2"] })).toThrow('The input "user" takes numbers, but got "2".');
  expect(ask({ ...row, more: 1 })).toThrow('The inputs: there is no "more", but "image", "user", "age".');
  expect(ask({ ...row, user: [1, Number.NaN] })).toThrow("The inputs must be finite numbers");
  const loss = new WeightedLosses(outputs, {
    rating: { loss: meanSquaredError },
    genre: { loss: categoricalCrossEntropy },
  });
  const measure = (given: unknown) => () => asked.evaluate(given as never, { loss });
  const targets = { rating: [1], genre: [[1, 0, 0]] };
  const one = { image: [row.image], user: [row.user], age: [row.age] };
  expect(measure({ inputs: one, targets: { rating: [1] } })).toThrow(
    'The targets: "genre" is missing. There are "rating", "genre".',
  );
  expect(measure({ inputs: { ...one, age: [1, 2] }, targets })).toThrow(
    'The inputs must be equally many, but there are 1 of "image" and 2 of "age".',
  );
  expect(measure({ inputs: one, targets: { ...targets, genre: [2] } })).toThrow(
    'The targets "rating", "genre" have 2 numbers an example together, but the loss takes 4',
  );
  expect(measure({ inputs: one })).toThrow(
    "Training takes arrays by name, { inputs: { image: […] }, targets: { rating: […] } }",
  );
  expect(() => new NamedArrays({ inputs: { inputs: [1] }, outputs })).toThrow(`an input can't be named "inputs"`);
  expect(() => new NamedArrays({ inputs: {}, outputs })).toThrow("NamedArrays: inputs must hold shapes by name");
  expect(() => new NamedArrays({ inputs: { a: [0] }, outputs })).toThrow("NamedArrays: inputs.a must be a shape");
  for (const [a, b] of [[2 ** 32, 1] as const, [1e6, 1] as const]) {
    expect(() => new NamedArrays({ inputs: { a: [a], b: [b] }, outputs })).toThrow(
      `NamedArrays: inputs have ${a + b} numbers, where at most 1000000 can be named.`,
    );
  }
});
