import { deserialize, serialize } from "node:v8";
import { type EpochReport, type FitOptions, Sequential } from "@nn/core";
import { EarlyStopping, type EarlyStoppingOptions } from "@nn/core/callbacks";
import type { FitState } from "@nn/core/types";
import { Dense, identity } from "@nn/layers";
import { meanAbsoluteError, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const data = { inputs: [[0], [1], [2]], targets: [1, 3, 5] };
const build = () => new Sequential([new Dense(1, 1, { activation: identity })], { seed: "early" });
/** A rate that learns at first and grows until the loss does. */
const options = (): FitOptions => ({
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: (step) => 0.02 * step }),
  epochs: 60,
  batchSize: 3,
  shuffle: false,
});

async function trainWith(settings: EarlyStoppingOptions, more: Partial<FitOptions> = {}) {
  const network = build();
  const history = await network.fit(data, { ...options(), ...more, callbacks: [new EarlyStopping(settings)] });
  const losses = history.reports.map(({ loss }) => loss);
  return { network, history, losses, best: Math.min(...losses) };
}

describe("early stopping", () => {
  test("ends after so many reports without a better one, with the parameters of the best", async () => {
    const { network, history, losses, best } = await trainWith({ patience: 4 });
    expect(losses.indexOf(best)).toBe(losses.length - 5);
    expect(network.evaluate(data, { loss: meanSquaredError }).loss).toBe(best);
    expect(history.stopped).toMatch(/^No better loss for 4 reports: [\d.e-]+ after epoch \d+ was the best\.$/);
    expect(history.stopped).toContain(`after epoch ${losses.length - 5} `);
  });

  test("leaves the last parameters if it is asked to", async () => {
    const { network, losses } = await trainWith({ patience: 4, restoreBest: false });
    expect(network.evaluate(data, { loss: meanSquaredError }).loss).toBe(losses.at(-1));
  });

  test("looks at the validation data, where there are some, or at any figure", async () => {
    const validation = { inputs: [[5]], targets: [11] };
    const { history } = await trainWith({ patience: 2 }, { validation });
    const of = history.reports.map((report: EpochReport) => report.validation!.loss);
    expect(of.indexOf(Math.min(...of))).toBe(of.length - 3);
    expect(history.stopped).toMatch(/^No better validation\.loss for 2 reports/);
    const metrics = { error: meanAbsoluteError };
    const own = await trainWith({ monitor: "error", better: "more", patience: 1 }, { metrics } as never);
    expect(own.history.stopped).toMatch(/^No better error for 1 report:/);
  });

  test("counts as better what is so by more than minDelta", async () => {
    const { losses } = await trainWith({ patience: 3, minDelta: 1e9 });
    expect(losses).toHaveLength(4);
  });

  test("gives back the best at the last epoch, and nothing where the training was left", async () => {
    const { network, best } = await trainWith({ patience: 50 }, { epochs: 40, onWarning: () => {} });
    expect(network.evaluate(data, { loss: meanSquaredError }).loss).toBe(best);
    const left = build();
    let last = Number.NaN;
    for await (const { epoch, loss } of left.fit(data, {
      ...options(),
      callbacks: [new EarlyStopping({ patience: 50 })],
    })) {
      last = loss;
      if (epoch === 20) break;
    }
    expect(left.evaluate(data, { loss: meanSquaredError }).loss).toBe(last);
  });

  test("goes on where it was put away, and begins anew in another training", async () => {
    const whole = await trainWith({ patience: 4 });
    const training = build().fit(data, { ...options(), callbacks: [new EarlyStopping({ patience: 4 })] });
    let kept: Buffer | undefined;
    for await (const { epoch } of training) {
      if (epoch < whole.losses.length - 3) continue;
      kept = serialize(training.state());
      break;
    }
    const stopping = new EarlyStopping({ patience: 4 });
    const network = build();
    const from = deserialize(kept!) as FitState;
    const history = await network.fit(data, { ...options(), from, callbacks: [stopping] });
    expect({ ...history }).toEqual({ ...whole.history });
    expect(network.getParameters()).toEqual(whole.network.getParameters());
    const again = await build().fit(data, { ...options(), callbacks: [stopping] });
    expect({ ...again }).toEqual({ ...whole.history });
  });

  test("refuses what it can't be asked for, and figures that the reports don't have", async () => {
    const refuse = (settings: object) => () => new EarlyStopping(settings);
    expect(refuse({ patience: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: EarlyStopping: patience must be a whole number of at least 1, but is 0.]`,
    );
    expect(refuse({ patiense: 3 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: EarlyStopping has no option "patiense". Did you mean "patience"?]`,
    );
    expect(refuse({ better: "most" })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: EarlyStopping: better must be "less" or "more", but is "most".]`,
    );
    expect(refuse({ monitor: 3 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: EarlyStopping: monitor must be the name of a figure, as "validation.loss", but is 3.]`,
    );
    expect(refuse({ minDelta: -1 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: EarlyStopping: minDelta must be a finite number of at least 0, but is -1.]`,
    );
    expect(() => new EarlyStopping().restore({ monitor: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: EarlyStopping: restore takes what its state gave, but got 1.]`,
    );
    await expect(trainWith({ monitor: "accuracy" })).rejects.toThrowErrorMatchingInlineSnapshot(
      `[OptionError: The reports have no number "accuracy" to monitor. They have "loss".]`,
    );
  });
});
