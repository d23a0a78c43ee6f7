import { DivergenceError, type Warning } from "@nn/core";
import { expect, test } from "vitest";
import { EXPLODING, RETURNING } from "./exploding.js";
import { HEALTHY } from "./healthy.js";

test.each(Object.entries(HEALTHY))("no warning: %s", async (_name, make) => {
  const { network, data, options } = make();
  const told: Warning[] = [];
  const history = await network.fit(data, { ...options, onWarning: (warning) => told.push(warning) });
  expect([history.stopped, told, history.warnings]).toEqual(["finished", [], []]);
});

test.each(Object.entries(RETURNING))("no divergence, at most a note: %s", async (_name, make) => {
  const { network, data, options } = make();
  const first = network.evaluate(data, { loss: options.loss }).loss;
  const { stopped, reports, warnings } = await network.fit(data, { ...options, onWarning: () => {} });
  const [highest, last] = [Math.max(...reports.map(({ loss }) => loss)), reports.at(-1)!.loss];
  expect(stopped).toBe("finished");
  expect(highest).toBeGreaterThan(1.5 * first);
  expect(last).toBeLessThan(highest);
  for (const { kind } of warnings) expect(kind).toBe("grown loss");
});

test.each(Object.entries(EXPLODING))("divergence: %s", async (_name, make) => {
  const { network, data, options } = make();
  const error: unknown = await network.fit(data, { ...options, onWarning: () => {} }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(DivergenceError);
  const { growth, what } = (error as DivergenceError).place;
  expect(what).toBe("loss");
  expect(growth!.to / growth!.from).toBeGreaterThan(1e9);
  expect(Object.values(network.getParameters()).flat().every(Number.isFinite)).toBe(true);
});

test("the tables are large enough to prove something", () => {
  const counts = [HEALTHY, RETURNING, EXPLODING].map((table) => Object.keys(table).length);
  expect(counts).toEqual([
    expect.toSatisfy((n) => n >= 30),
    expect.toSatisfy((n) => n >= 8),
    expect.toSatisfy((n) => n >= 10),
  ]);
});

test("a training that explodes says from where to where, and what helps; its note came before", async () => {
  const { network, data, options } = EXPLODING["a line, a step an epoch"]!();
  const told: Warning[] = [];
  const training = network.fit(data, { ...options, onWarning: (warning) => told.push(warning) });
  const error: unknown = await training.catch((e: unknown) => e);
  expect((error as DivergenceError).message).toMatchInlineSnapshot(
    `"The loss has grown from 7.22 before the first step to 1.02e+34 in epoch 32, batch 0 (after 33 updates), and doesn't fall again. Training stopped; the network keeps its last finite parameters. A smaller learningRate is the usual remedy, and inputs scaled to about -1 to 1 (standardize, minMax)."`,
  );
  expect(told).toMatchInlineSnapshot(`
    [
      {
        "kind": "grown loss",
        "message": "The loss has grown from 7.22 before the first step to 6.35e+12 after epoch 11: the training moves away from a minimum. A smaller learningRate is the usual remedy, and inputs and targets scaled to about -1 to 1 (standardize, minMax).",
      },
    ]
  `);
});

test("a loss that ends far beyond its first value is a note, though it may have been on its way back", async () => {
  const { network, data, options } = RETURNING["eight steps of a rate far too high"]!();
  const { warnings, reports } = await network.fit(data, { ...options, epochs: 12, onWarning: () => {} });
  expect(warnings.map(({ kind }) => kind)).toEqual(["grown loss"]);
  expect(reports.at(-1)!.loss).toBeLessThan(reports.at(-2)!.loss);
});
