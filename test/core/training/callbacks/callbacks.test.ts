import { DivergenceError } from "@nn/core";
import type { Callback } from "@nn/core/callbacks";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { build, data, options, trainWith } from "./training.js";

test("what a callback sees can be taken apart and copied", async () => {
  const found: unknown[] = [];
  const stepped: Callback["stepped"] = (run) => {
    const { gradients, step } = run;
    const copy = { ...run };
    found.push([step, Object.keys(gradients()), copy.step, Object.keys(copy.gradients()), typeof copy.state]);
  };
  await trainWith({ name: "copies", stepped });
  const names = ["0.weight", "0.bias", "1.weight", "1.bias"];
  expect(found[0]).toEqual([1, names, 1, names, "function"]);
});

test("callbacks are told of everything, each at its moment, in their order", async () => {
  const told: string[] = [];
  const teller = (name: string): Callback => ({
    name,
    started: ({ step, epoch, epochs }) => void told.push(`${name} started ${step} ${epoch}/${epochs}`),
    stepped: ({ step, loss }) => void told.push(`${name} stepped ${step} ${Number.isFinite(loss)}`),
    reported: ({ epoch, loss }, run) =>
      void told.push(`${name} reported ${epoch} ${run.epoch} ${Number.isFinite(loss)}`),
    ended: ({ step, epoch }) => told.push(`${name} ended ${step} ${epoch}`),
  });
  const history = await trainWith(teller("a"), { ...teller("b"), stepped: undefined } as unknown as Callback);
  expect(history.stopped).toBe("finished");
  expect(told).toMatchInlineSnapshot(`
    [
      "a started 0 0/4",
      "b started 0 0/4",
      "a stepped 1 true",
      "a stepped 2 true",
      "a stepped 3 true",
      "a reported 0 1 true",
      "b reported 0 1 true",
      "a stepped 4 true",
      "a stepped 5 true",
      "a stepped 6 true",
      "a stepped 7 true",
      "a stepped 8 true",
      "a stepped 9 true",
      "a reported 2 3 true",
      "b reported 2 3 true",
      "a stepped 10 true",
      "a stepped 11 true",
      "a stepped 12 true",
      "a reported 3 4 true",
      "b reported 3 4 true",
      "a ended 12 4",
      "b ended 12 4",
    ]
  `);
});

test("a fit has the same bits with callbacks and without, awaited or gone through", async () => {
  const [alone, told, looped] = [build(), build(), build()];
  const stepped = { name: "stepped", stepped: () => {}, reported: async () => {} };
  const first = await alone.fit(data, options());
  const second = await told.fit(data, { ...options(), callbacks: [stepped] });
  const loop = looped.fit(data, { ...options(), callbacks: [stepped] });
  const reports = [];
  for await (const report of loop) reports.push(report);
  expect(second).toEqual(first);
  expect(reports).toEqual(first.reports);
  expect(told.getParameters()).toEqual(alone.getParameters());
  expect(looped.getParameters()).toEqual(alone.getParameters());
});

describe("a sentence ends the training, and the history has it:", () => {
  const hooks = ["started", "stepped", "reported"] as const;
  test.each(hooks)("from %s", async (hook) => {
    const steps: number[] = [];
    const { stopped, epochs } = await trainWith(
      { name: "enough", [hook]: () => "That is enough." },
      { name: "counts", ended: ({ step }) => steps.push(step) },
    );
    expect(stopped).toBe("That is enough.");
    expect(steps).toEqual([hook === "started" ? 0 : hook === "stepped" ? 1 : 3]);
    expect(epochs).toBe(hook === "reported" ? 1 : 0);
  });

  test.each(hooks)("from a promise of %s", async (hook) => {
    const { stopped } = await trainWith({ name: "enough", [hook]: async () => "That is enough." });
    expect(stopped).toBe("That is enough.");
  });

  test("the first of several, and all are told", async () => {
    const told: string[] = [];
    const saying = (name: string): Callback => ({
      name,
      reported: () => {
        told.push(name);
        return `${name} ends it.`;
      },
    });
    const { stopped } = await trainWith(saying("a"), saying("b"));
    expect([stopped, told]).toEqual(["a ends it.", ["a", "b"]]);
  });

  test("in a for await loop, after the report", async () => {
    const training = trainWith({
      name: "enough",
      reported: ({ epoch }) => (epoch === 2 ? "That is enough." : undefined),
    });
    const epochs = [];
    for await (const { epoch } of training) epochs.push(epoch);
    expect(epochs).toEqual([0, 2]);
    expect((await training).stopped).toBe("That is enough.");
  });
});

