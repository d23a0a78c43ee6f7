import { type FitOptions, Sequential } from "@nn/core";
import { type Callback, EarlyStopping, type FitView } from "@nn/core/callbacks";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const data = { inputs: [[0], [1], [2]], targets: [1, 3, 5] };
const build = () => new Sequential([new Dense(1, 1, { activation: identity })], { seed: "awaited hooks" });
const settings = () => ({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.01 }), batchSize: 3 });
const options = (...callbacks: Callback[]): FitOptions => ({ ...settings(), epochs: 2, callbacks });
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
const REFUSED = /was called while a fit of the same network runs in the background/;

describe("while a hook is awaited", () => {
  test.each(["started", "stepped", "reported", "ended"] as const)(
    "other code can't change the network: %s",
    async (hook) => {
      const network = build();
      const trainer = network.trainer(settings());
      const state = trainer.state();
      let waiting = () => {};
      const inHook = new Promise<void>((resolve) => {
        waiting = resolve;
      });
      const slow: Callback = {
        name: "slow",
        [hook]: async () => {
          setTimeout(waiting, 0);
          await pause();
          await pause();
        },
      };
      const training = network.fit(data, options(slow));
      await inHook;
      expect(() => network.setParameters({ "0.bias": [0] })).toThrow(REFUSED);
      expect(() => trainer.step([[0], [1], [2]], [1, 3, 5])).toThrow(REFUSED);
      expect(() => trainer.state()).toThrow(REFUSED);
      expect(() => trainer.restore(state)).toThrow(REFUSED);
      expect((await training).stopped).toBe("finished");
      network.setParameters({ "0.bias": [0] });
      trainer.restore(state);
    },
  );

  test("the callback can, by its view, and other code still can't afterwards", async () => {
    const network = build();
    let tried: unknown;
    const changes = async (run: FitView) => {
      await pause();
      run.network.setParameters({ "0.bias": [7] });
      await pause();
      try {
        network.setParameters({ "0.bias": [8] });
      } catch (error) {
        tried = error;
      }
    };
    await network.fit(data, options({ name: "changes", ended: changes }));
    expect(network.getParameters()["0.bias"]).toEqual([7]);
    expect(String(tried)).toMatch(REFUSED);
  });

  test("a later callback that restores the best parameters can", async () => {
    const slow: Callback = { name: "slow", reported: pause, ended: pause };
    const stopping = new EarlyStopping({ better: "more", patience: 1 });
    const { stopped } = await build().fit(data, { ...options(slow, stopping), epochs: 9 });
    expect(stopped).toMatch(/after epoch 0 was the best/);
  });

  test("another fit may begin after an abort, and make its steps", async () => {
    const network = build();
    const controller = new AbortController();
    let second: Promise<unknown> | undefined;
    const aborts: Callback = {
      name: "aborts",
      reported: async () => {
        await pause();
        controller.abort();
        second = network.fit(data, { ...options(), epochs: 50 });
      },
      ended: pause,
    };
    await network.fit(data, { ...options(aborts), signal: controller.signal });
    await expect(second).resolves.toMatchObject({ stopped: "finished" });
  });

  test("the end of one that was aborted leaves the guard of the next one in its place", async () => {
    const network = build();
    const controller = new AbortController();
    let resolve = () => {};
    const begun = new Promise<void>((resolved) => {
      resolve = resolved;
    });
    const aborts: Callback = {
      name: "aborts",
      reported: async () => {
        await begun;
      },
    };
    const first = network.fit(data, { ...options(aborts), signal: controller.signal });
    await pause();
    controller.abort();
    const slow: Callback = {
      name: "slow",
      started: async () => {
        resolve();
        await pause();
      },
    };
    const second = network.fit(data, options(slow));
    expect((await first).stopped).toBe("aborted");
    expect(() => network.setParameters({ "0.bias": [1] })).toThrow(REFUSED);
    await second;
  });
});

describe("an error in ended", () => {
  const throwing = (name: string): Callback => ({
    name,
    ended: () => {
      throw new TypeError(`${name} in ended`);
    },
  });
  const late = (name: string): Callback => ({ name, ended: () => Promise.reject(new TypeError(`${name} late`)) });

  test("doesn't hide the training's own, awaited or gone through, and later callbacks are told", async () => {
    const told: string[] = [];
    const list = (first: Callback): FitOptions =>
      options(first, throwing("a"), late("b"), { name: "last", ended: () => told.push("last") });
    const wrong: Callback = { name: "wrong", reported: () => Promise.reject(new RangeError("the first error")) };
    await expect(build().fit(data, list(wrong))).rejects.toThrow("the first error");
    const loop = async () => {
      for await (const _ of build().fit(data, list(wrong)));
    };
    await expect(loop()).rejects.toThrow("the first error");
    expect(told).toEqual(["last", "last"]);
  });

  test("is the training's, the first of several, if there is no other", async () => {
    const told: string[] = [];
    const last: Callback = { name: "last", ended: () => told.push("last") };
    await expect(build().fit(data, options(late("a"), throwing("b"), last))).rejects.toThrow("a late");
    await expect(build().fit(data, options(throwing("a"), late("b"), last))).rejects.toThrow("a in ended");
    expect(told).toEqual(["last", "last"]);
  });
});

test.each(["less", "more"] as const)("after NaN, a number counts as better: %s", (better) => {
  const network = build();
  const view = { network } as unknown as FitView;
  const stopping = new EarlyStopping({ monitor: "figure", better, patience: 2 });
  const see = (epoch: number, figure: number) => stopping.reported({ epoch, loss: 1, figure } as never, view);
  stopping.started();
  expect([see(0, Number.NaN), see(1, Number.NaN), see(2, 3), see(3, Number.NaN)]).toEqual(Array(4).fill(undefined));
  expect(see(4, 3)).toBe("No better figure for 2 reports: 3 after epoch 2 was the best.");
});
