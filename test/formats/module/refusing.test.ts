import { Sequential } from "@nn/core";
import { label, logarithm, numeric, Pipeline, shift } from "@nn/data";
import { Dense, Embedding, Flatten, identity, ones, Residual } from "@nn/layers";
import { expect, test } from "vitest";
import { moduleOf } from "./module-of.js";
import { fresh, inputs, networkOf, pipelines, rows } from "./rows.js";

/** What is said of inputs by predict, which the module says as well, up to the advice behind it. */
async function refusal(network: Sequential, given: unknown): Promise<string> {
  const own = errorOf(() => network.predict(given as never));
  const { predict } = await moduleOf(network);
  const said = errorOf(() => predict(given));
  expect(said).toBeInstanceOf(RangeError);
  expect(own.message.startsWith(said.message), `${said.message}\n${own.message}`).toBe(true);
  return said.message;
}

function errorOf(task: () => unknown): Error {
  try {
    task();
  } catch (error) {
    return error as Error;
  }
  throw new Error("Nothing was refused.");
}

test("rows that can't be taken are refused with the sentence of predict", async () => {
  const network = networkOf(pipelines["two classes"][0] as unknown as Pipeline);
  const row = fresh[0]!;
  const refused = async (change: object): Promise<string> => {
    const one = await refusal(network, { ...row, ...change });
    const second = await refusal(network, [row, { ...row, ...change }]);
    expect(second.startsWith("Row 1, counted from 0,")).toBe(true);
    return one;
  };
  const { mass: _, ...others } = row;
  expect(await refusal(network, others)).toBe(
    'The row has no column "mass", which the pipeline takes, but has "sex", "kind".',
  );
  const many = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`c${i}`, i]));
  expect(await refusal(network, { ...others, ...many })).toMatch(/, but has "sex", .*"c7" and 4 more\.$/);
  expect(await refusal(network, {})).toBe('The row has no column "mass", which the pipeline takes.');
  expect(await refused({ mass: "1,5" })).toBe('The row, column "mass": expected a number, but got "1,5".');
  expect(await refused({ mass: "1e999" })).toBe('The row, column "mass": expected a number, but got "1e999".');
  expect(await refused({ size: undefined })).toBe('The row, column "size": the category is missing.');
  expect(await refused({ bill: -3 })).toBe(
    'The row, column "bill": -3 has no finite value by logarithm, (log1p(x) - offset) / scale.',
  );
  expect(await refused({ size: "huge\u202e" })).toBe(
    'The row, column "size": "huge\\u202e" is none of its categories.',
  );
  expect(await refused({ size: null })).toBe('The row, column "size": the category is missing.');
  const foreign = [new Date(0), [5], 5n, { kind: 5 }, new Map(), Symbol("5"), () => 5];
  for (const cell of foreign) {
    expect(await refused({ mass: cell })).toContain(": a cell is a number, a text, true, false or null, but got ");
    expect(await refused({ island: cell })).toContain(": a cell is a number, a text, true, false or null, but got ");
  }
  expect(await refused({ size: Number.NaN })).toBe('The row, column "size": the category is missing.');
  const gap = networkOf(
    Pipeline.fit(rows, { inputs: { mass: numeric({ missing: 1 }), size: inputs.size }, target: "sex" }) as never,
  );
  for (const other of [5, null, [row], "row"]) {
    expect(await refusal(gap, [row, other])).toMatch(/^Row 1, counted from 0, must be an object such as \{ mass: 1 \}/);
  }
  // Column by column: what is wrong in the first one is told first.
  expect(
    await refusal(network, [
      { ...row, size: "huge" },
      { ...row, mass: "x" },
    ]),
  ).toContain('Row 1, counted from 0, column "mass"');
});

test("a gap that nothing fills", async () => {
  const pipeline = Pipeline.fit(
    [
      { x: 1, y: 2 },
      { x: 2, y: 1 },
    ],
    { target: { y: numeric() } },
  );
  const network = networkOf(pipeline as unknown as Pipeline, identity);
  expect(await refusal(network, { x: "  " })).toBe('The row, column "x": the number is missing.');
});

