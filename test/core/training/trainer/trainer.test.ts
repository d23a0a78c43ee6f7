import { type Dataset, datasetFor, datasetOf, Sequential, ShapeError } from "@nn/core";
import { Activate, Dense, relu } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { table } from "../../../fixtures/figures.js";

const build = () => new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "trainer" });
const loss = meanSquaredError;
const options = { loss, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 2 };
const two = { inputs: table(2, 1, 2, 3, -4), targets: [1, 0] };
const three = { inputs: table(2, 1, 2, 3, -4, 5, 6), targets: [1, 0, 1] };

describe("a step", () => {
  test("returns the mean loss before its update, and keeps it", () => {
    const network = build();
    const { loss: before } = network.evaluate(two, { loss });
    const trainer = network.trainer(options);
    expect(trainer.loss).toBeNaN();
    expect(trainer.step(two.inputs, two.targets)).toBe(before);
    expect(trainer.loss).toBe(before);
    expect(network.evaluate(two, { loss }).loss).toBeLessThan(before);
  });

  test("moves each parameter by the learning rate times its gradient", () => {
    const network = build();
    const before = network.getParameters();
    const trainer = network.trainer(options);
    trainer.step(two.inputs, two.targets);
    const gradients = trainer.gradients();
    expect(Object.keys(gradients)).toEqual(Object.keys(before));
    for (const [name, values] of Object.entries(network.getParameters())) {
      expect([...values]).toEqual([...before[name]!].map((value, i) => value - 0.1 * gradients[name]![i]!));
    }
  });

  test("counts", () => {
    const trainer = build().trainer(options);
    expect(trainer.stepCount).toBe(0);
    trainer.step([1, 2], [1]);
    trainer.step([[1, 2]], [[1]]);
    expect(trainer.stepCount).toBe(2);
  });

  test("of one example after a step of two has the gradient of that one alone", () => {
    const still = { ...options, optimizer: new SGD({ learningRate: 0 }) };
    const [used, fresh] = [build().trainer(still), build().trainer(still)];
    used.step(two.inputs, two.targets);
    used.step([5, 6], [1]);
    fresh.step([5, 6], [1]);
    expect(used.gradients()).toEqual(fresh.gradients());
  });

  test("is possible for a network without parameters", () => {
    const network = new Sequential([new Activate(relu)], { inputShape: [2] });
    expect(network.trainer({ ...options, optimizer: new Adam() }).step([3, -1], [1, 0])).toBe((4 + 0) / 2);
  });

  test("gives copies of its gradients", () => {
    const trainer = build().trainer(options);
    trainer.step([1, 2], [1]);
    const kept = trainer.gradients();
    const before = [...kept["0.weight"]!];
    trainer.step([-3, 5], [0]);
    expect([...kept["0.weight"]!]).toEqual(before);
  });
});

test("stepRows is step on the rows of a data set", () => {
  const [a, b] = [build(), build()];
  const byRows = a.trainer(options);
  byRows.stepRows(datasetOf(three, [2], [1]), Uint32Array.of(1, 2, 0), 1, 3);
  expect(byRows.loss).toBe(b.trainer(options).step([three.inputs[2]!, three.inputs[0]!], [1, 1]));
  expect(a.getParameters()).toEqual(b.getParameters());
});

