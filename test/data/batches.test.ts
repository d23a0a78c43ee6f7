import { type Dataset, datasetOf, Sequential } from "@nn/core";
import { batches, trainTestSplit } from "@nn/data";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import fc from "fast-check";
import { expect, test } from "vitest";

const pairs = (size: number) => {
  const numbers = Array.from({ length: size }, (_, i) => i);
  return { inputs: numbers.map((i) => [i, i / 2]), targets: numbers.map((i) => [i + 100]) };
};
const numbered = (size: number) => datasetOf(pairs(size), [2], [1]);

test("a pass has every example once, with its own target", () => {
  const options = fc.record({ batchSize: fc.integer({ min: 1, max: 50 }), shuffle: fc.boolean(), seed: fc.string() });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), options, (size, { batchSize, shuffle, seed }) => {
      const seen: number[] = [];
      const sizes: number[] = [];
      for (const batch of batches(numbered(size), { batchSize, shuffle, seed })) {
        sizes.push(batch.size);
        expect(batch.inputs.length).toBe(2 * batch.size);
        expect(batch.targets.length).toBe(batch.size);
        for (let i = 0; i < batch.size; i++) {
          seen.push(batch.inputs[2 * i]!);
          expect(batch.inputs[2 * i + 1]).toBe(batch.inputs[2 * i]! / 2);
          expect(batch.targets[i]).toBe(batch.inputs[2 * i]! + 100);
        }
      }
      const inOrder = Array.from({ length: size }, (_, i) => i);
      expect(shuffle ? seen.toSorted((a, b) => a - b) : seen).toEqual(inOrder);
      expect(sizes.slice(0, -1).every((each) => each === batchSize)).toBe(true);
      expect(sizes.length).toBe(Math.ceil(size / batchSize));
    }),
  );
});

test("trains as the first epoch of fit does, to the bit", async () => {
  const build = () => new Sequential([new Dense(2, 3), new Dense(3, 1)], { seed: "lab-0" });
  const data = pairs(11);
  const fitted = build();
  await fitted.fit(data, { loss: meanSquaredError, optimizer: new Adam(), epochs: 1, batchSize: 4 });
  const stepped = build();
  const trainer = stepped.trainer({ loss: meanSquaredError, optimizer: new Adam(), batchSize: 4 });
  for (const { inputs, targets } of batches(datasetOf(data, [2], [1]), { batchSize: 4, seed: "lab-0" })) {
    trainer.step(inputs, targets);
  }
  expect(stepped.getParameters()).toEqual(fitted.getParameters());
  expect(stepped.getParameters()).not.toEqual(build().getParameters());
});

test("shuffles unless told not to, by the seed", () => {
  const order = (options: object) => {
    return Array.from(batches(numbered(30), { batchSize: 1, ...options }), ({ inputs }) => inputs[0]);
  };
  expect(order({})).toEqual(order({ seed: 0, shuffle: true }));
  expect(order({ seed: 1 })).toEqual(order({ seed: 1 }));
  expect(order({ seed: 1 })).not.toEqual(order({ seed: 2 }));
  expect(order({})).not.toEqual(order({ shuffle: false }));
});

test("reads every batch into the same two arrays, and no more at a time than a batch", () => {
  const data = numbered(10);
  const reads: number[] = [];
  const spied: Dataset = {
    size: data.size,
    inputShape: data.inputShape,
    targetShape: data.targetShape,
    read(inputs, targets, rows, from, to) {
      reads.push(to - from);
      data.read(inputs, targets, rows, from, to);
    },
  };
  const buffers = new Set<ArrayBufferLike>();
  let bytes = 0;
  for (const { inputs, targets, size } of batches(spied, { batchSize: 4 })) {
    buffers.add(inputs.buffer).add(targets.buffer);
    bytes = inputs.buffer.byteLength + targets.buffer.byteLength;
    expect(reads.at(-1)).toBe(size);
  }
  expect(reads).toEqual([4, 4, 2]);
  expect(buffers.size).toBe(2);
  expect(bytes).toBe(8 * 4 * (2 + 1));
});

test("keeps shapes of more than one dimension flat, row by row", () => {
  const first = [
    [1, 2],
    [3, 4],
  ];
  const second = [
    [5, 6],
    [7, 8],
  ];
  const images = { inputs: [first, second], targets: [0, 1] };
  const [batch] = batches(datasetOf(images, [2, 2], [1]), { batchSize: 2, shuffle: false });
  expect(batch).toEqual({
    inputs: new Float64Array([1, 2, 3, 4, 5, 6, 7, 8]),
    targets: new Float64Array([0, 1]),
    size: 2,
  });
});

test("refuses wrong settings before the first batch is asked for", () => {
  const wrong = (options: object, data: object = numbered(3)) => {
    return () => batches(data as Dataset, options as { batchSize: number });
  };
  expect(wrong({ batchsize: 2 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: batches has no option "batchsize". Did you mean "batchSize"?]`,
  );
  expect(wrong({ batchSize: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: batches: batchSize must be a whole number of at least 1, but is 0.]`,
  );
  expect(wrong({ batchSize: 2, shuffle: "no" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: batches: shuffle must be true or false, but is "no".]`,
  );
  expect(wrong({ batchSize: 2, seed: Number.NaN })).toThrow("A seed is a string or a finite number, but got NaN.");
  expect(wrong({ batchSize: 2 }, pairs(3))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: batches takes a Dataset. From { inputs, targets }, datasetOf makes one.]`,
  );
});

test("weights go with their examples, through parts and batches", () => {
  const data = { inputs: [1, 2, 3, 4, 5], targets: [1, 2, 3, 4, 5], weights: [10, 20, 30, 40, 50] };
  const { train, test: kept } = trainTestSplit(data, { testFraction: 0.4, seed: 1 });
  for (const part of [train, kept]) expect(part.weights).toEqual(part.inputs.map((input) => 10 * input));
  for (const { inputs, weights } of batches(datasetOf(data, [1], [1]), { batchSize: 2, seed: 3 })) {
    expect(weights).toEqual(inputs.map((input) => 10 * input));
  }
  expect(() => trainTestSplit({ ...data, weights: [1] }, { testFraction: 0.4 })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit: weights must be an array of one number for each of 5 examples.]`,
  );
});
