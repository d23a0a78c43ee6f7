import { EarlyStopping, ReduceLearningRateOnPlateau, runTraining } from "@nn/core/callbacks";
import { describe, expect, test } from "vitest";
import { build, made, trained } from "./own.js";

describe("what isn't a training of one's own:", () => {
  test("one with an option that there isn't", () => {
    const options = { ...made(), epochs: 1, batchsize: 2 };
    expect(() => runTraining(build(), options, () => undefined as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: runTraining has no option "batchsize". It has: loss, optimizer, epochs, callbacks, onWarning, signal, validation, shuffle, from.]`,
    );
    expect(() => runTraining(build(), undefined as never, () => undefined as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: runTraining takes its options as one object, { loss, optimizer, epochs, callbacks, onWarning, signal, validation, shuffle, from }, but got undefined.]`,
    );
  });

  test("one with the trainer of another network", () => {
    const own = {
      trainer: build().trainer({ ...made(), batchSize: 1 }),
      epochs: 0,
      *run() {},
      history: () => 1,
      state: () => 2,
    };
    expect(() => runTraining(build(), { ...made(), epochs: 1 }, () => own)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: runTraining: the trainer of what is made trains another network. Make it of the network that runTraining is given: network.trainer(options).]`,
    );
  });

  test.each([
    [{ epoch: 0 }, "one with epoch 0 and loss undefined"],
    [{ loss: 1 }, "one with epoch undefined and loss 1"],
    [{ epoch: 0, loss: Number.NaN }, "one with epoch 0 and loss NaN"],
    [undefined, "undefined"],
  ])("one that reports %o", async (report, shown) => {
    const { training } = trained(build(), {}, (company) => company.reported(report as never, 0));
    await expect(training).rejects.toThrow(
      "runTraining: a report has epoch, counted from 0, and loss, a finite number, as in { epoch: 0, loss: 0.25 }, but " +
        `is ${shown}.`,
    );
  });
});

describe("a run that goes on although a callback said enough", () => {
  const enough = (hook: "stepped" | "reported") => ({ callbacks: [{ name: "enough", [hook]: () => "enough" }] });

  test("is refused a second report before it has given the first", async () => {
    let steps = 0;
    const { training } = trained(build(), enough("reported"), function* (company, step) {
      for (; steps < 5; steps++) yield* company.reported(step(), 0);
    });
    await expect(training).rejects.toThrowErrorMatchingInlineSnapshot(
      `[OptionError: runTraining: run told of a report before it gave the one before. What follows yield* company.reported(report) is yield report: the training ends there if a callback says so.]`,
    );
    expect(steps).toBe(1);
  });

  test("is refused a report after its end", async () => {
    const { training } = trained(build(), enough("stepped"), function* (company, step) {
      const report = step();
      company.stepped();
      yield* company.reported(report, 0);
    });
    await expect(training).rejects.toThrow("runTraining: run told of a report after its end (enough).");
  });
});

describe("what callbacks remember", () => {
  const from = { callbacks: { EarlyStopping: new EarlyStopping().state() }, firstLoss: null, losses: [] };

  test("is refused by a training without them, before anything is made", () => {
    let isMade = false;
    const run = (options: object) =>
      runTraining(build(), { ...made(), epochs: 1, ...options }, () => {
        isMade = true;
        throw new TypeError("not asked for");
      });
    expect(() => run({ from })).toThrow('"EarlyStopping" remembers, but this training has no such callback.');
    expect(() => run({ from: { callbacks: {} } })).toThrow(
      "runTraining: from must be { callbacks, firstLoss, losses }, as company had them, but is an object.",
    );
    expect(isMade).toBe(false);
  });

  test("is taken up before they are told of the start", async () => {
    const told: string[] = [];
    const callback = {
      name: "EarlyStopping",
      started: () => void told.push("started"),
      restore: () => void told.push("restored"),
    };
    await trained(build(), { from, callbacks: [callback] }).training;
    expect(told).toEqual(["restored", "started"]);
  });
});

test("callbacks look at the loss of its reports", async () => {
  const rates: number[] = [];
  const callbacks = [
    new EarlyStopping({ patience: 3, minDelta: 9 }),
    new ReduceLearningRateOnPlateau({ patience: 1, minDelta: 9 }),
    { name: "rates", reported: (_: unknown, { rateScale }: { rateScale: number }) => void rates.push(rateScale) },
  ];
  const { training } = trained(build(), { epochs: 9, callbacks });
  expect(await training).toMatch(/^4 epochs, No better loss for 3 reports: .* after epoch 0 was the best\.$/);
  expect(rates).toEqual([1, 0.5, 0.25, 0.125]);
});
