import { setImmediate as eventLoopTurn, setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { OptionError, Sequential, type Warning } from "@nn/core";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test, vi } from "vitest";
import { data } from "./exclusive-or.js";

const loss = meanSquaredError;
const settings = { loss, optimizer: new SGD({ learningRate: 0.5 }), epochs: 3, batchSize: 2 };
const build = () => new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "alone" });

setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

/** A training that goes on in the background until it is stopped. */
function background(network = build()) {
  const controller = new AbortController();
  const endless = { ...settings, epochs: 2 ** 50, evaluateEvery: 2 ** 50, signal: controller.signal };
  const training = network.fit(data, endless);
  const stop = async () => {
    controller.abort();
    return training;
  };
  return { network, training, controller, stop };
}

test("what was trained can be collected in the same turn: engines keep what a weak reference was made to", async () => {
  let made = 0;
  class Counting<T extends object> extends WeakRef<T> {
    constructor(value: T) {
      super(value);
      made++;
    }
  }
  vi.stubGlobal("WeakRef", Counting);
  try {
    await build().fit(data, settings);
    expect(made).toBe(0);
    for await (const _ of build().fit(data, settings));
    expect(made).toBe(1);
  } finally {
    vi.unstubAllGlobals();
  }
});

describe("one fit at a time:", () => {
  test("a second one of the same network is refused, and the first isn't disturbed", async () => {
    const network = build();
    const first = network.fit(data, settings);
    expect(() => network.fit(data, settings)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: This network is being trained by another fit, which is in epoch 0 of 3; two at once would mix their updates. Wait for its end with await, leave its for await loop, or abort its signal; or train another network.]`,
    );
    await first;
    const alone = build();
    await alone.fit(data, settings);
    expect(network.getParameters()).toEqual(alone.getParameters());
  });

  test("nor may it begin later, between two turns, or in the body of a loop over the first", async () => {
    const { network, stop } = background();
    await eventLoopTurn();
    expect(() => network.fit(data, settings)).toThrow(OptionError);
    await stop();
    for await (const _ of network.fit(data, settings)) expect(() => network.fit(data, settings)).toThrow(OptionError);
  });

  test("two networks are trained side by side, each as if it were alone", async () => {
    const [a, b, alone] = [build(), build(), build()];
    await Promise.all([a.fit(data, settings), b.fit(data, settings)]);
    await alone.fit(data, settings);
    expect([a.getParameters(), b.getParameters()]).toEqual([alone.getParameters(), alone.getParameters()]);
  });
});

describe("the network is free again", () => {
  const again = (network: ReturnType<typeof build>) => expect(network.fit(data, settings)).resolves.toBeDefined();

  test("when a fit has ended, in a loop or not", async () => {
    const network = build();
    await network.fit(data, settings);
    for await (const _ of network.fit(data, settings));
    await again(network);
  });

  test("when it was refused, failed at a report, or in its first update", async () => {
    const network = build();
    expect(() => network.fit(data, { ...settings, epochs: 0 })).toThrow(OptionError);
    const failing = (first: number) => new SGD({ learningRate: (step) => (step >= first ? Number.NaN : 0.1) });
    await expect(network.fit(data, { ...settings, optimizer: failing(1) })).rejects.toThrow(OptionError);
    const loop = async () => {
      for await (const _ of network.fit(data, { ...settings, optimizer: failing(3) }));
    };
    await expect(loop()).rejects.toThrow(OptionError);
    await again(network);
  });

  test("as soon as its signal aborts, though it has not come to its end yet", async () => {
    const { network, controller, training } = background();
    await eventLoopTurn();
    controller.abort();
    const second = background(network);
    expect(await training).toMatchObject({ stopped: "aborted" });
    expect(() => network.fit(data, settings)).toThrow(OptionError);
    await second.stop();
    await again(network);
  });

  test("when its loop is left, fails, or never begins", async () => {
    const network = build();
    for await (const _ of network.fit(data, settings)) break;
    const failing = async () => {
      for await (const _ of network.fit(data, settings)) throw new Error("mine");
    };
    await expect(failing()).rejects.toThrow("mine");
    await network.fit(data, settings)[Symbol.asyncIterator]().return?.();
    await again(network);
  });
});

test("reports that were dropped in the middle, and collected, don't lock the network for ever", async () => {
  const network = build();
  await network.fit(data, settings)[Symbol.asyncIterator]().next();
  expect(() => network.fit(data, settings)).toThrow(OptionError);
  for (let i = 0; i < 5; i++) {
    await setTimeout(10);
    gc();
  }
  await network.fit(data, settings);
});

describe("while a fit runs in the background,", () => {
  test("the network predicts and evaluates, and its parameters can be read", async () => {
    const { network, stop } = background();
    await eventLoopTurn();
    expect(network.predict([0, 1])[0]).toBeGreaterThan(0);
    expect(network.evaluate(data, { loss }).loss).toBeGreaterThan(0);
    expect(network.getParameters()["0.bias"]).toHaveLength(2);
    await stop();
  });

  test("what else would move its parameters is refused: which updates it came between would depend on the clock", async () => {
    const network = build();
    const trainer = network.trainer({ loss, optimizer: settings.optimizer, batchSize: 1 });
    const state = trainer.state();
    trainer.gradients([0, 1], [1]);
    const { stop } = background(network);
    await eventLoopTurn();
    expect(() => trainer.step([0, 1], [1])).toThrow(
      /^A trainer's step was called while a fit of the same network runs in the background, in epoch \d+ of \d+: what comes of it would depend on the clock\. Wait for the fit's end with await, or do it in the body of a for await loop over it\.$/,
    );
    expect(() => network.setParameters({ "1.bias": [1] })).toThrow(/^setParameters was called while a fit/);
    expect(() => trainer.apply()).toThrow(/^A trainer's apply was called while a fit/);
    expect(() => trainer.gradients([0, 1], [1])).toThrow(/^A trainer's step was called while a fit/);
    expect(() => trainer.state()).toThrow(/^A trainer's state was called while a fit/);
    expect(() => trainer.restore(state)).toThrow(/^A trainer's restore was called while a fit/);
    await stop();
    trainer.step([0, 1], [1]);
    network.setParameters({ "1.bias": [1] });
  });

  test("in the body of its loop they are as they were: that is the same in each run", async () => {
    const network = build();
    const trainer = network.trainer({ loss, optimizer: settings.optimizer, batchSize: 1 });
    for await (const { epoch } of network.fit(data, settings)) {
      trainer.step([0, 1], [1]);
      if (epoch === 1) network.setParameters(build().getParameters());
    }
  });
});

describe("a training that is awaited in the body of its own loop, where it would wait for ever,", () => {
  const sentence =
    "A training is awaited in the body of the for await loop over its own reports, which it waits for in turn: neither " +
    "would ever go on. Await it after the loop, or in place of the loop.";

  test("is told so, and the network is free again", async () => {
    const network = build();
    const training = network.fit(data, settings);
    const loop = async () => {
      for await (const _ of training) await training;
    };
    await expect(loop()).rejects.toThrow(sentence);
    expect(await training).toMatchObject({ epochs: 1, stopped: "left" });
    await network.fit(data, settings);
  });

  test("by whichever name, and at whichever report", async () => {
    const ways: ((training: Promise<unknown>) => Promise<unknown>)[] = [
      (training) => training.then(),
      (training) => training.finally(() => {}),
      (training) => Promise.all([training]),
      (training) => Promise.race([training, new Promise(() => {})]),
    ];
    for (const way of ways) {
      const training = build().fit(data, settings);
      const loop = async () => {
        for await (const { epoch } of training) if (epoch === 1) await way(training);
      };
      await expect(loop()).rejects.toThrow(sentence);
    }
  });

  test("is told after a second, if the body did something else first; others may have their reasons", async () => {
    const told: string[] = [];
    let tell: () => void = () => {};
    const warned = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const onWarning = ({ message }: Warning): void => {
      told.push(message);
      tell();
    };
    const training = build().fit(data, { ...settings, onWarning });
    for await (const { epoch } of training) {
      await eventLoopTurn();
      // In earnest, the body would wait for the training alone.
      if (epoch === 1) await Promise.race([training, warned]);
    }
    expect(told).toMatchInlineSnapshot(`
      [
        "A training has been awaited for a second while the for await loop over its reports stands in epoch 2 of 3. If that await is in the body of the loop, neither will ever go on: await the training after the loop.",
      ]
    `);
  });

  test("may be awaited by others meanwhile, and by the body once its signal has aborted", async () => {
    const controller = new AbortController();
    const training = build().fit(data, { ...settings, signal: controller.signal });
    const early = training.then(({ epochs }) => epochs);
    let late: Promise<number> | undefined;
    for await (const { epoch } of training) {
      await eventLoopTurn();
      late ??= training.then(({ epochs }) => epochs);
      if (epoch === 1) controller.abort();
    }
    expect([await early, await late]).toEqual([2, 2]);
  });
});

test("the history is a promise like any other", async () => {
  const training = build().fit(data, { ...settings, optimizer: new Adam() });
  expect(training).toBeInstanceOf(Promise);
  expect(training.then(() => 1)).not.toHaveProperty("loop");
  expect(await training.then(({ epochs }) => epochs)).toBe(3);
  const failed = build().fit(data, { ...settings, optimizer: new SGD({ learningRate: () => Number.NaN }) });
  expect(await failed.catch(() => "caught")).toBe("caught");
});
