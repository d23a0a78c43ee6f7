import { Sequential } from "@nn/core";
import { TrainingWorkspace } from "@nn/core/component";
import { Dropout } from "@nn/layers";
import { expect, test } from "vitest";

const SIZE = 10_000;

function workspace(seed: number, places = 1) {
  const layers = Array.from({ length: places }, () => new Dropout(0.25));
  const made = new TrainingWorkspace(new Sequential(layers, { inputShape: [SIZE], seed }), 1);
  made.inputs.fill(3);
  made.forward(1);
  return made;
}

test("about a quarter becomes 0, and the rest four thirds", () => {
  const values = [...workspace(1).prediction];
  const dropped = values.filter((value) => value === 0).length;
  // Five standard deviations of the binomial distribution.
  expect(Math.abs(dropped - SIZE / 4)).toBeLessThan(5 * Math.sqrt((SIZE * 3) / 16));
  expect([...new Set(values)].toSorted()).toEqual([0, 4]);
});

test("which they are follows from the seed, the layer's place and the step", () => {
  const one = workspace(1);
  const first = [...one.prediction];
  expect([...workspace(1).prediction]).toEqual(first);
  expect([...workspace(2).prediction]).not.toEqual(first);
  const [before, behind] = workspace(1, 2).frames;
  expect([...before!.y]).toEqual(first);
  expect([...behind!.y].some((value, i) => value === 0 && first[i] !== 0)).toBe(true);
  one.step[0] = 2;
  one.forward(1);
  expect([...one.prediction]).not.toEqual(first);
  one.step[0] = 1;
  one.forward(1);
  expect([...one.prediction]).toEqual(first);
});

test.each([-0.1, 1, Number.NaN, "0.5"])("a rate of %o is refused", (rate) => {
  expect(() => new Dropout(rate as number)).toThrow(/^Dropout: rate must be a finite number of at least 0 and below 1/);
});

test("random numbers are refused in a prediction", () => {
  const random = {
    ...new Dropout(0.5),
    name: "noise",
    keepsShape: true as const,
    outputShape: (input: readonly number[]) => input,
    parameters: () => ({}),
    saved: () => ({}),
    forward: ({ random, y, batch, inputSize }: Parameters<Dropout["forward"]>[0]) => random.fill(y, batch * inputSize),
    backward: () => {},
  };
  expect(() => new Sequential([random], { inputShape: [1] }).predict([1])).toThrow(
    "There are random numbers in a training alone: predictions are the same for the same input.",
  );
});
