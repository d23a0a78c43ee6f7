import { OptionError } from "@nn/core";
import { type Callback, EarlyStopping, ReduceLearningRateOnPlateau } from "@nn/core/callbacks";
import { fitStream } from "@nn/data";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { network, options, stream, windows } from "./streamed.js";

describe("callbacks", () => {
  test("are told of what happens, in order, and wait", async () => {
    const told: unknown[] = [];
    const callback: Callback = {
      name: "told",
      started: ({ step, epochs }) => void told.push(["started", step, epochs]),
      stepped: ({ step }) => void told.push(step),
      async reported(report, { epoch }) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        told.push(["reported", report.epoch, epoch]);
      },
      ended: ({ epoch }) => void told.push(["ended", epoch]),
    };
    await fitStream(network(), stream(), { ...options(), epochs: 2, callbacks: [callback] });
    const steps = (from: number) => Array.from({ length: 8 }, (_, i) => from + i);
    expect(told).toEqual([
      ["started", 0, 2],
      ...steps(1),
      ["reported", 0, 1],
      ...steps(9),
      ["reported", 1, 2],
      ["ended", 2],
    ]);
  });

  test("end it with a sentence, after any step, and it goes on from there to the bit", async () => {
    const whole = network();
    await fitStream(whole, stream(), options());
    for (const last of [1, 3, 8, 9, 16, 20]) {
      const callbacks: Callback[] = [
        { name: "enough", stepped: ({ step }) => (step === last ? "Enough." : undefined) },
      ];
      const training = fitStream(network(), stream(), { ...options(), callbacks });
      const { stopped, epochs } = await training;
      expect([stopped, epochs]).toEqual(["Enough.", Math.floor((last - 1) / 8)]);
      const other = network();
      await fitStream(other, stream(), { ...options(), from: structuredClone(training.state()) });
      expect(other.getParameters()).toEqual(whole.getParameters());
    }
  });

  test("stop early, and make steps smaller, by the validation or by the loss in training; what they remember is put away", async () => {
    const [validation] = windows();
    const still = { ...options(), epochs: 20, optimizer: new SGD({ learningRate: 1e-9 }), onWarning: () => {} };
    const stopping = {
      ...still,
      validation: validation!,
      callbacks: [new EarlyStopping({ patience: 2, minDelta: 0.1 })],
    };
    const { stopped, reports } = await fitStream(network(), stream(), stopping);
    expect(stopped).toMatch(/^No better validation\.loss for 2 reports: /);
    expect(reports).toHaveLength(3);
    const patient = () => new EarlyStopping({ patience: 4, minDelta: 0.1 });
    const training = fitStream(network(), stream(), { ...still, callbacks: [patient()] });
    for await (const { epoch } of training) if (epoch === 2) break;
    const from = structuredClone(training.state());
    const rest = await fitStream(network(), stream(), { ...still, from, callbacks: [patient()] });
    expect(rest.stopped).toMatch(/^No better loss for 4 reports: /);
    expect(rest.reports).toHaveLength(5);
    const rates: number[] = [];
    const callbacks = [
      new ReduceLearningRateOnPlateau({ patience: 1, minDelta: 0.1 }),
      { name: "rates", reported: (_: unknown, { rateScale }: { rateScale: number }) => void rates.push(rateScale) },
    ];
    await fitStream(network(), stream(), { ...still, epochs: 4, callbacks });
    expect(rates).toEqual([1, 0.5, 0.25, 0.125]);
  });

  test("go on with what was changed on purpose, and a state that doesn't fit moves nothing", async () => {
    const training = fitStream(network(), stream(), { ...options(), callbacks: [new EarlyStopping()] });
    for await (const _ of training) break;
    const from = structuredClone(training.state());
    const slower = { ...options(), from, optimizer: new SGD({ learningRate: 0.01, momentum: 0.9 }) };
    const other = network();
    const before = other.getParameters();
    const run = (more: object) => fitStream(other, stream(), { ...slower, ...more });
    expect(() => run({})).toThrow("remembers, but this training has no such callback");
    expect(() => run({ callbacks: [new EarlyStopping()] })).toThrow(
      'say so beside the state: { changed: ["optimizer.learningRate"] }.',
    );
    expect(() => run({ from: undefined, changed: ["loss"] })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: fitStream: changed names settings that differ from those of from, which isn't given.]`,
    );
    expect(other.getParameters()).toEqual(before);
    const { epochs } = await run({ callbacks: [new EarlyStopping()], changed: ["optimizer.learningRate"] });
    expect(epochs).toBe(3);
  });

  test("are checked at the door", () => {
    const run = (more: object) => () => fitStream(network(), stream(), { ...options(), ...more });
    expect(run({ callbacks: [{ name: "none" }] })).toThrow(
      "callbacks[0] must be an object with a name and at least one of",
    );
    expect(run({ callbacks: new EarlyStopping() })).toThrow("callbacks must be a list");
    expect(run({ onWarning: "print" })).toThrow('onWarning must be a function that takes a warning, but is "print".');
  });

  test("that fail end it with their error, and the network is free", async () => {
    const one = network();
    const failing = { name: "failing", reported: () => Promise.reject(new RangeError("full")) };
    await expect(fitStream(one, stream(), { ...options(), callbacks: [failing] })).rejects.toThrow(RangeError);
    await fitStream(one, stream(), { ...options(), onWarning: () => {} });
  });
});

test("what it goes on from has the memory of its callbacks", () => {
  const from = {
    epoch: 0,
    window: 0,
    example: 0,
    windowSize: 0,
    examples: 0,
    epochSize: 0,
    lossSum: 0,
    reports: [],
    trainer: {},
  };
  expect(() => fitStream(network(), stream(), { ...options(), from: from as never })).toThrow(OptionError);
});
