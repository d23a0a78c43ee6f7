import { Sequential } from "@nn/core";
import type { NetworkPipeline } from "@nn/core/component";
import { Sequential as PlainSequential } from "@nn/core/plain";
import { SavedNetwork } from "@nn/core/predict";
import { Activate, Dense, identity, softmax } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, expectTypeOf, test } from "vitest";

interface Person {
  readonly weight: number;
  readonly height: number;
}
interface Answer {
  readonly label: "F" | "M";
}
type Known = Person & Answer;

/** A pipeline of a user's own: no class, no @nn/data. */
const people: NetworkPipeline<Person, Answer, readonly Known[]> = {
  kind: "people",
  settings: () => ({}),
  inputSize: 2,
  outputSize: 1,
  takes: (value) => "weight" in Object(Array.isArray(value) ? value[0] : value),
  isRow: (value): value is Person => !Array.isArray(value),
  inputs: (rows) => ([rows].flat() as Person[]).map(({ weight, height }) => [weight - 135, height - 66]),
  data: (rows) => ({ inputs: people.inputs(rows), targets: rows.map(({ label }) => (label === "F" ? 1 : 0)) }),
  answers: (outputs) => outputs.map((row) => ({ label: row[0]! > 0.5 ? "F" : "M" })),
};

const lab: readonly Known[] = [
  { weight: 133, height: 65, label: "F" },
  { weight: 160, height: 72, label: "M" },
  { weight: 152, height: 70, label: "M" },
  { weight: 120, height: 60, label: "F" },
];
const layers = () => [new Dense(2, 2), new Dense(2, 1)] as const;
const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), epochs: 200, batchSize: 1 };

describe.each([
  ["@nn/core", () => new Sequential(layers(), { seed: "lab-0", pipeline: people })],
  ["@nn/core/plain", () => new PlainSequential(layers(), { seed: "lab-0", pipeline: people })],
])("a pipeline in a network of %s", (_, make) => {
  test("is its own", () => {
    expect(make().pipeline).toBe(people);
    expect(new Sequential(layers()).pipeline).toBeUndefined();
  });

  test("takes a table in fit, in validation and in evaluate, and rows in predict; the numbers are those of arrays", async () => {
    const [network, other] = [make(), make()];
    const arrays = people.data(lab, [1]);
    const history = await network.fit(lab, { ...options, validation: lab });
    const otherHistory = await other.fit(arrays, { ...options, validation: arrays });
    expect(history.reports).toEqual(otherHistory.reports);
    expect(network.getParameters()).toEqual(other.getParameters());
    expect(network.evaluate(lab, { loss: meanSquaredError })).toEqual(
      other.evaluate(arrays, { loss: meanSquaredError }),
    );
    expect(network.predict({ weight: 128, height: 63 })).toEqual({ label: "F" });
    expect(network.predict([{ weight: 128, height: 63 }, lab[1]!])).toEqual([{ label: "F" }, { label: "M" }]);
    expect(network.predict([-7, -3])).toEqual(other.predict([-7, -3]));
    const saved = new SavedNetwork(layers(), network.getParameters(), { pipeline: people });
    expect(saved.predict({ weight: 128, height: 63 })).toEqual({ label: "F" });
  });
});

test("rows and answers have the pipeline's types", () => {
  const network = new Sequential(layers(), { pipeline: people });
  expectTypeOf(network.predict({ weight: 1, height: 2 })).toEqualTypeOf<Answer>();
  expectTypeOf(network.predict([{ weight: 1, height: 2 }])).toEqualTypeOf<Answer[]>();
  expectTypeOf(network.predict([1, 2])).toEqualTypeOf<number[]>();
  const anyNetwork: Sequential = network;
  expectTypeOf(anyNetwork.pipeline).toEqualTypeOf<NetworkPipeline | undefined>();
  // @ts-expect-error -- a misspelt column
  expect(() => network.predict({ wieght: 1, height: 2 })).toThrow();
  // @ts-expect-error -- no pipeline, no rows
  expect(() => new Sequential(layers()).predict({ weight: 1, height: 2 })).toThrow();
});

