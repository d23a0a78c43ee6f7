import type { DatasetMetric } from "@nn/core/component";
import { meanAbsoluteError } from "@nn/losses";
import { metricContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { broken } from "../../testing/broken.js";

describe("the metric contract notices", () => {
  const example = (random: () => number, size: number) => ({
    prediction: Array.from({ length: size }, random),
    target: Array.from({ length: size }, () => Math.round(random())),
  });
  const whole = (begin: DatasetMetric["begin"]): DatasetMetric => ({ name: "own", begin });

  test("a result of the last batch alone, or of a mean of means", () => {
    const last = whole(() => {
      let mean = 0;
      return {
        add({ batch, prediction }) {
          mean = Array.from(prediction.slice(0, batch)).reduce((sum, p) => sum + p, 0) / batch;
        },
        result: () => mean,
      };
    });
    expect(broken(metricContract(last, { example }))).toContain("gives the same result for any division into batches");
  });

  test("a count that isn't begun anew, and numbers beyond the batch", () => {
    let sum = 0;
    const kept = whole(() => ({
      add: ({ batch, prediction }) => {
        for (let i = 0; i < batch; i++) sum += prediction[i]!;
      },
      result: () => sum,
    }));
    expect(broken(metricContract(kept, { example }))).toContain(
      "two evaluations side by side don't disturb each other",
    );
    const beyond = whole(() => {
      let most = -Infinity;
      return {
        add: ({ prediction }) => {
          most = Math.max(most, ...prediction);
        },
        result: () => most,
      };
    });
    expect(broken(metricContract(beyond, { example }))).toContain(
      "only reads its examples, and nothing beyond the batch",
    );
  });

  test("examples that are counted before they come", () => {
    const counted = whole((examples) => {
      let sum = 0;
      return {
        add: ({ batch, prediction }) => {
          for (let i = 0; i < batch; i++) sum += prediction[i]!;
        },
        result: () => sum / examples,
      };
    });
    expect(broken(metricContract(counted, { example }))).toEqual(
      expect.arrayContaining(["counts the examples that come, where it began with more"]),
    );
  });

  test("a metric of examples that writes to what it reads", () => {
    const writing = {
      ...meanAbsoluteError,
      value: (frame: Parameters<typeof meanAbsoluteError.value>[0]) => {
        meanAbsoluteError.value(frame);
        frame.target[0] = 2;
      },
    };
    expect(broken(metricContract(writing, { example }))).toContain("writes a value for each example, and nothing else");
  });
});
