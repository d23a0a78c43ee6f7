import { seededRandom } from "@nn/core";
import { uniform } from "@nn/core/component";
import { compareGradients, type Verdict } from "@nn/core/gradients";
import { describe, expect, test } from "vitest";

/** What is said of a claim about one function's derivative. */
function verdictOn(f: (x: number) => number, x: number, claimed: number): Verdict {
  const values = Float64Array.of(x);
  return compareGradients(() => f(values[0]!), { x: { values, gradient: [claimed] } })[0]!.verdict;
}

/** A smooth function, and its derivative. */
type Smooth = readonly [what: string, f: (x: number) => number, slope: (x: number) => number];

const SMOOTH: readonly Smooth[] = [
  ["sin x", Math.sin, Math.cos],
  ["eˣ", Math.exp, Math.exp],
  ["x³", (x) => x ** 3, (x) => 3 * x * x],
  ["x", (x) => x, () => 1],
  ["tanh 3x", (x) => Math.tanh(3 * x), (x) => 3 * (1 - Math.tanh(3 * x) ** 2)],
  ["1 / (1 + x²)", (x) => 1 / (1 + x * x), (x) => (-2 * x) / (1 + x * x) ** 2],
  ["log(1 + eˣ)", (x) => Math.log(1 + Math.exp(x)), (x) => 1 / (1 + Math.exp(-x))],
];

/** What is made of a function and its stairs: the value, and the derivative that is meant. */
const KINDS: Readonly<
  Record<
    string,
    (smooth: Smooth, stairs: (value: number) => number, offset: number, tilt: number) => Omit<Staircase, "x" | "what">
  >
> = {
  "nothing but stairs": ([, f, slope], stairs) => ({ f: (x) => stairs(f(x)), slope }),
  "stairs beside what is smooth": ([, f, slope], stairs, offset, tilt) => ({
    f: (x) => offset + stairs(f(x)) + tilt * x * x,
    slope: (x) => slope(x) + 2 * tilt * x,
  }),
  "stairs of stairs": ([, f, slope], stairs, offset, tilt) => ({
    f: (x) => offset + stairs(3 * stairs(f(x))) + tilt * x,
    slope: (x) => 3 * slope(x) + tilt,
  }),
  "the square of stairs": ([, f, slope], stairs, offset) => ({
    f: (x) => (stairs(f(x)) - offset) ** 2,
    slope: (x) => 2 * (f(x) - offset) * slope(x),
  }),
};

interface Staircase {
  readonly what: string;
  readonly f: (x: number) => number;
  readonly slope: (x: number) => number;
  readonly x: number;
}

/** Of stairs from 1e-12 to 1e-3 high, each with its own phase; how wide they are follows from the slope. */
function staircases(kind: string, count: number): readonly Staircase[] {
  const random = seededRandom("stairs", kind);
  return Array.from({ length: count }, () => {
    const [height, phase] = [10 ** uniform(random, -12, -3), random()];
    const stairs = (value: number) => (Math.round(value / height + phase) - phase) * height;
    const smooth = SMOOTH[Math.floor(random() * SMOOTH.length)]!;
    const [offset, tilt] = [uniform(random, -6, 6), 10 ** uniform(random, -6, 0)];
    const [what, x] = [`${smooth[0]} in stairs of ${height}`, uniform(random, -2, 2)];
    return { what, x, ...KINDS[kind]!(smooth, stairs, offset, tilt) };
  });
}

describe.each(Object.keys(KINDS))("%s", (kind) => {
  const each = staircases(kind, 100);
  const verdicts = (change: (slope: number) => number): readonly string[] =>
    each.map(({ what, f, slope, x }) => `${verdictOn(f, x, change(slope(x)))}: ${what} at ${x}`);
  const count = (verdict: Verdict, all: readonly string[]): number =>
    all.filter((one) => one.startsWith(verdict)).length;

  test("no right derivative is called wrong, and many can be measured", () => {
    const all = verdicts((slope) => slope);
    expect(all.filter((one) => one.startsWith("wrong"))).toEqual([]);
    expect(count("right", all)).toBeGreaterThan(30);
  });

  test.each<[what: string, change: (slope: number) => number, found: number]>([
    ["another sign", (slope) => -slope, 85],
    ["a factor of 2", (slope) => 2 * slope, 85],
    ["one part in a hundred", (slope) => 1.01 * slope, 60],
    ["one part in ten thousand", (slope) => 1.0001 * slope, 35],
  ])("%s isn't taken for right", (_what, change, found) => {
    const all = verdicts(change);
    expect(all.filter((one) => one.startsWith("right"))).toEqual([]);
    expect(count("wrong", all)).toBeGreaterThan(found);
  });
});

test("a logarithm of what has few digits", () => {
  const f = (x: number): number => Math.log(Math.round(x * 1e7) / 1e7);
  for (const x of [1e-5, 1e-3, 0.3]) {
    expect(verdictOn(f, x, 1 / x), String(x)).not.toBe("wrong");
    expect(verdictOn(f, x, -1 / x), String(x)).not.toBe("right");
  }
});

test("thresholds are no stairs: between them a derivative is 0", () => {
  const step = (x: number): number => (x > 0.3 ? 1 : 0);
  expect(verdictOn(step, 0.1, 1)).toBe("wrong");
  expect(verdictOn(step, 0.1, 0)).toBe("right");
  expect(verdictOn((x) => step(x) + step(x + 0.5) + x * x, 0.1, 0.2)).toBe("right");
  expect(verdictOn((x) => step(x) + step(x + 0.5) + x * x, 0.1, 1.2)).toBe("wrong");
});
