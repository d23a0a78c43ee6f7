import { DivergenceError, OptionError, Sequential, type Warning } from "@nn/core";
import { type Callback, EarlyStopping, ReduceLearningRateOnPlateau } from "@nn/core/callbacks";
import { fitStream, label, Pipeline, type StreamFitState, Table, WindowStream } from "@nn/data";
import { Dense, identity, sigmoid, tanh } from "@nn/layers";
import { binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const SIZES = [5, 5, 3];
const windows = () => {
  let row = 0;
  return SIZES.map((size) => {
    const rows = Array.from({ length: size }, () => row++);
    return { inputs: rows.map((i) => [i / 10, 1 - i / 20]), targets: rows.map((i) => i / 13) };
  });
};
const network = () => new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], { seed: 4 });
const options = () => ({
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: 0.1, momentum: 0.9 }),
  epochs: 3,
  batchSize: 2,
});
const stream = () => new WindowStream(windows);
const slowly = () =>
  new WindowStream(async function* () {
    for (const window of windows()) {
      await new Promise((resolve) => setTimeout(resolve, 2));
      yield window;
    }
  });

describe("one training at a time", () => {
  test("a second one, of a stream or of data, is refused until the first has ended", async () => {
    const one = network();
    const [data] = windows();
    const first = fitStream(one, slowly(), options());
    const said =
      "This network is being trained by another fit, which is in epoch 0 of 3; two at once would mix their updates. Wait for " +
      "its end with await, leave its for await loop, or abort its signal; or train another network.";
    expect(() => fitStream(one, stream(), options())).toThrow(said);
    expect(() => one.fit(data!, options())).toThrow(said);
    const before = one.getParameters();
    await first;
    expect(one.getParameters()).not.toEqual(before);
    await fitStream(one, stream(), { ...options(), onWarning: () => {} });
    const fit = one.fit(data!, { ...options(), epochs: 1, onWarning: () => {} });
    expect(() => fitStream(one, stream(), options())).toThrow("by another fit, which is in epoch 0 of 1");
    await fit;
  });

  test("a state to go on from isn't restored into a network that is being trained", async () => {
    const [one, other] = [network(), network()];
    const done = fitStream(other, stream(), options());
    await done;
    const from = done.state();
    const running = fitStream(one, slowly(), options());
    const before = one.getParameters();
    expect(() => fitStream(one, stream(), { ...options(), epochs: 9, from })).toThrow(
      "is being trained by another fit",
    );
    expect(one.getParameters()).toEqual(before);
    await running;
    expect(one.getParameters()).toEqual(other.getParameters());
  });

  test("what would move the parameters while it waits is refused; its state and predictions may be asked for", async () => {
    const one = network();
    let asked: (() => void) | undefined;
    const running: { state(): StreamFitState } & Promise<unknown> = fitStream(
      one,
      new WindowStream(async function* () {
        yield windows()[0]!;
        await new Promise((resolve) => setTimeout(resolve, 2));
        asked?.();
        yield windows()[1]!;
      }),
      { ...options(), epochs: 1 },
    );
    asked = () => {
      expect(() => one.setParameters({ "1.bias": [3] })).toThrow(
        "setParameters was called while a fit of the same network",
      );
      expect(running.state()).toMatchObject({ epoch: 0, window: 1, examples: 5 });
      expect(one.predict([0, 0])).toHaveLength(1);
    };
    await running;
  });

  test("is free again when the source fails, the loop is left, or the signal aborts", async () => {
    const one = network();
    const quiet = { ...options(), onWarning: () => {} };
    const failing = new WindowStream<ReturnType<typeof windows>[number]>(() => {
      throw new Error("gone");
    });
    await expect(fitStream(one, failing, quiet)).rejects.toThrow("gone");
    for await (const _ of fitStream(one, stream(), quiet)) break;
    const controller = new AbortController();
    const hanging = fitStream(one, new WindowStream(() => new Promise<never>(() => {})), {
      ...quiet,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 1);
    expect((await hanging).stopped).toBe("aborted");
    expect((await fitStream(one, stream(), quiet)).stopped).toBe("finished");
  });
});

test("awaited in the body of the loop over its own reports, it says so and doesn't hang", async () => {
  const training = fitStream(network(), stream(), options());
  const loop = async () => {
    for await (const _ of training) await training;
  };
  await expect(loop()).rejects.toThrow(
    "A training is awaited in the body of the for await loop over its own reports, which it waits for in turn: neither would " +
      "ever go on. Await it after the loop, or in place of the loop.",
  );
});

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
    expect(rest.stopped).toMatch(/^No better trainingLoss for 4 reports: /);
    expect(rest.reports).toHaveLength(5);
    const rates: number[] = [];
    const callbacks = [
      new ReduceLearningRateOnPlateau({ patience: 1, minDelta: 0.1 }),
      { name: "rates", reported: (_: unknown, { rateScale }: { rateScale: number }) => void rates.push(rateScale) },
    ];
    await fitStream(network(), stream(), { ...still, epochs: 4, callbacks });
    expect(rates).toEqual([1, 0.5, 0.25, 0.125]);
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

describe("warnings", () => {
  const warned = async (of: Sequential, from: WindowStream<never>, more: object = {}): Promise<Warning[]> => {
    const told: Warning[] = [];
    const { warnings } = await fitStream(of, from, { ...options(), ...more, onWarning: (each) => told.push(each) });
    expect(warnings).toEqual(told);
    return told;
  };
  const kinds = async (...given: Parameters<typeof warned>) => (await warned(...given)).map(({ kind }) => kind);

  test("none of what trains well", async () => {
    expect(await kinds(network(), stream() as never)).toEqual([]);
  });

  test("of targets beyond the last layer, of one target, of large inputs, and of a rate that moves nothing", async () => {
    const of = (inputs: number[][], targets: number[]) => new WindowStream(() => [{ inputs, targets }]) as never;
    const inputs = Array.from({ length: 40 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
    expect(
      await kinds(
        network(),
        of(
          inputs,
          inputs.map((_, i) => i),
        ),
      ),
    ).toContain("unreachable targets");
    expect(
      await kinds(
        network(),
        of(
          inputs,
          inputs.map(() => 0.5),
        ),
      ),
    ).toContain("constant targets");
    const large = inputs.map(([a, b]) => [1e6 + a!, 1e6 + b!]);
    const [saturated] = await warned(
      network(),
      of(
        large,
        inputs.map((_, i) => i / 40),
      ),
    );
    expect(saturated!.message).toContain("column 0 goes from");
    const still = { optimizer: new SGD({ learningRate: 0 }) };
    expect(
      await kinds(
        network(),
        of(
          inputs,
          inputs.map((_, i) => i / 40),
        ),
        still,
      ),
    ).toContain("unmoved");
  });

  test("of the rows that a pipeline is given, and of a training that begins anew", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ weight: 120 + i, year: 2021, heavy: i > 20 ? "yes" : "no" }));
    const tables = new WindowStream(() => [Table.fromRows(rows)]);
    const pipeline = Pipeline.fit(rows, { target: { heavy: label(["no", "yes"]) } });
    const one = new Sequential([new Dense(2, 1, { activation: sigmoid })], { pipeline });
    const told: Warning[] = [];
    const logistic = { ...options(), loss: binaryCrossEntropy, onWarning: (each: Warning) => told.push(each) };
    await fitStream(one, tables, logistic);
    expect(told[0]!.message).toContain('The column "year" has one value in all 40 rows');
    const again = await fitStream(one, tables, logistic);
    expect(again.warnings.map(({ kind }) => kind)).toContain("begun anew");
  });

  test("a loss that grows beyond return ends it, with the epoch and the batch", async () => {
    const one = new Sequential([new Dense(2, 1, { activation: identity })]);
    const wild = { ...options(), optimizer: new SGD({ learningRate: 40 }), epochs: 40, onWarning: () => {} };
    const error = await fitStream(one, stream(), wild).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(DivergenceError);
    expect((error as Error).message).toMatch(/in epoch \d+, batch 7 /);
  });

  test("are looked for in few numbers, however large the window", async () => {
    let most = 0;
    const large = {
      size: 5000,
      inputShape: [2],
      targetShape: [1],
      read(inputs: Float64Array, targets: Float64Array, rows: Uint32Array, from: number, to: number) {
        most = Math.max(most, to - from);
        for (let i = from; i < to; i++) {
          inputs[2 * (i - from)] = Math.sin(rows[i]!);
          inputs[2 * (i - from) + 1] = Math.cos(rows[i]!);
          targets[i - from] = rows[i]! / 5000;
        }
      },
    };
    await fitStream(network(), new WindowStream(() => [large as never]), { ...options(), epochs: 1 });
    expect(most).toBe(1024);
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
