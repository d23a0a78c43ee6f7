import { defineLoss, defineRule, type Layer, type Loss, RuleOptimizer } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { expect, test } from "vitest";
import { refusal, stateOf } from "./states.js";

/** An optimizer of one's own that is no more than its rule. */
class Ruled extends RuleOptimizer {
  readonly name = "ruled";
  readonly learningRate = 0.1;

  constructor(line: string) {
    super(defineRule({ lines: [line], letters: { eta: "learningRate" } }));
  }
}

test("what readers are shown of a component has no part in it; what it computes has one", () => {
  const lossOf = (more: object) => ({ loss: defineLoss({ ...defined, ...more }) });
  const defined = {
    name: "mine",
    formula: { value: "mean((p - t)^2)" },
    gradient: ["gradient = 2 * (p - t) / (batch * size)"],
  };
  const state = stateOf(lossOf({}));
  const predictions = { what: "numbers", range: { least: -9, most: 9 }, remedy: "scale them" };
  for (const more of [{ titles: { en: "my loss" } }, { predictions }])
    expect(refusal(state, lossOf(more))).toBe("restored");
  const other = refusal(state, lossOf({ gradient: ["gradient = (p - t) / (batch * size)"] }));
  expect(other).toContain('loss.computes.1 "gradient = 2 * (p - t) / (batch * size)"');
  const ruled = (line: string) => ({ optimizer: new Ruled(line) });
  const byRule = stateOf(ruled("w = w - eta * g"));
  expect(refusal(byRule, ruled("w = w - eta * g"))).toBe("restored");
  expect(refusal(byRule, ruled("w = w - 2 * eta * g"))).toContain('with optimizer.computes.0 "w = ( w - eta * g)"');
});

test("what computes something has its own settings compared beside what it computes", () => {
  const scaled = (factor: number): { loss: Loss } => ({
    loss: {
      ...meanSquaredError,
      kind: "scaled",
      settings: () => ({ factor }),
      gradient: (frame) => meanSquaredError.gradient(frame),
    },
  });
  const more = (factor: number): { loss: Loss } => ({
    loss: { ...meanSquaredError, settings: () => ({ ...meanSquaredError.settings!(), factor }) },
  });
  for (const made of [scaled, more]) {
    const state = stateOf(made(1));
    expect(refusal(state, made(1))).toBe("restored");
    expect(refusal(state, made(100))).toContain("with loss.factor 1, but this one has loss.factor 100, and");
  }
  const said = (rate: number): Layer[] => [
    Object.assign(new Dense(2, 1), { computes: "sums", settings: () => ({ rate }) }),
  ];
  const state = stateOf({}, said(1));
  expect(refusal(state, {}, said(1))).toBe("restored");
  expect(refusal(state, {}, said(2))).toContain("layers.0.rate 1");
});