test("numbers that can't be taken are refused with the sentence of predict", async () => {
  const flat = new Sequential([new Dense(3, 1)]) as unknown as Sequential;
  const said = {
    "The inputs take 3 numbers an example, but example 1 has 2.": [
      [1, 2, 3],
      [1, 2],
    ],
    "The inputs take 3 numbers an example, but example 1 is 5.": [[1, 2, 3], 5],
    "The inputs must be finite numbers, but example 0, number 1, is 2n.": [1, 2n, 3],
    "The inputs must be finite numbers, but example 0, number 2, is an array of 1.": [1, 2, [3]],
    "The inputs must be finite numbers, but example 1, number 1, is null.": [
      [1, 2, 3],
      [1, null, 3],
    ],
    "The inputs take 3 numbers an example, but example 1 has 4.": [[1, 2, 3], new Float64Array(4)],
  };
  for (const [sentence, given] of Object.entries(said)) expect(await refusal(flat, given)).toBe(sentence);
  const image = new Sequential([new Flatten(), new Dense(4, 1)], { inputShape: [2, 2] }) as unknown as Sequential;
  const of = "The inputs take 2×2 numbers an example, nested 2 deep, but example";
  const nested = {
    [`${of} 0, row 1, has 3.`]: [
      [1, 2],
      [1, 2, 3],
    ],
    [`${of} 0 has 1 row.`]: [[1, 2]],
    [`${of} 0 is a flat list of 4.`]: [1, 2, 3, 4],
    [`${of} 1, row 1, is 5.`]: [
      [
        [1, 2],
        [3, 4],
      ],
      [[1, 2], 5],
    ],
  };
  for (const [sentence, given] of Object.entries(nested)) expect(await refusal(image, given)).toBe(sentence);
  const words = new Sequential([new Embedding(5, 2)], { inputShape: [2] }) as unknown as Sequential;
  for (const given of [
    [1, 2n],
    ["1", 2],
    [1, Number.NaN],
    [1, 2, 3],
  ])
    await refusal(words, given);
});

test("numbers that leave the format or have no value in the target's unit are refused, as by predict", async () => {
  const prices = [1, 2, 4].map((size) => ({ size, price: 10 ** size }));
  const pipeline = Pipeline.fit(prices, {
    inputs: { size: numeric({ scale: shift([1]) }) },
    target: { price: numeric({ scale: logarithm }) },
  });
  const layers = [new Dense(1, 1, { activation: identity, weightInitializer: ones })] as const;
  const network = new Sequential(layers, { pipeline, dtype: "float32" }) as unknown as Sequential;
  const { predict } = await moduleOf(network);
  expect(predict({ size: 3 })).toBe(network.predict({ size: 3 } as never));
  expect(await refusal(network, { size: 1e5 })).toMatch(/^99999 has no finite value by the inverse of logarithm, exp/);
  expect(await refusal(network, [{ size: 3 }, { size: 1e39 }])).toBe(
    "The inputs must be finite numbers, but example 1, number 0, is 1e+39, which is infinite in float32.",
  );
  const grown = new Sequential(
    [
      new Dense(1, 1, { activation: identity }),
      new Residual([new Dense(1, 1, { activation: identity, weightInitializer: ones })]),
    ],
    { pipeline },
  ) as unknown as Sequential;
  grown.setParameters({ "0.weight": [1e308] });
  expect(await refusal(grown, [{ size: 1 }, { size: 2.5 }])).toContain("is not a finite number for example 1.");
  grown.setParameters({ "0.weight": [1], "1.body.0.weight": [1e308] });
  expect(await refusal(grown, { size: 11 })).toContain(
    "layer 1.body.0, Dense(1 → 1, identity), is not a finite number",
  );
});

test("outputs that are no probabilities, and numbers that are no rows of a table", async () => {
  const targets = { kind: label(["a", "b", "c"]), sex: label() };
  const pipeline = Pipeline.fit(rows, { inputs: { size: inputs.size }, target: targets });
  const network = networkOf(pipeline as unknown as Pipeline, identity);
  expect(await refusal(network, { size: "large" })).toMatch(/^The outputs for kind, .*, are no probabilities\.$/);
  const lines = Pipeline.fit(
    [
      { x: 0, y: 2 },
      { x: 2, y: 1 },
    ],
    {
      inputs: { x: numeric({ scale: { name: "as it is", formula: "x", inverse: "y", constants: {} } }) },
      target: { y: numeric() },
    },
  );
  const words = new Sequential([new Embedding(3, 2), new Flatten(), new Dense(2, 1, { activation: identity })], {
    pipeline: lines,
    inputShape: [1],
  }) as unknown as Sequential;
  for (const x of [3, -1, 0.5]) {
    expect(await refusal(words, { x })).toBe(
      `Embedding(3 → 2) takes whole numbers from 0 to 2, but example 0 of the inputs, counted from 0, is ${x}.`,
    );
  }
});