describe("a step refuses, and moves nothing,", () => {
  const network = build();
  const trainer = network.trainer(options);
  const step = (inputs: number[] | number[][], targets: number[]) => () => {
    trainer.step(inputs, targets);
  };

  test("more examples than its batch size", () => {
    expect(step(three.inputs, three.targets)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: This trainer takes 1 to 2 examples a step (its batchSize), but got 3.]`,
    );
    const single = build().trainer({ ...options, batchSize: 1 });
    expect(() => single.step(two.inputs, two.targets)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: This trainer takes 1 example a step (its batchSize), but got 2.]`,
    );
  });

  test("inputs and targets that don't match", () => {
    expect(step(two.inputs, [1])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: There are 2 input examples, but 1 target: each example needs one target.]`,
    );
    expect(step([1, 2, 3], [1])).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The inputs take 2 numbers an example, but example 0 has 3. Counts start at 0.]`,
    );
    expect(step([1, 2], [Number.NaN])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The targets must be finite numbers, but example 0, number 0, is NaN. Counts start at 0.]`,
    );
  });

  test("a batch size that is none", () => {
    expect(() => network.trainer({ ...options, batchSize: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: batchSize must be a whole number of at least 1, but is 0.]`,
    );
  });

  test("rows of a data set, none or more than its batch size", () => {
    const rows = Uint32Array.of(0, 1, 2);
    const data = datasetOf(three, [2], [1]);
    expect(() => trainer.stepRows(data, rows, 0, 3)).toThrow(ShapeError);
    expect(() => trainer.stepRows(data, rows, 1, 1)).toThrow(ShapeError);
    const zeros: Dataset = { size: 3, inputShape: [2], targetShape: [1], read() {} };
    expect(() => trainer.stepRows(datasetOf(zeros, [2], [1]), rows, 0, 3)).toThrow(ShapeError);
    expect(network.getParameters()).toEqual(build().getParameters());
    expect(trainer.stepCount).toBe(0);
  });

  test.each([
    [[0, 1, 3], 3],
    [[0, 1], 3],
    [[2, -1], 2],
    [[0, 1.5], 2],
  ])("rows %j that the data set doesn't have, up to %i", (rows, to) => {
    for (const data of [datasetFor(network, three), datasetOf(three, [2], [1])]) {
      expect(() => trainer.stepRows(data, rows as never, 0, to, 1)).toThrow(
        /from 0 to 2 for this data set, but rows\[/,
      );
    }
    expect(network.getParameters()).toEqual(build().getParameters());
    expect(trainer.stepCount).toBe(0);
  });

  test("a row that the data set doesn't have, as the message says it", () => {
    const data = datasetFor(network, three);
    expect(() => trainer.stepRows(data, Uint32Array.of(0, 7), 0, 2)).toThrowErrorMatchingInlineSnapshot(
      `[DataError: stepRows takes the numbers of examples, from 0 to 2 for this data set, but rows[1] is 7.]`,
    );
  });

  test.each([
    [
      "a batch that is no whole number",
      [0, 3, 1.5],
      "This trainer takes 1 to 2 examples a step (its batchSize), but got 1.5.",
    ],
    ["a batch of none", [0, 3, 0], "This trainer takes 1 to 2 examples a step (its batchSize), but got 0."],
    ["a batch below none", [0, 3, -1], "This trainer takes 1 to 2 examples a step (its batchSize), but got -1."],
    ["a batch of NaN", [0, 3, Number.NaN], "This trainer takes 1 to 2 examples a step (its batchSize), but got NaN."],
    [
      "a start that is no whole number",
      [0.5, 3, 1],
      "stepRows goes from one place in rows to another, but got 0.5 and 3.",
    ],
    ["a start before the first row", [-1, 3, 1], /rows\[-1\] is undefined\.$/],
    ["an end behind the last row", [0, 4, 1], /rows\[3\] is undefined\.$/],
    ["an end of NaN", [0, Number.NaN, 1], "stepRows goes from one place in rows to another, but got 0 and NaN."],
    ["an end before its start", [3, 1, 1], "stepRows goes from one place in rows to a later one, but got 3 and 1."],
    [
      "a controller for a signal",
      [0, 3, 1, new AbortController()],
      /^signal must be an AbortController's signal, but is/,
    ],
    ["a signal of null", [0, 3, 1, null], "signal must be an AbortController's signal, but is null."],
  ] as const)("rows of a data set with %s", (_, given, message) => {
    const rows = Uint32Array.of(0, 1, 2);
    for (const data of [datasetFor(network, three), datasetOf(three, [2], [1])]) {
      expect(() => trainer.stepRows(data, rows, ...(given as unknown as [number, number]))).toThrow(message);
    }
    expect(network.getParameters()).toEqual(build().getParameters());
    expect(trainer.stepCount).toBe(0);
  });

  test("what is no data set", () => {
    expect(() => trainer.stepRows(three as never, Uint32Array.of(0), 0, 1)).toThrow(/stepRows takes a Dataset/);
    expect(() => datasetFor(three as never, network as never)).toThrow(/takes a network first.* but got an object/);
  });

  test("the data of a network of other shapes", () => {
    const other = new Sequential([new Dense(3, 1)]);
    const data = datasetFor(other, { inputs: [[1, 2, 3]], targets: [1] });
    expect(() => trainer.stepRows(data, Uint32Array.of(0), 0, 1)).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The data set's inputs have 3 numbers an example, but the network takes 2.]`,
    );
    expect(trainer.stepCount).toBe(0);
  });
});
