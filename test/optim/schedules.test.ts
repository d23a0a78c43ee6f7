import { Sequential } from "@nn/core";
import { type LearningRate, type Optimizer, Registry } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import {
  Adam,
  cosineDecay,
  cosineDecayWithRestarts,
  exponentialDecay,
  inverseTimeDecay,
  oneCycle,
  optimizerKinds,
  piecewiseConstant,
  polynomialDecay,
  RMSprop,
  type Schedule,
  SGD,
  stepDecay,
  warmUp,
} from "@nn/optim";
import { expect, test } from "vitest";

const registry = new Registry(optimizerKinds);

const again = <Kind extends object>(component: Kind): Kind =>
  registry.make(JSON.parse(JSON.stringify(registry.describe(component))));

test("a step decay multiplies exactly", () => {
  const rate = stepDecay({ learningRate: 0.7, every: 3, factor: 0.1 });
  const expected = [0.7, 0.7, 0.7, 0.7 * 0.1, 0.7 * 0.1, 0.7 * 0.1, 0.7 * (0.1 * 0.1)];
  expect(expected.map((_, i) => rate(i + 1))).toEqual(expected);
});

test("an exponential decay is a straight line of logarithms", () => {
  const rate = exponentialDecay({ learningRate: 0.3, every: 7, factor: 0.2 });
  for (let t = 1; t <= 300; t++) expect(rate(t) / (0.3 * 0.2 ** ((t - 1) / 7))).toBeCloseTo(1, 12);
  expect(exponentialDecay({ learningRate: 0.3, every: 1, factor: 1 })(1e6)).toBe(0.3);
  expect(exponentialDecay({ learningRate: 0.3, every: 1 })(1e6)).toBe(0);
});

test("a cosine decay follows the cosine to its last digits, and stays at its end", () => {
  const rate = cosineDecay({ learningRate: 0.5, steps: 1000, least: 0.01 });
  for (let t = 1; t <= 1001; t++) {
    const expected = 0.01 + (0.49 * (1 + Math.cos((Math.PI * (t - 1)) / 1000))) / 2;
    expect(Math.abs(rate(t) - expected)).toBeLessThan(2e-16);
  }
  expect([rate(1), rate(501), rate(1001), rate(5000)]).toEqual([0.5, 0.255, 0.01, 0.01]);
});

test("a warm-up rises to the first rate of what follows, which begins then", () => {
  const after = stepDecay({ learningRate: 0.8, every: 2 });
  const rate = warmUp({ steps: 4, learningRate: after });
  expect(Array.from({ length: 9 }, (_, i) => rate(i + 1))).toEqual([
    0.2, 0.4, 0.6000000000000001, 0.8, 0.8, 0.8, 0.4, 0.4, 0.2,
  ]);
  expect([1, 2, 3].map(warmUp({ steps: 2, learningRate: 0.5 }))).toEqual([0.25, 0.5, 0.5]);
  expect(warmUp({ steps: 2, learningRate: (step) => 1 / step })(4)).toBe(0.5);
});

test("a polynomial decay follows its power, and stays at its end", () => {
  const rate = polynomialDecay({ learningRate: 0.5, steps: 200, least: 0.01, power: 2.5 });
  for (let t = 1; t <= 200; t++) {
    expect(rate(t)).toBeCloseTo(0.01 + 0.49 * (1 - (t - 1) / 200) ** 2.5, 14);
  }
  expect([rate(1), rate(201), rate(5000)]).toEqual([0.5, 0.01, 0.01]);
  const line = polynomialDecay({ learningRate: 1, steps: 4 });
  expect([1, 2, 3, 4, 5, 6].map(line)).toEqual([1, 0.75, 0.5, 0.25, 0, 0]);
});