describe("a promise is waited for", () => {
  test("between two steps, and one callback after the other", async () => {
    const told: string[] = [];
    const slow = (name: string): Callback => ({
      name,
      async stepped({ step }) {
        told.push(`${name} ${step} begins`);
        await new Promise((resolve) => setTimeout(resolve, 1));
        told.push(`${name} ${step} ends`);
      },
    });
    await build().fit(data, { ...options(), epochs: 1, batchSize: 3, callbacks: [slow("a"), slow("b")] });
    expect(told).toEqual(
      [1, 2].flatMap((step) => ["a", "b"].flatMap((name) => [`${name} ${step} begins`, `${name} ${step} ends`])),
    );
  });

  test("at the end, before the history is there", async () => {
    let hasEnded = false;
    await trainWith({
      name: "slow",
      async ended() {
        await new Promise((resolve) => setTimeout(resolve, 5));
        hasEnded = true;
      },
    });
    expect(hasEnded).toBe(true);
  });

  test("when the loop over the reports is left", async () => {
    const told: string[] = [];
    const training = trainWith({ name: "slow", ended: async ({ epoch }) => told.push(`ended in epoch ${epoch}`) });
    for await (const _ of training) break;
    expect((await training).stopped).toBe("left");
    expect(told).toEqual(["ended in epoch 1"]);
  });
});

describe("what a callback throws comes out of the training, which ends there:", () => {
  test.each(["started", "stepped", "reported", "ended"] as const)("from %s", async (hook) => {
    const network = build();
    const wrong = {
      name: "wrong",
      [hook]: () => {
        throw new TypeError(`wrong in ${hook}`);
      },
    };
    await expect(network.fit(data, { ...options(), callbacks: [wrong] })).rejects.toThrow(`wrong in ${hook}`);
    const rejecting = { name: "wrong", [hook]: async () => Promise.reject(new TypeError(`late in ${hook}`)) };
    await expect(network.fit(data, { ...options(), callbacks: [rejecting] })).rejects.toThrow(`late in ${hook}`);
    await expect(
      (async () => {
        for await (const _ of network.fit(data, { ...options(), callbacks: [wrong] }));
      })(),
    ).rejects.toThrow(`wrong in ${hook}`);
    // The network is free for another training.
    expect((await network.fit(data, options())).stopped).toBe("finished");
  });

  test("all are told of the end, also after an error of the training", async () => {
    const told: string[] = [];
    const network = build();
    const optimizer = new SGD({ learningRate: 1e300 });
    const ending = { name: "end", ended: ({ step }: { step: number }) => told.push(`ended after ${step}`) };
    const diverging = { ...options(), optimizer, epochs: 50, callbacks: [ending] };
    const far = { inputs: data.inputs, targets: [1e200, 2, 3, 4, 5] };
    await expect(network.fit(far, diverging)).rejects.toThrow(DivergenceError);
    expect(told).toEqual(["ended after 0"]);
  });
});

test("a callback may look at the network and change it between two steps, and no other code may while it trains", async () => {
  const network = build();
  const zero = { "1.bias": [0] };
  const { stopped } = await network.fit(data, {
    ...options(),
    callbacks: [
      {
        name: "changes",
        async stepped(run) {
          await Promise.resolve();
          run.network.setParameters(zero);
          return run.step === 2 ? `the bias is ${run.network.getParameters()["1.bias"]}` : undefined;
        },
      },
    ],
  });
  expect(stopped).toBe("the bias is 0");
});
