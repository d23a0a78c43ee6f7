import { type Data, DataError, datasetOf, Sequential, ShapeError } from "@nn/core";
import type { Examples } from "@nn/core/types";
import { Activate, Dense, Flatten, identity, softmax } from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError, sparseCategoricalCrossEntropyFromLogits } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

/** y = x0 + 10·x1 */
const network = new Sequential([new Dense(2, 1, { activation: identity })]);
network.setParameters({ "0.weight": [1, 10], "0.bias": [0] });
const classes = new Sequential([new Activate(softmax)], { inputShape: [3] });

const lossOf = (data: unknown): number => network.evaluate(data as Data, { loss: meanSquaredError }).loss;
const inputs = [
  [1, 0],
  [0, 1],
  [1, 1],
];

describe("the same data in other forms have the same loss", () => {
  const loss = (0 + 9 ** 2 + 9 ** 2) / 3;
  const flat = [1, 0, 0, 1, 1, 1];

  test.each<[string, object]>([
    ["lists", { inputs, targets: [[1], [1], [2]] }],
    ["a flat list of targets", { inputs, targets: [1, 1, 2] }],
    ["typed rows", { inputs: inputs.map((row) => Float32Array.from(row)), targets: [1, 1, 2] }],
    ["flat typed arrays", { inputs: Float64Array.from(flat), targets: Float32Array.of(1, 1, 2) }],
    ["typed inputs beside plain targets", { inputs: Float32Array.from(flat), targets: [[1], [1], [2]] }],
  ])("%s", (_, data) => {
    expect(lossOf(data)).toBe(loss);
  });

  test("one example needs no list around it", () => {
    expect(lossOf({ inputs: [0, 1], targets: [1] })).toBe(81);
    expect(lossOf({ inputs: [[0, 1]], targets: [[1]] })).toBe(81);
  });
});