test("an inverse time decay is divided by a number that grows evenly", () => {
  const rate = inverseTimeDecay({ learningRate: 0.6, every: 10, decay: 0.5 });
  for (let t = 1; t <= 300; t++) expect(rate(t)).toBe(0.6 / (1 + (0.5 * (t - 1)) / 10));
  expect(inverseTimeDecay({ learningRate: 0.6, every: 10, decay: 0 })(1e9)).toBe(0.6);
});

test.each([
  [2, 0.5],
  [1, 1],
  [1.5, 0.9],
  [1, 0.1],
])("restarts, each %d times as long from %d times as much", (longer, factor) => {
  const rate = cosineDecayWithRestarts({ learningRate: 0.4, steps: 10, least: 0.01, longer, factor });
  let [begun, length, first] = [0, 10, 0.4];
  for (let t = 1; t <= 200; t++) {
    if (t - 1 - begun >= length) [begun, length, first] = [begun + length, length * longer, first * factor];
    const top = Math.max(first, 0.01);
    const expected = 0.01 + ((top - 0.01) * (1 + Math.cos((Math.PI * (t - 1 - begun)) / length))) / 2;
    expect(rate(t)).toBeCloseTo(expected, 14);
  }
});

test("one cycle goes along two cosines, and ends at its last rate", () => {
  const rate = oneCycle({ learningRate: 0.1, steps: 10 });
  const top = oneCycle({ learningRate: 0.1, steps: 10, rising: 0.4, first: 0.004, last: 0.0000004 });
  const between = (a: number, b: number, u: number) => b + ((a - b) / 2) * (1 + Math.cos(Math.PI * u));
  for (let step = 0; step <= 10; step++) {
    const expected = step < 4 ? between(0.004, 0.1, step / 4) : between(0.1, 4e-7, (step - 4) / 6);
    expect(top(step + 1)).toBeCloseTo(expected, 15);
  }
  expect([rate(1), rate(4), rate(11), rate(99)]).toEqual([0.004, 0.1, 4e-7, 4e-7]);
});

test("a piecewise constant rate changes after its boundaries", () => {
  const rate = piecewiseConstant({ learningRates: [0.3, 0.2, 0.1], boundaries: [2, 4] });
  expect([1, 2, 3, 4, 5, 99].map(rate)).toEqual([0.3, 0.3, 0.2, 0.2, 0.1, 0.1]);
  expect(piecewiseConstant({ learningRates: [0.3], boundaries: [] })(7)).toBe(0.3);
});

const schedules: readonly Schedule[] = [
  stepDecay({ learningRate: 0.1, every: 2 }),
  exponentialDecay({ learningRate: 0.1, every: 2, factor: 0.9 }),
  cosineDecay({ learningRate: 0.1, steps: 10 }),
  cosineDecayWithRestarts({ learningRate: 0.1, steps: 3, longer: 1.5, factor: 0.5 }),
  inverseTimeDecay({ learningRate: 0.1, every: 2 }),
  oneCycle({ learningRate: 0.1, steps: 10 }),
  piecewiseConstant({ learningRates: [0.1, 0.01], boundaries: [3] }),
  polynomialDecay({ learningRate: 0.1, steps: 10, power: 2 }),
  warmUp({ learningRate: 0.1, steps: 3 }),
  warmUp({ steps: 2, learningRate: warmUp({ steps: 2, learningRate: cosineDecay({ learningRate: 0.1, steps: 9 }) }) }),
];

const by: readonly ((learningRate: LearningRate) => Optimizer)[] = [
  (learningRate) => new SGD({ learningRate, momentum: 0.5 }),
  (learningRate) => new Adam({ learningRate }),
  (learningRate) => new RMSprop({ learningRate }),
];

