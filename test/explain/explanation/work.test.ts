import { Sequential } from "@nn/core";
import type { Activation, Loss } from "@nn/core/component";
import { type Explanation, explain } from "@nn/explain";
import { Dense, glorotUniform, relu, sigmoid, softmax } from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { expect, test, vi } from "vitest";

/** What one explanation does: calls of `equations`, entries in maps, and texts that are read as decimal numbers. */
function workOf(
  hidden: number,
  activation: Activation,
  ending: Activation,
  loss: Loss,
): {
  readonly asked: number;
  readonly entries: number;
  readonly decimals: number;
  readonly copies: number;
  readonly draws: number;
} {
  let asked = 0;
  const weightInitializer = { ...glorotUniform };
  const dense = new Dense(784, hidden, { activation, weightInitializer });
  const layer = Object.create(dense, {
    equations: {
      get: () => {
        asked++;
        return dense.equations;
      },
    },
  }) as Dense;
  const network = new Sequential([layer, new Dense(hidden, 10, { activation: ending })]);
  const input = Array.from({ length: 784 }, (_, i) => ((i * 37) % 11) / 10);
  // Of the other classes, the loss has the slope 0.
  const target = Array.from({ length: 10 }, (_, i) => (i === 3 ? 1 : 0));
  const copies = vi.spyOn(Sequential.prototype, "parameters", "get");
  const draws = vi.spyOn(weightInitializer, "fill");
  const entries = vi.spyOn(Map.prototype, "set");
  const decimals = vi.spyOn(RegExp.prototype, "test");
  const explanation: Explanation = explain(network, { input, target, loss, parameter: "w1" });
  const counted = { entries, decimals, copies, draws };
  const calls = Object.entries(counted).map(([name, { mock }]) => [name, mock.calls.length]);
  const work = { asked, ...Object.fromEntries(calls) };
  vi.restoreAllMocks();
  expect(explanation.given.length).toBeLessThan(50);
  return work;
}

test.each([
  [relu, softmax, categoricalCrossEntropy],
  [sigmoid, sigmoid, meanSquaredError],
])(
  "of 100,000 parameters, only those that lie on a path are looked at, none is computed with 400 digits, and all are copied once",
  (...parts) => {
    const { asked, entries, decimals, copies, draws } = workOf(128, ...parts);
    expect([copies, draws]).toEqual([1, 0]);
    expect(asked).toBeLessThan(4);
    expect(entries).toBeLessThan(5000);
    // The last sums are computed with 40 digits, as slopes of 0 are on the path.
    expect(decimals).toBeLessThan(5000);
  },
);
