import { defaultBackend, lossOf, Sequential } from "@nn/core";
import { reference } from "@nn/core/backend";
import type { Random } from "@nn/core/component";
import { Activate, Concatenate, Dense, identity, Slice, softmax, tanh } from "@nn/layers";
import {
  ConfusionMatrix,
  categoricalCrossEntropy,
  huber,
  meanAbsoluteError,
  meanSquaredError,
  metricOf,
  Precision,
  sparseCategoricalAccuracy,
  sparseCategoricalCrossEntropyFromLogits,
  WeightedLosses,
} from "@nn/losses";
import { SGD } from "@nn/optim";
import { metricContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { classNumber, numbers } from "../contracts/draws.js";
import { watched } from "../core/recording/watched.js";

const outputs = { rating: [2], genre: [3] } as const;
const loss = new WeightedLosses(outputs, {
  rating: { loss: huber({ delta: 0.75 }), weight: 0.5 },
  genre: { loss: sparseCategoricalCrossEntropyFromLogits },
});
const example = (random: Random) => ({
  prediction: numbers(random, 5),
  target: [...numbers(random, 2), ...classNumber(random, 3)],
});

describe("what every metric promises", () => {
  for (const backend of [reference, defaultBackend()]) {
    const options = { example, sizes: [5], backend };
    const checks = [
      ...metricContract(metricOf(loss, "genre", sparseCategoricalAccuracy), options),
      ...metricContract(metricOf(loss, "genre", new ConfusionMatrix({ classNumbers: true })), options),
    ];
    for (const [i, { name, run }] of checks.entries()) test(`${i}: ${name}, on the ${backend.name} backend`, run);
  }
});

test("each output counts by its weight, with its own shape and targets", () => {
  const inSteps = new WeightedLosses(
    { steps: [2, 3], level: [1] },
    {
      steps: { loss: sparseCategoricalCrossEntropyFromLogits, weight: 2 },
      level: { loss: meanSquaredError, weight: 0.25 },
    },
  );
  const [steps, level] = [
    [
      [1, 2, 3],
      [0, -1, 4],
    ],
    [5],
  ];
  const own = lossOf(sparseCategoricalCrossEntropyFromLogits, { predictions: [steps!], targets: [[2, 0]] } as never);
  expect(lossOf(inSteps, { predictions: [[...steps!.flat(), ...level!]], targets: [[2, 0, 3]] })).toBeCloseTo(
    2 * own + 0.25 * 4,
    14,
  );
  expect(inSteps.name).toBe(
    "WeightedLosses(steps: 2 · sparseCategoricalCrossEntropyFromLogits, level: 0.25 · meanSquaredError)",
  );
});

test("two towers side by side learn what each learns alone, at its weight times the rate", async () => {
  const towers = () =>
    [
      [new Dense(2, 3, { activation: tanh }), new Dense(3, 1, { activation: identity })],
      [new Dense(1, 2), new Dense(2, 2, { activation: softmax })],
    ] as const;
  const [first, second] = towers();
  const both = new Sequential(
    [new Concatenate([new Slice({ begin: 0, size: 2 }), ...first], [new Slice({ begin: 2, size: 1 }), ...second])],
    { inputShape: [3], seed: 1 },
  );
  const alone = [new Sequential([...first], { seed: 2 }), new Sequential([...second], { seed: 3 })] as const;
  const own = both.getParameters();
  for (const [i, network] of alone.entries()) {
    network.setParameters(
      Object.fromEntries(
        Object.keys(network.getParameters()).map((name) => {
          const [layer, parameter] = name.split(".");
          return [name, own[`0.branch${i}.${Number(layer) + 1}.${parameter}`]!];
        }),
      ),
    );
  }
  const rows = Array.from({ length: 9 }, (_, i) => [Math.sin(i), Math.cos(2 * i), Math.sin(3 * i)]);
  const targets = rows.map(([a = 0, b = 0, c = 0]) => [a * b, ...(c > 0 ? [1, 0] : [0, 1])]);
  const shared = { epochs: 20, batchSize: 4, seed: 5 };
  await both.fit(
    { inputs: rows, targets },
    {
      ...{ ...shared, optimizer: new SGD({ learningRate: 0.2 }) },
      loss: new WeightedLosses(
        { number: [1], side: [2] },
        { number: { loss: meanSquaredError, weight: 0.5 }, side: { loss: categoricalCrossEntropy, weight: 2 } },
      ),
    },
  );
  await alone[0].fit(
    { inputs: rows.map((row) => row.slice(0, 2)), targets: targets.map((row) => row.slice(0, 1)) },
    { ...shared, loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }) },
  );
  await alone[1].fit(
    { inputs: rows.map((row) => row.slice(2)), targets: targets.map((row) => row.slice(1)) },
    { ...shared, loss: categoricalCrossEntropy, optimizer: new SGD({ learningRate: 0.4 }) },
  );
  for (const row of rows) {
    const [one, other] = [alone[0].predict(row.slice(0, 2)), alone[1].predict(row.slice(2)) as number[]];
    const together = [...one, ...other];
    for (const [i, value] of both.predict(row).entries()) expect(value).toBeCloseTo(together[i]!, 12);
  }
});

