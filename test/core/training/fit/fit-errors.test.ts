import { DataError, type FitOptions, OptionError, Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import { accuracy, binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { afterEach, describe, expect, test } from "vitest";
import { data } from "./exclusive-or.js";

const build = () => new Sequential([new Dense(2, 1)]);
let network = build();
const settings: FitOptions = {
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: 0.5 }),
  epochs: 2,
  batchSize: 1,
};

/** A call of fit with something that the compiler might not let through. */
const fitting =
  (options: Record<string, unknown>, on: unknown = data) =>
  () => {
    const training = network.fit(on as typeof data, { ...settings, ...options } as FitOptions);
    training.catch(() => {});
  };

describe("fit refuses at once, before anything moves,", () => {
  afterEach(() => {
    expect(network.getParameters()).toEqual(build().getParameters());
    network = build();
  });

  test("counts that aren't whole numbers of at least 1", () => {
    expect(fitting({ epochs: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: epochs must be a whole number of at least 1, but is 0.]`,
    );
    expect(fitting({ epochs: undefined })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: epochs must be a whole number of at least 1, but is undefined.]`,
    );
    expect(fitting({ batchSize: 1.5 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: batchSize must be a whole number of at least 1, but is 1.5.]`,
    );
    expect(fitting({ batchSize: undefined })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: batchSize must be a whole number of at least 1, but is undefined.]`,
    );
    expect(fitting({ evaluateEvery: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: evaluateEvery must be a whole number of at least 1, but is 0.]`,
    );
  });

  test("a shuffle that isn't true or false, and a seed that isn't one", () => {
    expect(fitting({ shuffle: "no" })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: shuffle must be true or false, but is "no".]`,
    );
    expect(fitting({ seed: Number.NaN })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: A seed is a string or a finite number, but got NaN.]`,
    );
  });

  test("names in place of values", () => {
    expect(fitting({ loss: "mse" })).toThrow(OptionError);
    expect(fitting({ optimizer: "sgd" })).toThrow(OptionError);
    expect(fitting({ metrics: { accuracy: "accuracy" } })).toThrow(OptionError);
  });

  test("names that reports use already", () => {
    expect(fitting({ metrics: { epoch: meanSquaredError } })).toThrow(OptionError);
    expect(fitting({ metrics: { validation: meanSquaredError } })).toThrow(OptionError);
    expect(fitting({ metrics: { ["__proto__"]: meanSquaredError } })).toThrow(OptionError);
  });

  test("data that don't fit, and validation data that don't", () => {
    expect(fitting({}, { inputs: [[1, 2, 3]], targets: [1] })).toThrowErrorMatchingInlineSnapshot(
      `[ShapeError: The inputs take 2 numbers an example, but example 0 has 3. Counts start at 0.]`,
    );
    expect(fitting({}, { ...data, targets: [1, 0, 1] })).toThrow(DataError);
    expect(fitting({ validation: { inputs: [[1, 2]], targets: [Number.NaN] } })).toThrow(DataError);
    expect(fitting({ validation: "some" })).toThrow(DataError);
  });

  test("validation data that don't fit, and says that it is about those", () => {
    expect(fitting({ validation: { inputs: [[1, 2, 3]], targets: [1] } })).toThrow(/validation/);
  });

  test("targets that the loss has no meaning for", () => {
    expect(fitting({ loss: binaryCrossEntropy }, { ...data, targets: [0, 1, 1, 2] })).toThrow(DataError);
  });

  test("targets that the loss has no meaning for, far down: the training is rejected, and nothing has moved", async () => {
    const many = { inputs: Array.from({ length: 500 }, () => [0, 1]), targets: new Array<number>(500).fill(1) };
    many.targets[490] = 2;
    const training = network.fit(many, { ...settings, loss: binaryCrossEntropy });
    await expect(training).rejects.toThrow(DataError);
    const validated = network.fit(data, { ...settings, loss: binaryCrossEntropy, validation: many });
    await expect(validated).rejects.toThrow(DataError);
  });

  test("a metric that the network's output has no meaning for", () => {
    expect(fitting({ metrics: { accuracy } })).toThrow(DataError);
  });
});

describe("an error during the training", () => {
  let calls = 0;
  const settingsThatFail: FitOptions = {
    ...settings,
    optimizer: new SGD({ learningRate: (step) => (step === 3 ? Number.NaN : 0.1) }),
  };

  test("rejects the history, and comes out of a for await loop", async () => {
    await expect(network.fit(data, settingsThatFail)).rejects.toThrow(OptionError);
    const loop = async () => {
      for await (const _ of network.fit(data, settingsThatFail)) calls++;
    };
    await expect(loop()).rejects.toThrow(OptionError);
    expect(calls).toBe(0);
  });

  test("that a for await loop has thrown rejects the history too, for code that awaits it", async () => {
    const training = network.fit(data, settingsThatFail);
    await expect(training[Symbol.asyncIterator]().next()).rejects.toThrow(OptionError);
    await expect(training).rejects.toThrow(OptionError);
  });

  test("that a for await loop has thrown isn't unhandled: the history needn't be awaited", async () => {
    const unhandled: unknown[] = [];
    const listener = (error: unknown) => unhandled.push(error);
    process.on("unhandledRejection", listener);
    const caught: unknown[] = [];
    try {
      for await (const _ of network.fit(data, settingsThatFail)) calls++;
    } catch (error) {
      caught.push(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", listener);
    expect(caught).toHaveLength(1);
    expect(unhandled).toEqual([]);
  });
});