describe("data that don't belong together are refused", () => {
  const evaluate = (data: unknown) => () => lossOf(data);
  const classify = (targets: unknown) => () =>
    classes.evaluate(
      {
        inputs: [
          [1, 2, 3],
          [3, 2, 1],
        ],
        targets,
      } as Data,
      { loss: categoricalCrossEntropy },
    );

  test("more inputs than targets, and fewer", () => {
    expect(evaluate({ inputs, targets: [1, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: There are 3 input examples, but 2 targets: each example needs one target.]`,
    );
    expect(evaluate({ inputs: [1, 2], targets: [1, 2] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: There is 1 input example, but 2 targets: each example needs one target.]`,
    );
    expect(evaluate({ inputs, targets: [1] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: There are 3 input examples, but 1 target: each example needs one target.]`,
    );
  });

  test("targets with fewer axes than an output has", () => {
    const many = Array.from({ length: 40 }, () => [0, 1, 2, 3, 4, 5]);
    const own = Array.from({ length: 40 }, () => [1]);
    const given = (targets: number[][]) => () => datasetOf({ inputs: own, targets }, [1], [6, 1]);
    const takes = "The targets take 6×1 numbers an example, nested 2 deep, but example 0";
    expect(given(many)).toThrow(`${takes}, row 0, is 0. Counts start at 0.`);
    expect(given(own)).toThrow(`${takes} is a flat list of 1. Counts start at 0.`);
  });

  test("an image as a flat list", () => {
    const given = (inputs: number[] | number[][]) => () => datasetOf({ inputs, targets: [[1]] }, [2, 2, 1], [1]);
    expect(given([1, 2, 3, 4])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The inputs take 2×2×1 numbers an example, nested 3 deep, but example 0 is a flat list of 4. Counts start at 0. Flat, it is taken as Float64Array.from(list).]`,
    );
    expect(given([[1, 2, 3, 4]])).toThrow("but example 0 is a flat list of 4. Counts start at 0. Flat, it is taken");
    expect(given([1, 2, 3])).toThrow(/ is a flat list of 3\. Counts start at 0\.$/);
  });

  test("class numbers in place of rows", () => {
    expect(classify([2, 0])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The targets take 3 numbers an example, but each of the 2 examples has one. Class numbers become rows with a LabelEncoder's oneHot, or are taken as they are, one for each row of the outputs: sparseCategoricalCrossEntropy.]`,
    );
  });

  test("class names in place of rows: it isn't told that there is one target", () => {
    expect(classify(["cat", "dog"])).toThrow(/"cat"|oneHot/);
  });

  test("rows of another width", () => {
    expect(
      classify([
        [1, 0],
        [0, 1],
      ]),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The targets take 3 numbers an example, but example 0 has 2. Counts start at 0.]`,
    );
    expect(evaluate({ inputs: [[1, 2, 3]], targets: [1] })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The inputs take 2 numbers an example, but example 0 has 3. Counts start at 0.]`,
    );
  });

  test("targets that aren't finite numbers", () => {
    expect(evaluate({ inputs, targets: [1, Number.NaN, 3] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The targets must be finite numbers, but example 1, number 0, is NaN. Counts start at 0.]`,
    );
    expect(evaluate({ inputs, targets: ["1", "0", "1"] })).toThrow(DataError);
  });

  test("none at all", () => {
    expect(evaluate({ inputs: [], targets: [] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs are empty: at least one example is needed.]`,
    );
    expect(evaluate({ inputs, targets: [] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The targets are empty: at least one example is needed.]`,
    );
  });

  test("something else altogether", () => {
    expect(evaluate(undefined)).toThrowErrorMatchingInlineSnapshot(
      `[DataError: Data is { inputs, targets } or a Dataset, but got undefined.]`,
    );
    expect(evaluate({ inputs, target: [1, 2, 3] })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: Data is { inputs, targets } or a Dataset, but got { inputs, target }, which has no targets.]`,
    );
    expect(evaluate([inputs, [1, 2, 3]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: Data is { inputs, targets } or a Dataset, but got an array of 2, which has no inputs.]`,
    );
    expect(evaluate(new Float64Array(100_000))).toThrowErrorMatchingInlineSnapshot(
      `[DataError: Data is { inputs, targets } or a Dataset, but got a Float64Array, which has no inputs.]`,
    );
    expect(evaluate(Promise.resolve())).toThrowErrorMatchingInlineSnapshot(
      `[DataError: Data is { inputs, targets } or a Dataset, but got a Promise, which has no inputs. Wait for it first, with await.]`,
    );
    expect(evaluate({})).toThrowErrorMatchingInlineSnapshot(
      `[DataError: Data is { inputs, targets } or a Dataset, but got an object, which has no inputs.]`,
    );
    expect(evaluate("people.csv")).toThrowErrorMatchingInlineSnapshot(
      `[DataError: Data is { inputs, targets } or a Dataset, but got "people.csv".]`,
    );
  });

  test("a typed array that leaves a rest", () => {
    expect(evaluate({ inputs: Float64Array.of(1, 2, 3), targets: [1] })).toThrow(ShapeError);
  });

  test("a target that is infinite in the network's single precision", () => {
    const single = new Sequential([new Dense(2, 1)], { dtype: "float32" });
    const evaluateSingle = () => single.evaluate({ inputs: [1, 2], targets: [1e300] }, { loss: meanSquaredError });
    expect(evaluateSingle).toThrow(DataError);
  });
});

test("whole numbers in typed arrays are examples, targets and weights, as pixels and labels are", async () => {
  const pixels = [0, 255, 16, 128, 7, 90, 200, 31];
  const [labels, weights] = [Int32Array.of(0, 2, 1, 1), Uint16Array.of(1, 2, 1, 1)];
  const trained = async (inputs: Examples): Promise<readonly [unknown, unknown]> => {
    const network = new Sequential([new Dense(2, 3, { activation: identity })], { seed: 1, dtype: "float32" });
    const options = { loss: sparseCategoricalCrossEntropyFromLogits, optimizer: new SGD({ learningRate: 1e-5 }) };
    await network.fit({ inputs, targets: labels, weights }, { ...options, epochs: 2, batchSize: 2 });
    return [network.getParameters(), Array.from(network.predict(inputs as Float32Array))];
  };
  const expected = await trained(Float32Array.from(pixels));
  for (const Kind of [Uint8Array, Uint8ClampedArray, Int16Array, Uint32Array]) {
    const [parameters, outputs] = await trained(Kind.from(pixels));
    expect(parameters).toEqual(expected[0]);
    expect(outputs).toEqual(expected[1]);
  }
  const network = new Sequential([new Dense(2, 1)], { seed: 1 });
  const some: Float64Array = network.predict(Uint8Array.of(1, 2, 3, 4));
  expect(some).toEqual(network.predict(Float64Array.of(1, 2, 3, 4)));
  expect(network.predict([Int8Array.of(1, 2)])).toEqual([some.subarray(0, 1)]);
});

describe("what is no number is found by its indices, where lists are in lists", () => {
  const image = (value: unknown) => [
    [[0], [1], [2]],
    [[3], [value], [5]],
  ];
  const reader = new Sequential([new Flatten(), new Dense(6, 1)], { inputShape: [2, 3, 1] });

  test.each([
    ["an image's pixel", () => reader.predict(image(Number.NaN) as never), "example 0, number [1][1][0], is NaN."],
    ["of several", () => reader.predict([image(4), image(null)] as never), "example 1, number [1][1][0], is null."],
    ["a step of a sequence", () => sequence([[1], [2], ["3"]]), 'example 0, number [2][0], is "3".'],
    ["a flat array of numbers", () => sequence(Float64Array.of(1, 2, Number.NaN)), "example 0, number 2, is NaN."],
    ["one axis", () => new Sequential([new Dense(2, 1)]).predict([1, Number.NaN]), "example 0, number 1, is NaN."],
  ])("%s", (_, call, place) => {
    expect(call).toThrow(place);
  });

  function sequence(steps: unknown): unknown {
    return new Sequential([new Flatten(), new Dense(3, 1)], { inputShape: [3, 1] }).predict(steps as never);
  }
});