test.each(schedules)("$kind is made again, alone and within an optimizer, with the same bits", (schedule) => {
  const made = again(schedule);
  expect(made).not.toBe(schedule);
  expect(registry.describe(made)).toEqual(registry.describe(schedule));
  for (let t = 1; t < 30; t++) expect(made(t)).toBe(schedule(t));
  for (const make of by) {
    const optimizer = make(schedule);
    const trained = (by: Optimizer): ArrayLike<number> => {
      const network = new Sequential([new Dense(2, 1)], { seed: "schedules" });
      const trainer = network.trainer({ loss: meanSquaredError, optimizer: by, batchSize: 1 });
      for (let step = 0; step < 7; step++) trainer.step([1, -2], [0.25]);
      return network.parameters.block;
    };
    expect(trained(again(optimizer))).toEqual(trained(optimizer));
  }
});

test("what an optimizer with a schedule is, as data", () => {
  const learningRate = warmUp({ steps: 10, learningRate: exponentialDecay({ learningRate: 0.1, every: 100 }) });
  expect(registry.describe(new SGD({ learningRate }))).toEqual({
    kind: "SGD",
    settings: {
      learningRate: {
        kind: "warmUp",
        settings: {
          learningRate: { kind: "exponentialDecay", settings: { learningRate: 0.1, every: 100, factor: 0.5 } },
          steps: 10,
        },
      },
      momentum: 0,
      nesterov: false,
    },
  });
});

test("a function within a schedule is refused, with its place", () => {
  const optimizer = new SGD({ learningRate: warmUp({ steps: 2, learningRate: () => 0.1 }) });
  expect(() => registry.describe(optimizer, "optimizer")).toThrow(
    /^optimizer\.learningRate\.learningRate is a function/,
  );
});

test("it can't be changed", () => {
  expect(Object.isFrozen(schedules[0])).toBe(true);
});

test.each<[() => unknown, string]>([
  [
    () => stepDecay(0.1 as never),
    "stepDecay takes its options as one object, { learningRate, every, factor }, but got 0.1.",
  ],
  [
    () => stepDecay({ learningRate: 0.1 } as never),
    "stepDecay: every must be a whole number of at least 1, but is undefined.",
  ],
  [
    () => stepDecay({ learningRate: 0.1, every: 2, factor: 0 }),
    "stepDecay: factor must be a finite number above 0, but is 0.",
  ],
  [
    () => exponentialDecay({ learningRate: -1, every: 2 }),
    "exponentialDecay: learningRate must be a finite number of at least 0, but is -1.",
  ],
  [
    () => cosineDecay({ learningRate: 0.1, steps: 2, least: 0.2 }),
    "cosineDecay: least must not be above learningRate, but 0.2 is above 0.1.",
  ],
  [
    () => warmUp({ learningRate: "fast" as never, steps: 2 }),
    'warmUp: learningRate must be a finite number of at least 0, but is "fast".',
  ],
  [
    () => polynomialDecay({ learningRate: 0.1, steps: 2, least: 0.2 }),
    "polynomialDecay: least must not be above learningRate, but 0.2 is above 0.1.",
  ],
  [
    () => cosineDecayWithRestarts({ learningRate: 0.1, steps: 2, longer: 0.5 }),
    "cosineDecayWithRestarts: longer must be a finite number of at least 1, but is 0.5.",
  ],
  [
    () => oneCycle({ learningRate: 0.1, steps: 2, first: 1 }),
    "oneCycle: first must not be above learningRate, but 1 is above 0.1.",
  ],
  [
    () => piecewiseConstant({ learningRates: [1], boundaries: [3] }),
    "piecewiseConstant: learningRates must be one more than boundaries, but they are 1 for 1.",
  ],
  [
    () => piecewiseConstant({ learningRates: [1, 2, 3], boundaries: [3, 3] }),
    "piecewiseConstant: boundaries must grow, but boundaries[1], 3, isn't above 3.",
  ],
  [
    () => piecewiseConstant({ learningRates: 0.1 as never, boundaries: [] }),
    "piecewiseConstant: learningRates must be a list of numbers, but is 0.1.",
  ],
  [() => schedules[0]!(0), "stepDecay: the step must be a whole number of at least 1, but is 0."],
])("%s is refused", (call, message) => {
  expect(call).toThrow(message);
});
