import { binaryAddition, blobs, circles, moons, noisySine, spirals, xor } from "@nn/data";
import fc from "fast-check";
import { expect, test } from "vitest";

const points = { moons, circles, blobs, spirals };

test.each(Object.entries(points))("%s has as many examples as were asked for, its classes in turn", (_, generate) => {
  for (const examples of [1, 2, 3, 100, 101]) {
    const { inputs, targets } = generate({ examples, seed: "a" });
    expect(inputs.map((point) => point.length)).toEqual(Array(examples).fill(2));
    expect(inputs.flat().every(Number.isFinite)).toBe(true);
    const classes = new Set(targets).size;
    expect(targets).toEqual(targets.map((__, i) => i % classes));
  }
});

test.each(Object.entries(points))("%s follows from the seed, and noise has its standard deviation", (_, generate) => {
  expect(generate({ seed: 1 })).toEqual(generate({ seed: 1 }));
  expect(generate({ seed: 1 })).not.toEqual(generate({ seed: 2 }));
  expect(generate()).toEqual(generate({ seed: 0 }));
  const exact = generate({ examples: 5000, noise: 0 }).inputs.flat();
  const noisy = generate({ examples: 5000, noise: 0.3, seed: 5 }).inputs.flat();
  const squares = noisy.map((number, i) => (number - exact[i]!) ** 2);
  const deviation = Math.sqrt(squares.reduce((a, b) => a + b) / squares.length);
  // 10,000 draws: the deviation is known to 0.7 %.
  expect(Math.abs(deviation / 0.3 - 1)).toBeLessThan(0.03);
});

test("without noise, the points lie where the formulas say", () => {
  const distance = ([x, y]: readonly number[], cx = 0, cy = 0) => Math.hypot(x! - cx, y! - cy);
  const of = ({ inputs, targets }: { inputs: number[][]; targets: number[] }, c: number) =>
    inputs.filter((__, i) => targets[i] === c);
  const exact = { examples: 99, noise: 0 };
  for (const point of of(moons(exact), 0)) {
    expect(distance(point)).toBeCloseTo(1, 14);
    expect(point[1]).toBeGreaterThanOrEqual(0);
  }
  for (const point of of(moons(exact), 1)) {
    expect(distance(point, 1, 0.5)).toBeCloseTo(1, 14);
    expect(point[1]).toBeLessThanOrEqual(0.5);
  }
  for (const point of of(circles({ ...exact, radius: 0.3 }), 1)) expect(distance(point)).toBeCloseTo(0.3, 14);
  for (const c of [0, 1, 2, 3, 4]) {
    const [first] = of(blobs({ ...exact, classes: 5, radius: 2 }), c);
    expect(first![0]).toBeCloseTo(2 * Math.cos((2 * Math.PI * c) / 5), 14);
    expect(first![1]).toBeCloseTo(2 * Math.sin((2 * Math.PI * c) / 5), 14);
  }
  const arm = of(spirals({ ...exact, arms: 3, turns: 2 }), 1);
  arm.forEach(([x, y], i) => {
    const t = (i + 1) / 33;
    expect(x).toBeCloseTo(t * Math.cos(2 * Math.PI * (2 * t + 1 / 3)), 14);
    expect(y).toBeCloseTo(t * Math.sin(2 * Math.PI * (2 * t + 1 / 3)), 14);
  });
});

test("directions are exact to the last digits, and exact at quarter turns", () => {
  for (let classes = 1; classes <= 60; classes++) {
    const { inputs } = blobs({ examples: classes, classes, radius: 1, noise: 0 });
    for (const [c, [x, y]] of inputs.entries()) {
      expect(Math.abs(x! - Math.cos((2 * Math.PI * c) / classes))).toBeLessThan(3e-15);
      expect(Math.abs(y! - Math.sin((2 * Math.PI * c) / classes))).toBeLessThan(3e-15);
    }
  }
  expect(blobs({ examples: 4, classes: 4, radius: 1, noise: 0 }).inputs.flat()).toEqual([1, 0, 0, 1, -1, 0, 0, -1]);
});

test("the noisy sine has even x, and noise around the curve", () => {
  const { inputs, targets } = noisySine({ examples: 4000, noise: 0.5, seed: 3 });
  const xs = inputs.map(([x]) => x!);
  expect(Math.min(...xs)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...xs)).toBeLessThan(1);
  expect(xs.reduce((a, b) => a + b) / 4000).toBeCloseTo(0.5, 1);
  const squares = targets.map((y, i) => (y - Math.sin(2 * Math.PI * xs[i]!)) ** 2);
  expect(Math.sqrt(squares.reduce((a, b) => a + b) / 4000)).toBeCloseTo(0.5, 1);
});

test("binary additions are right for numbers of any length", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer(), (bits, seed) => {
      const { inputs, targets } = binaryAddition({ examples: 3, bits, seed });
      const value = (digits: readonly number[]) =>
        digits.reduce((sum, digit, i) => sum + (BigInt(digit) << BigInt(i)), 0n);
      inputs.forEach((steps, example) => {
        expect(steps.length).toBe(bits + 1);
        expect(steps[bits]).toEqual([0, 0]);
        const [a, b] = [0, 1].map((which) => value(steps.map((step) => step[which]!)));
        expect(value(targets[example]!.flat())).toBe(a! + b!);
      });
    }),
  );
});

test("xor is a new list each time", () => {
  xor().inputs[0]![0] = 9;
  expect(xor().inputs[0]).toEqual([0, 0]);
});

test("the first points of a seed stay what they are", () => {
  expect(moons({ seed: 7 }).inputs.slice(0, 2)).toMatchInlineSnapshot(`
    [
      [
        1.187076451118674,
        -0.15664920478453154,
      ],
      [
        -0.059233127880410755,
        0.45808360466123854,
      ],
    ]
  `);
  expect(noisySine({ seed: 7 }).targets.slice(0, 2)).toMatchInlineSnapshot(`
    [
      0.8884292844905755,
      1.0505101964312253,
    ]
  `);
});

test("says which option can't be", () => {
  expect(() => moons({ examples: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: moons: examples must be a whole number of at least 1, but is 0.]`,
  );
  expect(() => moons({ noise: -1 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: moons: noise must be a finite number of at least 0 and below 1e+100, but is -1.]`,
  );
  expect(() => moons({ samples: 9 } as object)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: moons has no option "samples". Did you mean "examples"?]`,
  );
  expect(() => blobs({ classes: 1.5 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: blobs: classes must be a whole number of at least 1, but is 1.5.]`,
  );
  expect(() => spirals({ arms: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: spirals: arms must be a whole number of at least 1, but is 0.]`,
  );
  expect(() => circles({ examples: 1e12 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: circles: examples must be at most 4194304, but is 1000000000000.]`,
  );
  expect(() => binaryAddition({ examples: 1e6, bits: 100 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: binaryAddition: 1000000 sums of 100 digits are more than 4194304 digits. Take fewer of them.]`,
  );
});
