import { frameFor } from "@nn/core/component";
import { Lookahead, SGD, StochasticWeightAveraging } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { byFormula, expectSame, steps } from "../rules/optimizer-steps.js";

const optimizer = new SGD({ learningRate: 0.1 });

describe("Lookahead", () => {
  test.each([1, 3])("goes %i steps ahead, and keeps a part of the way", (every) => {
    const rule = () => {
      let slow = Number.NaN;
      return (w: number, g: number, t: number) => {
        if (t === 1) slow = w;
        const fast = w - 0.1 * g;
        if (t % every !== 0) return fast;
        slow += 0.3 * (fast - slow);
        return slow;
      };
    };
    expectSame(steps(new Lookahead({ optimizer, every, share: 0.3 })), byFormula(rule));
  });

  test("refuses a share above 1", () => {
    expect(() => new Lookahead({ optimizer, share: 1.5 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: Lookahead: share must be at most 1, but is 1.5.]`,
    );
  });
});

test("StochasticWeightAveraging is the mean of every other update from the third on", () => {
  const averaging = new StochasticWeightAveraging({ optimizer, from: 3, every: 2 });
  const frame = frameFor(averaging, [{ fullName: "0.weight", shape: [1] }]);
  const [values, averages] = [[1], [Number.NaN]];
  frame.value[0] = 1;
  for (let t = 1; t <= 10; t++) {
    frame.gradient[0] = Math.sin(t);
    frame.step = t;
    averaging.update(frame);
    values.push(values.at(-1)! - 0.1 * Math.sin(t));
    averages.push(frame.slots.average![0]!);
  }
  const mean = (...at: number[]): number => at.reduce((sum, t) => sum + values[t]!, 0) / at.length;
  expect(frame.value[0]).toBeCloseTo(values.at(-1)!, 14);
  const expected = [values[1], values[2], values[3], values[3], mean(3, 5), mean(3, 5), mean(3, 5, 7), mean(3, 5, 7)];
  for (const [i, each] of expected.entries()) expect(averages[i + 1], `update ${i + 1}`).toBeCloseTo(each!, 14);
});