test("steps are recorded, with the bits of plain loops, also with a loss that says nothing of kernels", async () => {
  const plainly = { ...meanAbsoluteError, name: "own" };
  const trained = async (backend: typeof reference, rating = meanAbsoluteError): Promise<number[]> => {
    const network = new Sequential([new Dense(2, 5, { activation: identity })], { seed: 1, backend });
    const of = new WeightedLosses(outputs, {
      rating: { loss: rating },
      genre: { loss: sparseCategoricalCrossEntropyFromLogits, weight: 3 },
    });
    const data = {
      inputs: Array.from({ length: 10 }, (_, i) => [Math.sin(i), Math.cos(i)]),
      targets: Array.from({ length: 10 }, (_, i) => [i / 10, -i / 10, i % 3]),
    };
    const metrics = { right: metricOf(of, "genre", sparseCategoricalAccuracy), error: metricOf(of, "rating", rating) };
    const { reports } = await network.fit(data, {
      ...{ loss: of, metrics, optimizer: new SGD({ learningRate: 0.1 }), epochs: 4, batchSize: 4 },
      onWarning: () => {},
    });
    return [...network.parameters.block, ...reports.flatMap((report) => [report.loss, report.right, report.error])];
  };
  const { backend, recorded } = watched();
  const plain = await trained(reference);
  expect(await trained(backend)).toEqual(plain);
  expect(new Set(recorded)).toEqual(new Set(["whole"]));
  expect(await trained(backend, plainly)).toEqual(plain);
});

test("a metric of one output is what it says of that alone", () => {
  const network = new Sequential([new Activate(identity)], { inputShape: [5] });
  const data = {
    inputs: [
      [1, 2, 0, 1, 0],
      [3, 5, 2, 1, 0],
      [0, 0, 0, 1, 3],
    ],
    targets: [
      [1, 1, 1],
      [3, 4, 2],
      [0, 0, 2],
    ],
  };
  const report = network.evaluate(
    { ...data, weights: [1, 1, 2] },
    {
      loss,
      metrics: {
        error: metricOf(loss, "rating", meanAbsoluteError),
        right: metricOf(loss, "genre", sparseCategoricalAccuracy),
        precision: metricOf(loss, "genre", new Precision({ average: "micro", classNumbers: true })),
      },
    },
  );
  expect(report).toMatchObject({ error: (0.5 + 0.5) / 4, right: 3 / 4, precision: 3 / 4 });
});

test("outputs, losses and names that don't belong together are refused", () => {
  const make = (shapes: unknown, losses: unknown) => () => new WeightedLosses(shapes as never, losses as never);
  expect(make([[1]], {})).toThrow(
    "WeightedLosses takes the shapes of outputs by their names first, as in new WeightedLosses({ rating: [1], genre: [4] }, { rating: { loss: … }, genre: { loss: … } }), but got",
  );
  expect(make({ a: [1] }, undefined)).toThrow("WeightedLosses takes the losses of the outputs next");
  expect(make({ a: 1 }, { a: { loss: meanSquaredError } })).toThrow(
    'the output "a" must have a shape, such as [1], but has 1',
  );
  expect(make({ a: [1], b: [1] }, { a: { loss: meanSquaredError } })).toThrow(
    'WeightedLosses: the output "b" has no loss: give it one, { b: { loss: … } }.',
  );
  expect(make({ a: [1] }, { a: { loss: meanSquaredError }, b: { loss } })).toThrow(
    'WeightedLosses: losses has no option "b"',
  );
  expect(make({ a: [1] }, { a: { loss: "mse" } })).toThrow("loss must be a loss itself");
  expect(make({ a: [1] }, { a: { loss: meanSquaredError, weight: -1 } })).toThrow(
    "WeightedLosses: losses.a.weight must be a finite number of at least 0, but is -1.",
  );
  const network = new Sequential([new Dense(2, 4)]);
  const options = { loss, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 };
  expect(() => network.trainer(options)).toThrow(
    "WeightedLosses is about outputs side by side, rating [2], genre [3], which are [5] together, but is given [4].",
  );
  expect(() => metricOf(meanSquaredError as never, "genre" as never, meanSquaredError)).toThrow(
    "metricOf takes the WeightedLosses that a network is trained with first",
  );
  expect(() => metricOf(loss, "gerne" as never, meanSquaredError)).toThrow(
    'metricOf takes the name of an output, one of "rating", "genre", but got "gerne".',
  );
  expect(() => metricOf(loss, "genre", meanSquaredError)).toThrow(
    'metricOf: meanSquaredError takes targets of [3], but sparseCategoricalCrossEntropyFromLogits, the loss of "genre", takes [1].',
  );
  expect(() => metricOf(loss, "genre", "accuracy" as never)).toThrow("metricOf takes a metric last");
});