test("an example of more axes takes a row's numbers in their order", () => {
  const square = {
    ...people,
    outputSize: 2,
    answers: (outputs: readonly ArrayLike<number>[]) => outputs.map((row) => Array.from(row)),
  };
  const network = new Sequential([new Activate(identity)], { inputShape: [2, 1], pipeline: square });
  expect(network.predict({ weight: 136, height: 68 })).toEqual([1, 2]);
});

describe("refused when the network is made", () => {
  const made = (pipeline: unknown, own = layers as () => readonly Dense[]) => {
    return () =>
      new Sequential<readonly Dense[], readonly [number], NetworkPipeline>(own(), {
        pipeline: pipeline as NetworkPipeline,
      });
  };

  test.each([
    [
      { ...people, inputSize: 3 },
      "ShapeError: The pipeline turns a row into 3 inputs, but layer 0, Dense(2 → 2, sigmoid), takes 2. Make the two equal: the layer's number of inputs is pipeline.inputSize.",
    ],
    [
      { ...people, outputSize: 3 },
      "ShapeError: The pipeline takes 3 outputs, but layer 1, Dense(2 → 1, sigmoid), the last one, gives 1. Make the two equal: the layer's number of outputs is pipeline.outputSize.",
    ],
    [
      { ...people, inputSize: undefined },
      "ShapeError: The pipeline turns a row into undefined inputs, but layer 0, Dense(2 → 2, sigmoid), takes 2. Make the two equal: the layer's number of inputs is pipeline.inputSize.",
    ],
    [
      "people",
      'OptionError: Sequential\'s pipeline must be one, as Pipeline.fit(table, { target: "gender" }) of @nn/data gives, but is "people".',
    ],
    [
      { inputs() {} },
      'OptionError: Sequential\'s pipeline must be one, as Pipeline.fit(table, { target: "gender" }) of @nn/data gives, but is an object without takes, isRow, data, answers.',
    ],
    [
      {
        ...people,
        predictions: {
          what: "logits",
          range: { least: -Infinity, most: Infinity },
          reaches: { least: -Infinity, most: Infinity },
          remedy: "End it in identity.",
        },
      },
      "OptionError: The pipeline takes logits, but layer 1, Dense(2 → 1, sigmoid), the last one, gives numbers from 0 to 1. End it in identity.",
    ],
  ])("%#", (pipeline, sentence) => {
    expect(() => {
      try {
        made(pipeline)();
      } catch (error) {
        throw new Error(String(error));
      }
    }).toThrow(new Error(sentence));
  });

  test("where the outputs aren't what its answers are made of, not where the layer says nothing", () => {
    const predictions = {
      what: "probabilities that sum to 1",
      range: { least: 0, most: 1, sum: 1 },
      remedy: "End it in softmax.",
    };
    const two = { ...people, outputSize: 2, predictions };
    expect(made(two, () => [new Dense(2, 2)])).toThrow("End it in softmax.");
    expect(made(two, () => [new Dense(2, 2, { activation: softmax })])).not.toThrow();
  });
});

test("rows for a network without a pipeline are refused with what to do", () => {
  const network = new Sequential(layers());
  expect(() => network.predict({ weight: 133, height: 65 } as never)).toThrow(
    'The inputs must be an array of numbers, plain or typed, or a list of those, but got an object. List its numbers in one order: [row.weight, row.height]. Rows by the names of columns are for a network with a pipeline: new Sequential(layers, { pipeline: Pipeline.fit(table, { target: "gender" }) }), of @nn/data.',
  );
  const withGaps = [{ weight: null, born: new Date(0) }];
  expect(() => network.predict(withGaps as never)).toThrow(
    "[row.weight, row.born]. Rows by the names of columns are for",
  );
  expect(() => network.fit(withGaps as never, options)).toThrow("Rows by the names of columns are for a network with");
  expect(() => network.fit(lab as never, options)).toThrow(
    'Data is { inputs, targets } or a Dataset, but got an array of 4, which has no inputs. Rows by the names of columns are for a network with a pipeline: new Sequential(layers, { pipeline: Pipeline.fit(table, { target: "gender" }) }), of @nn/data.',
  );
});
