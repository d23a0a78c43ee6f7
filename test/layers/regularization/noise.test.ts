import { Sequential, seededRandom } from "@nn/core";
import { type Layer, normal, type Shape, TrainingWorkspace } from "@nn/core/component";
import { AlphaDropout, GaussianNoise, SpatialDropout2D } from "@nn/layers";
import { expect, test } from "vitest";

/** What a layer gives in a training. */
function trained(layer: Layer, inputShape: Shape, inputs: (i: number) => number): number[] {
  const workspace = new TrainingWorkspace(new Sequential([layer], { inputShape, seed: 1 }), 1);
  workspace.inputs.forEach((_, i) => {
    workspace.inputs[i] = inputs(i);
  });
  workspace.forward(1);
  return [...workspace.prediction];
}

const SIZE = 100_000;
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const momentOf = (values: readonly number[], power: number): number => meanOf(values.map((value) => value ** power));
/** Five standard deviations of a mean. */
const far = (variance: number): number => 5 * Math.sqrt(variance / SIZE);

test("Gaussian noise has the normal distribution, with its deviation", () => {
  const noise = trained(new GaussianNoise(2), [SIZE], () => 0).map((value) => value / 2);
  expect(Math.abs(meanOf(noise))).toBeLessThan(far(1));
  expect(Math.abs(momentOf(noise, 2) - 1)).toBeLessThan(far(2));
  // Quantiles of the normal distribution, from a table.
  for (const [quantile, below] of [
    [-2.326348, 0.01],
    [-1.644854, 0.05],
    [-0.67449, 0.25],
    [0, 0.5],
    [0.841621, 0.8],
    [1.959964, 0.975],
    [3.090232, 0.999],
  ] as const) {
    const share = noise.filter((value) => value < quantile).length / SIZE;
    expect(Math.abs(share - below), String(quantile)).toBeLessThan(far(below * (1 - below)));
  }
});

test("alpha dropout keeps mean 0 and variance 1, and gives the least of selu for what it drops", () => {
  const random = seededRandom("alpha dropout");
  const given = Array.from({ length: SIZE }, () => normal(random, 0, 1));
  const values = trained(new AlphaDropout(0.25), [SIZE], (i) => given[i]!);
  expect(Math.abs(meanOf(values))).toBeLessThan(far(1));
  const variance = momentOf(values, 2);
  expect(Math.abs(variance - 1)).toBeLessThan(far(momentOf(values, 4) - 1));
  // a = 1 / √(q + α²·q·(1 − q)) with q = 0.75 and α = −1.7580993408473766; a·α + b with b = −a·α·(1 − q) is a·α·q.
  const a = 1 / Math.sqrt(0.75 + 1.7580993408473766 ** 2 * 0.75 * 0.25);
  const dropped = values.filter((value) => Math.abs(value + 1.7580993408473766 * a * 0.75) < 1e-12).length;
  expect(Math.abs(dropped / SIZE - 0.25)).toBeLessThan(far(0.25 * 0.75));
  const kept = values.findIndex((value) => Math.abs(value + 1.7580993408473766 * a * 0.75) >= 1e-12);
  expect(values[kept]).toBeCloseTo(a * given[kept]! + 1.7580993408473766 * a * 0.25, 12);
});

test("spatial dropout keeps or drops a whole channel of an image", () => {
  const [pixels, channels] = [6, SIZE / 10];
  const values = trained(new SpatialDropout2D(0.25), [2, 3, channels], () => 3);
  for (let channel = 0; channel < channels; channel++) {
    const own = Array.from({ length: pixels }, (_, pixel) => values[pixel * channels + channel]);
    expect(new Set(own).size).toBe(1);
  }
  expect([...new Set(values)].toSorted()).toEqual([0, 4]);
  const dropped = values.slice(0, channels).filter((value) => value === 0).length;
  expect(Math.abs(dropped / channels - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / channels));
});
