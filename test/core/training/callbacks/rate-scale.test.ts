import { datasetFor, Sequential } from "@nn/core";
import { reference } from "@nn/core/backend";
import { ReduceLearningRateOnPlateau } from "@nn/core/callbacks";
import type { LearningRate, Optimizer } from "@nn/core/component";
import type { FitState } from "@nn/core/types";
import { Dense, identity, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, RMSprop, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const data = {
  inputs: [
    [0, 1],
    [1, 1],
    [2, -1],
    [3, 0],
  ],
  targets: [1, 0, 1, 0],
};
const build = (options = {}) =>
  new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], { seed: "scale", ...options });
const rules: Record<string, (rate: LearningRate) => Optimizer> = {
  SGD: (learningRate) => new SGD({ learningRate }),
  momentum: (learningRate) => new SGD({ learningRate, momentum: 0.9 }),
  RMSprop: (learningRate) => new RMSprop({ learningRate }),
  Adam: (learningRate) => new Adam({ learningRate }),
};

describe("a rate that is multiplied makes the steps of a rate that is so", () => {
  const cases = Object.keys(rules).flatMap((name) =>
    (["float32", "float64"] as const).flatMap((dtype) =>
      [undefined, reference].map((backend) => [name, dtype, backend?.name ?? "default", backend] as const),
    ),
  );
  test.each(cases)("%s in %s on the %s backend", (name, dtype, _, backend) => {
    const rows = Uint32Array.of(0, 1, 2, 3);
    const [scaled, changed] = [0.5, 0.25].map((rate) => {
      const network = build({ dtype, backend });
      const trainer = network.trainer({ loss: meanSquaredError, optimizer: rules[name]!(0.5), batchSize: 2 });
      trainer.stepRows(datasetFor(network, data), rows, 0, 4, 2);
      if (rate === 0.5) trainer.rateScale = 0.5;
      return { network, trainer, rate };
    });
    const other = build({ dtype, backend });
    const quarter = other.trainer({ loss: meanSquaredError, optimizer: rules[name]!(0.25), batchSize: 2 });
    const may = { changed: ["optimizer.learningRate"] };
    quarter.restore(changed!.trainer.state(), may);
    expect(scaled!.trainer.rateScale).toBe(0.5);
    scaled!.trainer.stepRows(datasetFor(scaled!.network, data), rows, 0, 4, 2);
    quarter.stepRows(datasetFor(other, data), rows, 0, 4, 2);
    scaled!.trainer.step([[5, 1]], [1]);
    quarter.step([[5, 1]], [1]);
    expect(scaled!.network.getParameters()).toEqual(other.getParameters());
    const schedule = build({ dtype, backend });
    const byStep = schedule.trainer({ loss: meanSquaredError, optimizer: rules[name]!(() => 0.5), batchSize: 2 });
    byStep.restore({ ...changed!.trainer.state(), rateScale: 0.5 }, may);
    byStep.stepRows(datasetFor(schedule, data), rows, 0, 4, 2);
    byStep.step([[5, 1]], [1]);
    expect(schedule.getParameters()).toEqual(other.getParameters());
  });
});

test("a training that follows on the same network begins with the rate as it is", async () => {
  const options = { loss: meanSquaredError, optimizer: rules.Adam!(0.1), epochs: 3, batchSize: 2, onWarning: () => {} };
  const scales: number[] = [];
  const network = build();
  const half = {
    name: "half",
    started: (run: { rateScale: number }) => {
      scales.push(run.rateScale);
      run.rateScale = 0.5;
    },
  };
  await network.fit(data, { ...options, callbacks: [half] });
  await network.fit(data, { ...options, callbacks: [half] });
  expect(scales).toEqual([1, 1]);
});

test("what a rate can't be multiplied by is refused", () => {
  const trainer = build().trainer({ loss: meanSquaredError, optimizer: rules.SGD!(0.1), batchSize: 1 });
  for (const scale of [-1, Number.NaN, Number.POSITIVE_INFINITY, "1", null]) {
    expect(() => {
      trainer.rateScale = scale as number;
    }).toThrow(/^rateScale must be a finite number of at least 0/);
  }
  expect(() => trainer.restore({ ...trainer.state(), rateScale: -1 })).toThrow(/^rateScale/);
  expect(trainer.rateScale).toBe(1);
});

describe("a rate that is reduced where nothing becomes better", () => {
  const line = { inputs: [[0], [1], [2]], targets: [1, 3, 5] };
  const one = () => new Sequential([new Dense(1, 1, { activation: identity })], { seed: "plateau" });
  const options = {
    loss: meanSquaredError,
    optimizer: new SGD({ learningRate: 0 }),
    batchSize: 3,
    onWarning: () => {},
  };

  async function scalesOf(callback: ReduceLearningRateOnPlateau, epochs: number, from?: FitState) {
    const scales: number[] = [];
    const states: FitState[] = [];
    const note = {
      name: "note",
      stepped: (run: { rateScale: number; state(): FitState }) => {
        scales.push(run.rateScale);
        states.push(run.state());
      },
    };
    await one().fit(line, { ...options, epochs, callbacks: [callback, note], ...(from && { from }) });
    return { scales, states };
  }

  test("halves it after five reports, again and again, down to a thousandth", async () => {
    const { scales } = await scalesOf(new ReduceLearningRateOnPlateau(), 70);
    expect(scales.slice(0, 13)).toEqual([1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25]);
    expect(scales.at(-1)).toBe(0.001);
  });

  test("goes on where it was put away", async () => {
    const make = () => new ReduceLearningRateOnPlateau({ patience: 3, factor: 0.1, least: 0 });
    const { scales, states } = await scalesOf(make(), 12);
    const rest = await scalesOf(make(), 12, states[6]);
    expect(rest.scales).toEqual(scales.slice(7));
  });

  test("refuses what it can't be asked for", () => {
    const refuse = (settings: object) => () => new ReduceLearningRateOnPlateau(settings);
    expect(refuse({ factor: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: ReduceLearningRateOnPlateau: factor must be a finite number above 0 and below 1, but is 1.]`,
    );
    expect(refuse({ patience: -1 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: ReduceLearningRateOnPlateau: patience must be a whole number of at least 1, but is -1.]`,
    );
    expect(refuse({ cooldown: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: ReduceLearningRateOnPlateau has no option "cooldown". It has: monitor, better, minDelta, factor, patience, least.]`,
    );
    expect(() => new ReduceLearningRateOnPlateau().restore(5)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: ReduceLearningRateOnPlateau: restore takes what its state gave, but got 5.]`,
    );
  });
});
