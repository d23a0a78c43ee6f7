import { Sequential, seededRandom } from "@nn/core";
import { type Metric, uniform } from "@nn/core/component";
import { Dense, identity } from "@nn/layers";
import { meanAbsoluteError, meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";

/** y = 3·x0 − x1 + 1 */
const line = new Sequential([new Dense(2, 1, { activation: identity })]);
line.setParameters({ "0.weight": [3, -1], "0.bias": [1] });

const random = seededRandom("evaluate");
const draw = (): number => uniform(random, -2, 2);
const inputs = Array.from({ length: 600 }, () => [draw(), draw()]);
const targets = Array.from({ length: 600 }, draw);
const errors = inputs.map((_, i) => line.predict(inputs[i]!)[0]! - targets[i]!);
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("the mean over the whole data", () => {
  test.each([1, 2, 255, 256, 257, 511, 600])("of %i examples is the mean by hand", (count) => {
    const data = { inputs: inputs.slice(0, count), targets: targets.slice(0, count) };
    const { loss } = line.evaluate(data, { loss: meanSquaredError });
    expect(loss).toBe(meanOf(errors.slice(0, count).map((error) => error ** 2)));
  });

  test("counts each example once, also those of a smaller last part", () => {
    const right = line.predict(inputs.slice(0, 257)).flat();
    const data = { inputs: inputs.slice(0, 257), targets: right.with(256, right[256]! + 257) };
    const { error } = line.evaluate(data, { loss: meanSquaredError, metrics: { error: meanAbsoluteError } });
    expect(error).toBeCloseTo(1, 12);
  });

  test("is the mean over outputs within an example as well", () => {
    const two = new Sequential([new Dense(1, 2, { activation: identity })]);
    two.setParameters({ "0.weight": [1, 2], "0.bias": [0, 0] });
    const data = {
      inputs: [1, 10],
      targets: [
        [0, 0],
        [10, 24],
      ],
    };
    expect(two.evaluate(data, { loss: meanSquaredError }).loss).toBe(((1 + 4) / 2 + (0 + 16) / 2) / 2);
  });

  test("leaves the network as it is", () => {
    const before = line.getParameters();
    line.evaluate({ inputs, targets }, { loss: meanSquaredError });
    expect(line.getParameters()).toEqual(before);
  });

  test("is summed in double precision for a float32 network", () => {
    const ones = new Sequential([new Dense(1, 1, { activation: identity })], { dtype: "float32" });
    ones.setParameters({ "0.weight": [0], "0.bias": [0] });
    const count = 100_000;
    const data = { inputs: new Float32Array(count), targets: new Float32Array(count).fill(0.1) };
    const each = Math.fround(Math.fround(0.1) * Math.fround(0.1));
    expect(ones.evaluate(data, { loss: meanSquaredError }).loss / each).toBeCloseTo(1, 10);
  });
});

describe("metrics", () => {
  const data = { inputs, targets };

  const above: Metric = {
    name: "above",
    value({ values, prediction, target, batch }) {
      for (let i = 0; i < batch; i++) values[i] = prediction[i]! > target[i]! ? 1 : 0;
    },
  };

  test("come back under the user's names, beside the loss", () => {
    const metrics = { "mean error": meanAbsoluteError, share: above, toString: meanSquaredError };
    const evaluation = line.evaluate(data, { loss: meanSquaredError, metrics });
    expect(Object.keys(evaluation)).toEqual(["loss", "mean error", "share", "toString"]);
    expect(evaluation["mean error"]).toBe(meanOf(errors.map(Math.abs)));
    expect(evaluation.share).toBe(meanOf(errors.map((error) => Number(error > 0))));
    expect(evaluation.toString).toBe(evaluation.loss);
  });

  test("may be the user's own", () => {
    const largest: Metric = {
      name: "largest",
      value({ values, prediction, batch, outputSize: size }) {
        for (let i = 0; i < batch; i++) values[i] = Math.max(...prediction.subarray(i * size, (i + 1) * size));
      },
    };
    const { peak } = line.evaluate(data, { loss: meanSquaredError, metrics: { peak: largest } });
    expect(peak).toBeCloseTo(meanOf(line.predict(inputs).flat()), 12);
  });

  test.each(["loss", "epoch", "validation"])("can't be named %s", (name) => {
    const evaluate = () => line.evaluate(data, { loss: meanSquaredError, metrics: { [name]: meanAbsoluteError } });
    expect(evaluate).toThrow(`A metric can't be named "${name}": reports already use that name. Choose another one.`);
  });
});
