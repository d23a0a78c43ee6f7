import { logUniform, randomSearch, trialsSvg } from "@nn/experiments";
import { expect, test } from "vitest";

const space = { rate: logUniform(1e-4, 1), activation: ["tanh", "relu"], units: [4, 8, 16] };

test("has an axis for each setting and the figure, and a line for each trial that has one", async () => {
  const { trials } = await randomSearch(space, { trials: 20, seed: 3 }, ({ rate }, { number }) =>
    number === 5 ? Number.NaN : Math.abs(rate - 0.01),
  );
  const svg = trialsSvg(trials, { title: "Rates < 1", figure: "validation loss" });
  expect(svg).toContain("<title>Rates &lt; 1: rate, activation, units, validation loss</title>");
  expect(svg.match(/<path [^>]*fill="none"/g)).toHaveLength(19);
  const widest = svg.match(/<path d="[^"]*" fill="none" stroke="[^"]*" stroke-width="3"\/>/g);
  expect(widest).toHaveLength(1);
  expect(widest![0]).toContain('stroke="rgb(0, 87, 184)"');
  expect(svg).not.toMatch(/NaN|undefined/);
  for (const word of ["tanh", "relu", "16", "0.001", "rate"]) expect(svg).toContain(`>${word}<`);
});

test("draws the best last, whichever is better", () => {
  const trials = [1, 3, 2].map((figure, number) => ({ number, settings: { units: number + 1 }, figure }));
  const last = (better: "less" | "more") =>
    [...trialsSvg(trials, { better }).matchAll(/<path d="M([\d.]+),([\d.]+)L[^"]*" fill/g)].at(-1)!.slice(1, 3);
  // The settings' axis has 1 at the bottom, at y = 330, and 3 at the top, at y = 75.
  expect(last("less")).toEqual(["75", "330"]);
  expect(last("more")).toEqual(["75", "202.5"]);
});

test("draws a single trial, and values that are objects", () => {
  const svg = trialsSvg([{ number: 0, settings: { optimizer: { kind: "SGD" }, deep: true }, figure: 1 }]);
  expect(svg).toContain(">true<");
  expect(svg).not.toMatch(/NaN|undefined/);
});

test("refuses what can't be drawn", () => {
  expect(() => trialsSvg([{ number: 0, settings: {}, figure: Number.NaN }])).toThrow(
    "trialsSvg: no trial has a finite figure: there is nothing to draw.",
  );
  expect(() => trialsSvg([{ figure: 1 } as never])).toThrow("trialsSvg takes an array of trials, as ");
});
