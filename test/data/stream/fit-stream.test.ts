import { DivergenceError, Sequential } from "@nn/core";
import { fitStream, numeric, Pipeline, type StreamFitState, streamCsv, WindowStream } from "@nn/data";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { network, options, stream, windows } from "./streamed.js";

const bits = (of: Sequential) => Object.values(of.getParameters()).flatMap((values) => Array.from(values));

/** What a training without an interruption comes to. */
async function uninterrupted() {
  const whole = network();
  const { reports } = await fitStream(whole, stream(), options());
  return { parameters: bits(whole), reports };
}

test("each row comes exactly once in an epoch, windows in their order and rows in a seeded one", async () => {
  const orders: number[][] = [[], [], []];
  const told = (seed: number) => {
    let epoch = -1;
    const seen = new WindowStream(() => {
      epoch++;
      const into = orders[epoch]!;
      return windows().map(({ inputs, targets }) => ({
        size: inputs.length,
        inputShape: [2],
        targetShape: [1],
        read(x: ArrayLike<number>, y: ArrayLike<number>, rows: Uint32Array, from: number, to: number) {
          for (let i = from; i < to; i++) {
            const row = rows[i]!;
            into.push(Math.round(targets[row]! * 13));
            (x as number[])[2 * (i - from)] = inputs[row]![0]!;
            (x as number[])[2 * (i - from) + 1] = inputs[row]![1]!;
            (y as number[])[i - from] = targets[row]!;
          }
        },
      }));
    });
    return fitStream(network(), seen, { ...options(), seed });
  };
  const looked = [0, 1, 2, 3, 4];
  await told(1);
  // The first window is looked at, in its order, before the first step.
  expect(orders[0]!.splice(0, 5)).toEqual(looked);
  const first = orders.map((order) => [...order]);
  for (const order of first) {
    expect(order.slice(0, 5).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    expect(order.slice(5, 10).toSorted((a, b) => a - b)).toEqual([5, 6, 7, 8, 9]);
    expect(order.slice(10).toSorted((a, b) => a - b)).toEqual([10, 11, 12]);
  }
  expect(first[0]).not.toEqual(first[1]);
  for (const order of orders) order.length = 0;
  await told(1);
  expect(orders).toEqual([[...looked, ...first[0]!], first[1], first[2]]);
  for (const order of orders) order.length = 0;
  await told(2);
  expect(orders[0]!.slice(5)).not.toEqual(first[0]);
});

test("in one window and in order, it has the bits of fit", async () => {
  const [data] = [{ inputs: windows().flatMap((w) => w.inputs), targets: windows().flatMap((w) => w.targets) }];
  const [one, other] = [network(), network()];
  await one.fit(data, { ...options(), shuffle: false, onWarning: () => {} });
  const { reports, epochs, stopped } = await fitStream(other, new WindowStream(() => [data]), {
    ...options(),
    shuffle: false,
    validation: data,
  });
  expect(bits(other)).toEqual(bits(one));
  expect([epochs, stopped, reports.map(({ examples }) => examples)]).toEqual([3, "finished", [13, 13, 13]]);
  expect(reports[2]!.validation!.loss).toBe(one.evaluate(data, { loss: meanSquaredError }).loss);
  expect(reports[0]!.loss).toBeGreaterThan(reports[2]!.validation!.loss);
});

test("stopped at any batch and gone on elsewhere, it has the bits of one that never was", async () => {
  const whole = await uninterrupted();
  const batches = 3 * (3 + 3 + 2);
  for (let stop = 0; stop <= batches; stop++) {
    let asked = 0;
    const signal = {
      get aborted() {
        return asked++ >= stop;
      },
    };
    const training = fitStream(network(), stream(), { ...options(), signal });
    await training;
    const from = structuredClone(training.state());
    const other = network();
    const { reports } = await fitStream(other, stream(), { ...options(), from });
    expect(bits(other)).toEqual(whole.parameters);
    expect(reports).toEqual(whole.reports);
  }
});

test("a source that fails leaves what was learnt, and another training goes on to the bit", async () => {
  const whole = await uninterrupted();
  let passes = 0;
  const failing = new WindowStream(async function* () {
    const pass = passes++;
    for (const [i, window] of windows().entries()) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (pass === 1 && i === 2) throw new Error("the line was cut");
      yield window;
    }
  });
  const one = network();
  const training = fitStream(one, failing, options());
  await expect(training).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: The stream failed in epoch 1 after 2 windows: the line was cut. Nothing of what came after them was trained on. Once its source works, another fitStream goes on with { from: training.state() }.]`,
  );
  const learnt = bits(one);
  const from = training.state();
  expect([from.epoch, from.window, from.example]).toEqual([1, 2, 0]);
  await fitStream(one, failing, { ...options(), from });
  expect(learnt).not.toEqual(whole.parameters);
  expect(bits(one)).toEqual(whole.parameters);
});

test("nothing of a window with anything wrong in it is trained on", async () => {
  const [first] = windows();
  const wrong = {
    inputs: [
      [1, 2],
      [3, Number.NaN],
    ],
    targets: [0, 1],
  };
  const one = network();
  const training = fitStream(one, new WindowStream<typeof wrong>(() => [first!, wrong]), options());
  await expect(training).rejects.toThrowErrorMatchingInlineSnapshot(
    `[DataError: Window 1 of epoch 0, counted from 0: The inputs must be finite numbers, but example 1, number 1, is NaN. Counts start at 0.]`,
  );
  const only = network();
  await fitStream(only, new WindowStream(() => [first!]), { ...options(), epochs: 1 });
  expect(bits(one)).toEqual(bits(only));
});

test("a source that hangs ends with the signal, and the state goes on", async () => {
  const whole = await uninterrupted();
  const controller = new AbortController();
  const hanging = new WindowStream(async function* () {
    yield windows()[0]!;
    setTimeout(() => controller.abort(), 1);
    await new Promise(() => {});
  });
  const training = fitStream(network(), hanging, { ...options(), signal: controller.signal });
  expect((await training).stopped).toBe("aborted");
  const other = network();
  await fitStream(other, stream(), { ...options(), from: training.state() });
  expect(bits(other)).toEqual(whole.parameters);
});

test("reports come one by one, and a loop may be left", async () => {
  const whole = await uninterrupted();
  const one = network();
  const training = fitStream(one, stream(), options());
  let from: StreamFitState | undefined;
  for await (const { epoch } of training) {
    from = training.state();
    if (epoch === 1) break;
  }
  expect(await training).toMatchObject({ epochs: 2, stopped: "left" });
  const other = network();
  await fitStream(other, stream(), { ...options(), from: from! });
  expect(bits(other)).toEqual(whole.parameters);
  const again = fitStream(network(), stream(), options());
  await again;
  expect(() => again[Symbol.asyncIterator]().next()).toThrow("This training has begun already.");
});

test("what diverges stops with the last finite parameters", async () => {
  const one = new Sequential([new Dense(2, 1, { activation: identity })]);
  const wild = { ...options(), optimizer: new SGD({ learningRate: 1e200 }) };
  await expect(fitStream(one, stream(), wild)).rejects.toThrow(DivergenceError);
  expect(bits(one).every(Number.isFinite)).toBe(true);
});

test("a network with a pipeline takes the tables of a stream as they are", async () => {
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${120 + i},${i % 3 === 0 ? "north" : "south"},${(i / 40).toFixed(3)}`,
  );
  const file = streamCsv(() => [`weight,side,share\n${rows.join("\n")}\n`], { window: 16 });
  const pipeline = Pipeline.fit(await file.first(), { target: { share: numeric() } });
  const [streamed, fitted] = [1, 2].map(
    () => new Sequential([new Dense(pipeline.inputSize, 1, { activation: identity })], { seed: 1, pipeline }),
  );
  const slow = { ...options(), optimizer: new SGD({ learningRate: 0.01 }), shuffle: false };
  await fitStream(streamed!, file, slow);
  const windowed = new WindowStream(() => file.map((table) => pipeline.data(table)));
  await fitStream(fitted!, windowed, slow);
  expect(bits(streamed!)).toEqual(bits(fitted!));
});
