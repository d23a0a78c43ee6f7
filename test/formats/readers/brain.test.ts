import { fromBrain } from "@nn/formats";
import { expect, test } from "vitest";
import { expectClose } from "../../fixtures/readers/close.js";
import { readJson } from "../../fixtures/readers/read.js";

interface Fixture {
  readonly name: string;
  readonly json: object;
  readonly asked: readonly number[][];
  readonly answers: readonly number[][] | null;
  readonly rounded: readonly Record<string, number>[];
}

const fixtures = readJson<Fixture[]>("brain.json");
const ofLists = fixtures.filter(({ asked }) => Array.isArray(asked[0]));

test.each(ofLists)("$name: as the library answers", ({ json, asked, answers, rounded }) => {
  for (const network of [fromBrain(json), fromBrain(JSON.stringify(json))]) {
    for (const [i, row] of asked.entries()) {
      const answer = network.predict(row) as number[];
      expectClose(answer, answers![i]!, 1e-12);
      expectClose(answer, Object.values(rounded[i]!), 1e-5);
    }
  }
});

const byNames = fixtures.filter(({ asked }) => !Array.isArray(asked[0]));
const missing: Record<string, null> = { r: null, g: null, b: null, 10: null };

test.each(byNames)("$name: rows and answers by name", ({ json, asked, answers, rounded }) => {
  const network = fromBrain(json);
  for (const [i, row] of asked.entries()) {
    const answer = network.predict({ ...missing, ...(row as unknown as Record<string, number>) }) as Record<
      string,
      number
    >;
    expect(Object.keys(answer)).toEqual(Object.keys(rounded[i]!));
    expectClose(Object.values(answer), Object.values(rounded[i]!), 1e-5);
    if (answers) expectClose(Object.values(answer), Object.values(answers[i]!), 1e-12);
  }
  const { g: _, ...others } = missing;
  expect(() => network.predict({ ...others, green: 1 } as never)).toThrow(/green|"g"/);
});

const unit = (bias: unknown, weights: unknown) => ({ bias, weights });

test("one output by its name is a number, and lists have their numbers as names", () => {
  const network = fromBrain(second({ biases: [0.5], weights: [[2]] }, ONE));
  expect(network.predict({ 0: 3 })).toBe(6.5);
  expect(network.predict([3])).toEqual([6.5]);
  expect(network.predict([{ 0: 3 }, { 0: null }])).toEqual([6.5, 0.5]);
});

const ONE = { outputLookup: { sum: 0 }, trainOpts: { activation: "relu" } };
const first = (output: unknown, more: object = {}) => ({ layers: [{ 0: {} }, { 0: output }], ...more });
const second = (layer: unknown, more: object = {}) => ({ sizes: [1, 1], layers: [{}, layer], ...more });

test.each([
  [null, "The brain.js network must be an object, but is null."],
  ["[]", "The brain.js network must be an object, but is an empty array."],
  ["{", "The brain.js file is no JSON"],
  ['{"__proto__": 1}', 'The brain.js file has the name "__proto__", which nothing in it may have.'],
  [`${"[".repeat(100)}`, "The brain.js file has lists or objects more than 64 deep."],
  [{}, "The brain.js network's layers must be a list, but is undefined."],
  [{ layers: new Array(2 ** 32 - 1) }, "The brain.js network's layers must be a list, but has nothing at 0."],
  [{ layers: [{}] }, "The brain.js network must have the inputs and at least one layer, but has 1 layers."],
  [
    { type: "RNN" },
    `The brain.js network is of the type "RNN", which isn't read. There are "NeuralNetwork" and "NeuralNetworkGPU".`,
  ],
  [{ layers: [{}, {}] }, "The brain.js network's layer 0 has no units. Save it after it was trained."],
  [{ layers: [1, {}] }, "The brain.js network's layer 0 must be an object, but is 1."],
  [first(1), `The brain.js network's layer 1: unit "0" must be an object, but is 1.`],
  [
    first(unit("0", { 0: 1 })),
    `The brain.js network's layer 1: unit "0": its bias must be a finite number, but is "0".`,
  ],
  [first(unit(0, {})), `unit "0" has 0 weights, but the layer before it has 1 units.`],
  [first(unit(0, { a: 1 })), `its weight of "0" must be a finite number, but is undefined.`],
  [
    first(unit(0, { 0: 1 }), { activation: "swish" }),
    `The brain.js network has the activation "swish". There are "sigmoid", "relu", "leaky-relu" and "tanh".`,
  ],
  [first(unit(0, { 0: 1 }), { trainOpts: { leakyReluAlpha: "1" } }), "leakyReluAlpha must be a finite number"],
  [second({ biases: [0], weights: [[1]] }, { sizes: [1] }), "sizes must be a list of 2, but is one of 1."],
  [
    second({ biases: [0], weights: [[1]] }, { sizes: [1, 1e9] }),
    "weights must be a list of 1000000000, but is one of 1.",
  ],
  [second({ biases: [0], weights: [[1, 2]] }), "layer 1: the weights of unit 0 must be a list of 1, but is one of 2."],
  [second({ biases: [null], weights: [[1]] }), "layer 1: biases: number 0 must be a finite number, but is null."],
  [
    second({ biases: [0], weights: [[1]] }, { inputLookup: { a: 1 } }),
    `The brain.js network's inputLookup must give each key its unit, from 0 to 0, but "a" has 1.`,
  ],
  [second({ biases: [0], weights: [[1]] }, { outputLookup: { a: 0, b: 1 } }), "from 0 to 0, but there are 2."],
])("%#: what is wrong is said with its place", (json, message) => {
  expect(() => fromBrain(json as object)).toThrow(message);
});
