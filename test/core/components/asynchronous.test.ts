import { type Dataset, Sequential } from "@nn/core";
import type { Activation, Initializer, Loss, Optimizer } from "@nn/core/component";
import { Activate, Dense, sigmoid, zeros } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { afterEach, beforeEach, expect, test } from "vitest";

const data = { inputs: [[1], [2]], targets: [1, 0] };
const optimizer = new SGD({ learningRate: 0.1 });
const settings = { loss: meanSquaredError, optimizer, epochs: 3, batchSize: 2 };
const build = (...layers: Dense[]) => new Sequential([new Dense(1, 1), ...layers] as Dense[]);

const unhandled: unknown[] = [];
const listener = (error: unknown) => void unhandled.push(error);
beforeEach(() => void process.on("unhandledRejection", listener));
afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off("unhandledRejection", listener);
  expect(unhandled.splice(0)).toEqual([]);
});

/** What a method looks like whose author awaits something in it; what is awaited fails. */
const asynchronous = async (): Promise<never> => {
  await Promise.resolve();
  throw new Error("no such file");
};
const LATE =
  " gives a promise, but it isn't awaited: its numbers must be written when it returns. " +
  "Await what it needs beforehand, and leave out `async`.";

/** The message of what a call throws or rejects with. */
async function messageOf(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    return (error as Error).message;
  }
  return "nothing was thrown";
}

test("a data set's read", async () => {
  const late: Dataset = { size: 2, inputShape: [1], targetShape: [1], read: asynchronous as never };
  const sentence =
    "The data set's read gives a promise, but it isn't awaited: a batch must be written when read returns. " +
    "Load the examples beforehand, with await, and leave out `async`.";
  expect(await messageOf(() => build().fit(late, settings))).toBe(sentence);
  expect(await messageOf(() => build().evaluate(late, { loss: meanSquaredError }))).toBe(sentence);
  const held = await messageOf(() => build().fit(data, { ...settings, validation: late }));
  expect(held).toContain(sentence);
});

test("a learning rate", async () => {
  const late = new SGD({ learningRate: asynchronous as never });
  expect(await messageOf(() => build().fit(data, { ...settings, optimizer: late }))).toBe(
    "The learning rate at step 1 must be a finite number of at least 0, but is a Promise. A schedule isn't awaited: leave out `async`.",
  );
});

test.each(["value", "gradient"] as const)("a loss's %s", async (method) => {
  const late: Loss = { ...meanSquaredError, name: "late", [method]: asynchronous };
  expect(await messageOf(() => build().fit(data, { ...settings, loss: late }))).toContain(`late: ${method}${LATE}`);
  const trainer = build().trainer({ loss: late, optimizer, batchSize: 2 });
  expect(await messageOf(() => trainer.step([1], [1]))).toBe(`late: ${method}${LATE}`);
});

test("a metric", async () => {
  const metrics = { mine: { name: "late", value: asynchronous as never } };
  expect(await messageOf(() => build().fit(data, { ...settings, metrics }))).toContain(`late: value${LATE}`);
});

test("an optimizer, after none or some right updates", async () => {
  for (const last of [0, 20]) {
    const late: Optimizer = {
      name: "late",
      slots: [],
      update: ((...given: Parameters<Optimizer["update"]>) =>
        given[0].step > last ? asynchronous() : optimizer.update(...given)) as never,
    };
    const message = await messageOf(() => build().fit(data, { ...settings, epochs: 40, optimizer: late }));
    expect(message).toBe(`late: update${LATE}`);
  }
});

test.each(["forward", "backward"] as const)("a layer's %s", async (method) => {
  const late = Object.assign(new Dense(1, 1), { name: "Late", [method]: asynchronous });
  const message = await messageOf(() => build(late).fit(data, settings));
  expect(message).toBe(`layer 1, Late: ${method}${LATE}`);
});

test.each(["forward", "backward"] as const)("an activation's %s", async (method) => {
  const late: Activation = { ...sigmoid, name: "late", [method]: asynchronous };
  const dense = await messageOf(() => build(new Dense(1, 1, { activation: late })).fit(data, settings));
  expect(dense).toBe(`Dense(1 → 1, late): the activation's ${method}${LATE}`);
  const network = new Sequential([new Dense(1, 1), new Activate(late)]);
  const activate = await messageOf(() => network.fit(data, settings));
  expect(activate).toBe(`Activate(late): the activation's ${method}${LATE}`);
});

test("an initializer", async () => {
  const late: Initializer = { ...zeros, fill: asynchronous as never };
  const message = await messageOf(() => build(new Dense(1, 1, { weightInitializer: late })));
  expect(message).toBe(`The initializer of 1.weight: fill${LATE}`);
});
