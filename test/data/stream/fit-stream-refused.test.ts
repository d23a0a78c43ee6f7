import { fitStream, WindowStream } from "@nn/data";
import { expect, test } from "vitest";
import { network, options, stream, windows } from "./streamed.js";

test.each([
  ["of another size", { inputs: [[1, 2, 3]], targets: [0] }],
  ["that aren't numbers", { inputs: [[1, 2]], targets: [Number.NaN] }],
  ["that are none", { inputs: [], targets: [] }],
  ["with a mistake behind the first batch", { inputs: [1, 2, 3, 4, 5].map((i) => [i, i]), targets: [0, 0, 0, 0, "1"] }],
])("validation data %s are refused at once, as by fit, before anything moves", async (_, validation) => {
  const one = network();
  const before = one.getParameters();
  const more = { ...options(), validation: validation as never };
  expect(() => fitStream(one, stream(), more)).toThrow(/alidation/);
  expect(() => one.fit(windows()[0]!, more)).toThrow(/alidation/);
  expect(one.getParameters()).toEqual(before);
  await fitStream(one, stream(), options());
});

test("says what can't be trained on", async () => {
  const run =
    (more: object = {}, of: unknown = stream()) =>
    () =>
      fitStream(network(), of as never, { ...options(), ...more });
  expect(run({}, windows()[0])).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: fitStream takes a WindowStream, as streamCsv gives one, but got an object. Data in memory is for network.fit.]`,
  );
  expect(run({ epoch: 3 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: fitStream has no option "epoch". Did you mean "epochs"?]`,
  );
  expect(run({ epochs: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: epochs must be a whole number of at least 1, but is 0.]`,
  );
  expect(run({ metrics: {} })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: fitStream: metrics are measured on validation, which isn't given.]`,
  );
  expect(run({ signal: new AbortController() })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: signal must be an AbortController's signal, but is an AbortController.]`,
  );
  expect(run({ from: {} })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: from must be what state() of a fitStream gave, but is an object.]`,
  );
  const training = fitStream(network(), stream(), { ...options(), epochs: 1 });
  await training;
  const from = training.state();
  expect(run({ from, batchSize: 3 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: from is the state of a training with batchSize 2, but this one has 3. Give it the same batchSize.]`,
  );
  expect(run({ from, shuffle: false })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: from is the state of a training with seed 4, but this one has null. Give it the same seed.]`,
  );
  await expect(run({}, new WindowStream(() => []))()).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: fitStream: the stream has no windows: its source is empty.]`,
  );
  let pass = 0;
  const growing = new WindowStream(() => windows().slice(0, 1 + pass++));
  await expect(run({}, growing)()).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: fitStream: epoch 1 had 10 examples, but those before it had 5. Is the source written to while it is read? It has to give the same rows each time.]`,
  );
  const midway = { ...from, epoch: 1, window: 0, example: 2, windowSize: 4, examples: 2 };
  await expect(run({ from: midway })()).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: from is the state of a training whose window 0, counted from 0, had 4 examples, but this one has 5. Give it the same stream.]`,
  );
  expect(() => new WindowStream([] as never)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: A WindowStream takes a function that opens the source, as each pass opens it anew, but got an empty array.]`,
  );
  expect(() => stream().map(7 as never)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: map takes a function of a window, but got 7.]`,
  );
  await expect(new WindowStream(() => []).first()).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: This stream has no windows: its source is empty.]`,
  );
});
