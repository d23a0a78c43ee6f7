import { DataError, type Dataset, datasetFor, datasetOf, Sequential, ShapeError } from "@nn/core";
import type { FloatArray } from "@nn/core/component";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const network = new Sequential([new Dense(2, 1, { activation: identity })]);
network.setParameters({ "0.weight": [1, 1], "0.bias": [0] });
const loss = meanSquaredError;

/** Doubles on the fly: example i has the inputs [i, i] and the target 2·i + 1. It keeps which rows it was asked for. */
class Doubles implements Dataset {
  readonly inputShape: readonly number[] = [2];
  readonly targetShape: readonly number[] = [1];
  readonly size: number;
  readonly asked: number[][] = [];

  constructor(size: number) {
    this.size = size;
  }

  read(inputs: FloatArray, targets: FloatArray, rows: Uint32Array, from: number, to: number): void {
    this.asked.push([...rows.subarray(from, to)]);
    for (let i = from; i < to; i++) this.write(inputs, targets, i - from, rows[i]!);
  }

  write(inputs: FloatArray, targets: FloatArray, at: number, row: number): void {
    inputs[2 * at] = row;
    inputs[2 * at + 1] = row;
    targets[at] = 2 * row + 1;
  }
}

describe("a data set of the user's own", () => {
  test("is evaluated a part at a time, every example once and in order", () => {
    const data = new Doubles(600);
    expect(network.evaluate(data, { loss })).toEqual({ loss: 1 });
    expect(data.asked.length).toBeGreaterThan(1);
    expect(data.asked.flat()).toEqual(Array.from({ length: 600 }, (_, row) => row));
  });

  test("is trained on as the same rows in memory are", async () => {
    const options = { loss, optimizer: new SGD({ learningRate: 1e-4 }), epochs: 3, batchSize: 4 };
    const rows = Array.from({ length: 10 }, (_, row) => row);
    const inMemory = { inputs: rows.map((row) => [row, row]), targets: rows.map((row) => 2 * row + 1) };
    const [a, b] = [new Sequential([new Dense(2, 1)]), new Sequential([new Dense(2, 1)])];
    expect(await a.fit(new Doubles(10), options)).toEqual(await b.fit(inMemory, options));
    expect(a.getParameters()).toEqual(b.getParameters());
  });
});

describe("a data set that doesn't hold its promises is refused", () => {
  const evaluate = (promises: Partial<Record<keyof Dataset, unknown>>) => () =>
    network.evaluate(Object.assign(new Doubles(3), promises) as Dataset, { loss });

  test("by its size", () => {
    expect(evaluate({ size: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The data set's size must be a whole number of at least 1, but is 0.]`,
    );
    expect(evaluate({ size: 2.5 })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The data set's size must be a whole number of at least 1, but is 2.5.]`,
    );
    expect(evaluate({ size: undefined })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The data set's size must be a whole number of at least 1, but is undefined.]`,
    );
  });

  test("by its shapes", () => {
    expect(evaluate({ inputShape: [3] })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The data set's inputs have 3 numbers an example, but the network takes 2.]`,
    );
    expect(evaluate({ targetShape: [2] })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The data set's targets have 2 numbers an example, but the network takes 1.]`,
    );
  });

  test("by shapes that are missing, or no arrays", () => {
    expect(evaluate({ inputShape: undefined })).toThrow(ShapeError);
    expect(evaluate({ targetShape: 1 })).toThrow(ShapeError);
  });

  test("by a read that can't be called", () => {
    expect(evaluate({ read: "rows.csv" })).toThrow(DataError);
  });

  test("by the first number that isn't finite, with its own number of the example", () => {
    const data = new Doubles(600);
    data.write = (inputs, targets, at, row) => {
      inputs.fill(1, 2 * at, 2 * at + 2);
      targets[at] = row === 300 ? Number.NaN : 1;
    };
    expect(() => network.evaluate(data, { loss })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The targets must be finite numbers, but example 300 of the data set, number 0, is NaN. Counts start at 0.]`,
    );
    data.write = (inputs, targets, at, row) => {
      inputs.fill(1, 2 * at, 2 * at + 2);
      inputs[2 * at + 1] = row === 599 ? -Infinity : 1;
      targets[at] = 1;
    };
    expect(() => network.evaluate(data, { loss })).toThrowErrorMatchingInlineSnapshot(
      `[DataError: The inputs must be finite numbers, but example 599 of the data set, number 1, is -Infinity. Counts start at 0.]`,
    );
  });

  test.each<[string, Doubles["write"]]>([
    ["neither", () => {}],
    ["inputs alone", (inputs, _targets, at) => void inputs.fill(1, 2 * at, 2 * at + 2)],
    ["targets alone", (_inputs, targets, at) => void targets.fill(1, at, at + 1)],
  ])("by numbers it never wrote: %s", (_, write) => {
    const data = new Doubles(600);
    network.evaluate(data, { loss });
    data.write = write;
    expect(() => network.evaluate(data, { loss })).toThrow(DataError);
  });

  test("by beginning to write at `from` instead of 0", () => {
    const shifted = new Doubles(600);
    shifted.read = (inputs, targets, rows, from, to) => {
      for (let i = from; i < to; i++) shifted.write(inputs, targets, i, rows[i]!);
    };
    expect(() => network.evaluate(shifted, { loss })).toThrow(DataError);
  });
});

test("a mistake in the user's read comes out as it is", () => {
  const data = new Doubles(3);
  data.write = () => {
    throw new RangeError("no such picture");
  };
  expect(() => network.evaluate(data, { loss })).toThrow(new RangeError("no such picture"));
});

test("arrays are copied into a data set: what is written into them later reaches nothing", () => {
  const inputs = [[1, 2]];
  const data = datasetOf({ inputs, targets: [3] }, [2], [1]);
  inputs[0]![0] = 99;
  expect(network.evaluate(data, { loss })).toEqual({ loss: 0 });
});

test("a network's own data set is taken as it is, by networks that read it the same way", () => {
  const build = (options: object = {}) => new Sequential([new Dense(2, 1)], options);
  const data = datasetFor(build(), { inputs: [[1, 2]], targets: [3] });
  expect(datasetFor(build(), data)).toBe(data);
  expect(datasetFor(build({ dtype: "float32" }), data)).not.toBe(data);
  expect(() => datasetFor(new Sequential([new Dense(1, 1)]), data)).toThrow(ShapeError);
});

test("shapes that no memory holds, of inputs that aren't there", () => {
  const data = { inputs: [0, 1], targets: [[1]] };
  for (const shape of [[1e308], [2 ** 53], [2 ** 20, 2 ** 20]]) {
    expect(() => datasetOf(data, shape, [1])).toThrow(DataError);
    expect(() => datasetOf({ ...data, inputs: [0] }, shape, [1])).toThrow(/DataError|there isn't so much/);
  }
});
