import { seededRandom } from "@nn/core";
import { uniform } from "@nn/core/component";
import { checkGradients, compareGradients, type DerivativeComparison } from "@nn/core/gradients";
import { describe, expect, test } from "vitest";

/** What is found of one function's derivative at a point. */
function found(f: (x: number) => number, x: number, claimed: number): DerivativeComparison {
  const values = Float64Array.of(x);
  const [comparison] = compareGradients(() => f(values[0]!), { x: { values, gradient: [claimed] } });
  const { measured, uncertainty, kink, verdict } = comparison!;
  return { claimed, measured, uncertainty, kink, verdict };
}

describe("the gradient checker", () => {
  const x = new Float64Array([0.5, -2]);
  const f = (): number => x[0]! ** 2 * x[1]!;

  test("accepts the right gradient", () => {
    expect(() => checkGradients(f, { x: { values: x, gradient: [-2, 0.25] } })).not.toThrow();
  });

  test("restores what it changed, also where the function throws", () => {
    const stopping = (): number => {
      if (x[0]! > 0.5) throw new Error("beyond the end");
      return f();
    };
    expect(() => checkGradients(stopping, { x: { values: x, gradient: [-2, 0.25] } })).not.toThrow();
    expect([...x]).toEqual([0.5, -2]);
  });

  test("names the element of a wrong one", () => {
    expect(() => checkGradients(f, { x: { values: x, gradient: [-2, -0.25] } })).toThrowErrorMatchingInlineSnapshot(
      `[ContractError: the derivative with respect to x[1] is claimed to be -0.25, but differences of the function give 0.25 ± 1.5e-16.]`,
    );
  });

  test("takes any slope close by for right where several kinks meet", () => {
    const relu = (u: number): number => Math.max(u, 0);
    const b = Float64Array.of(0);
    const c = Float64Array.of(0, 0);
    const verdictOf = (f: () => number, claimed: number) => {
      const all = compareGradients(f, {
        b: { values: b, gradient: [claimed] },
        c: { values: c, gradient: [0, 0] },
      });
      expect([...b, ...c]).toEqual([0, 0, 0]);
      return all[0]!.verdict;
    };
    // Slopes 2 and 1 on both sides; close by, 0 and 3 as well.
    const two = (): number => relu(b[0]! + c[0]!) - 2 * relu(-b[0]! + c[1]!);
    expect([0, 1.5, 3, -0.01, 3.01, Number.NaN].map((claimed) => verdictOf(two, claimed))).toEqual([
      "right",
      "right",
      "right",
      "wrong",
      "wrong",
      "wrong",
    ]);
    const one = (): number => relu(b[0]!) + c[0]!;
    expect([0, 1, -0.01, 1.01].map((claimed) => verdictOf(one, claimed))).toEqual(["right", "right", "wrong", "wrong"]);
    const absolute = (): number => Math.abs(b[0]! + c[0]!) - 3 * Math.abs(b[0]! - c[1]!) + 4 * b[0]!;
    expect([0, 8, -1, 9].map((claimed) => verdictOf(absolute, claimed))).toEqual(["right", "right", "wrong", "wrong"]);
  });

  test("counts the elements of an array, and shows the worst", () => {
    const [comparison] = compareGradients(f, { x: { values: x, gradient: [-2, -0.25] } });
    expect(comparison).toMatchObject({ name: "x", element: 1, counts: { right: 1, wrong: 1, unmeasurable: 0 } });
    expect(compareGradients(f, { none: { values: new Float64Array(0), gradient: [] } })).toMatchObject([
      { verdict: "right", counts: { right: 0, wrong: 0, unmeasurable: 0 } },
    ]);
  });

  test("refuses NaN and infinity, in a claim and in the function", () => {
    for (const claim of [Number.NaN, Infinity]) {
      expect(() => checkGradients(f, { x: { values: x, gradient: [claim, 0.25] } })).toThrow(/x\[0\]/);
    }
    expect(() => found(() => Number.NaN, 1, 0)).toThrowErrorMatchingInlineSnapshot(
      `[ContractError: the function whose gradients are checked must give a finite number, but gives NaN.]`,
    );
    expect(() => found((at) => (at === 1 ? 0 : Number.NaN), 1, 0)).toThrowErrorMatchingInlineSnapshot(
      `[ContractError: the derivative with respect to x[0] can't be measured: the function is finite where that is 1, but on neither side of it.]`,
    );
  });

  test.each([1e-6, 1e-7, -3e-8])("finds an error of %d parts, where the function has the digits for it", (error) => {
    expect(() => checkGradients(f, { x: { values: x, gradient: [-2 * (1 + error), 0.25] } })).toThrow(/x\[0\]/);
  });
});

describe("at a kink", () => {
  const relu = (x: number): number => Math.max(0, x);

  test("either side's slope is right, and what lies between, and nothing outside", () => {
    for (const claim of [0, 0.5, 1]) expect(found(relu, 0, claim).verdict).toBe("right");
    for (const claim of [-0.1, -1e-6, 1 + 1e-6, 1.1]) expect(found(relu, 0, claim).verdict).toBe("wrong");
    expect(() =>
      checkGradients(() => 0, { x: { values: Float64Array.of(0), gradient: [1] } }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ContractError: the derivative with respect to x[0] is claimed to be 1, but differences of the function give 0 ± 3e-308.]`,
    );
    const at = Float64Array.of(0);
    expect(() =>
      checkGradients(() => relu(at[0]!), { at: { values: at, gradient: [1.1] } }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ContractError: the derivative with respect to at[0] is claimed to be 1.1, but the function has a kink there, with the slope 0 on the left and 1 on the right (± 6.8e-290), and the claim doesn't lie between them.]`,
    );
  });

  test("both slopes are told, not the claim", () => {
    // (relu(w − 1) − 1)², as Dense(1, 1, relu) with w 1 and b −1 has it.
    const { measured, kink, verdict } = found((w) => (relu(w - 1) - 1) ** 2, 1, 0);
    expect({ measured, kink, verdict }).toEqual({ measured: -1, kink: { left: 0, right: -2 }, verdict: "right" });
  });

  test.each([1e-3, 1e-5, 1e-7, -1e-7])("%d beside it, the slope is that of its own side", (distance) => {
    const own = distance > 0 ? 1 : 0;
    expect(found(relu, distance, own)).toMatchObject({ verdict: "right" });
    expect(found(relu, distance, 1 - own)).toMatchObject({ verdict: "wrong" });
    expect(found(relu, distance, 0.5)).toMatchObject({ verdict: "wrong" });
  });

  test("many kinks nearby don't hide a mistake", () => {
    const random = seededRandom("kinks");
    const kinks = Array.from({ length: 500 }, () => uniform(random, -1, 1));
    const f = (x: number): number => kinks.reduce((sum, at, i) => sum + (i % 3) * relu(x - at), 0);
    const slope = kinks.reduce((sum, at, i) => sum + (at < 0.1 ? i % 3 : 0), 0);
    expect(found(f, 0.1, slope).verdict).toBe("right");
    expect(found(f, 0.1, slope + 1e-3).verdict).toBe("wrong");
  });

  test("a steep bend without a kink is none", () => {
    const slope = 1 - Math.tanh(0) ** 2;
    expect(found((x) => Math.tanh(1e6 * x) / 1e6, 0, slope)).toMatchObject({ kink: null, verdict: "right" });
    expect(found((x) => Math.tanh(1e6 * x) / 1e6, 0, 0.9)).toMatchObject({ kink: null, verdict: "wrong" });
  });
});

describe("how far both may be apart follows from the function's digits", () => {
  test("a large loss, a small one, and one near its lowest", () => {
    for (const target of [2e5, 1e-6, -1e10, 1 + 1e-9]) {
      const slope = 2 * (1 - target);
      expect(
        found((w) => (w - target) ** 2, 1, slope),
        String(target),
      ).toMatchObject({ verdict: "right" });
      expect(found((w) => (w - target) ** 2, 1, slope * (1 + 1e-4)).verdict, String(target)).toBe("wrong");
    }
    // Of (1 − 1e150)² no step that is small beside 1e150 changes a digit.
    expect(found((w) => (w - 1e150) ** 2, 1, -2e150).verdict).toBe("unmeasurable");
    expect(found((w) => (w - 1) ** 2, 1, 0)).toMatchObject({ verdict: "right", measured: 0 });
    expect(found((w) => (w - 1) ** 2, 1, 1e-3)).toMatchObject({ verdict: "wrong" });
  });

  test("values of which digits were lost on the way", () => {
    const lossy = (x: number): number => Math.sin(x) + 1e9 - 1e9;
    expect(found(lossy, 1, Math.cos(1))).toMatchObject({ kink: null });
    expect(found(lossy, 1, Math.cos(1)).verdict).not.toBe("wrong");
    expect(found(lossy, 1, 1.01 * Math.cos(1)).verdict).toBe("wrong");
  });

  test("a 0 for a large value whose digits stand still for small steps", () => {
    const large = (w: number): number => 1e9 + 2e-4 * w;
    expect(large(1 + 2 ** -13)).toBe(large(1));
    expect(found(large, 1, 0).verdict).toBe("unmeasurable");
    expect(found(large, 1, 0.1).verdict).toBe("wrong");
  });

  test("what is too small beside the function is called so, unless it is too large a mistake", () => {
    const f = (x: number): number => 1 + 1e-13 * Math.sin(x);
    expect(found(f, 0, 1e-13).verdict).toBe("unmeasurable");
    expect(found(f, 0, -1e-13).verdict).toBe("wrong");
    expect(found(f, 0, 1e-12).verdict).toBe("wrong");
    expect(() => checkGradients(() => 1, { x: { values: Float64Array.of(1), gradient: [1e-20] } })).not.toThrow();
    expect(found(() => 1, 1, 1e-20).verdict).toBe("unmeasurable");
    expect(found(() => 1, 1, 0)).toMatchObject({ verdict: "right", measured: 0 });
  });

  test("no digits are told but those that were measured", () => {
    const { measured, uncertainty } = found((x) => 1 + 1e-13 * Math.sin(x), 0, 1e-13);
    expect(String(measured).replace(/e.*/, "").length).toBeLessThan(6);
    expect(Math.abs(measured - 1e-13)).toBeLessThan(uncertainty);
    const third = found((x) => x / 3, 1, 1 / 3);
    expect(third.measured).toBeCloseTo(1 / 3, 11);
    expect(String(third.measured).length).toBeLessThan(17);
  });

  test("at the end of a domain there is one side", () => {
    const root = (x: number): number => (x < 0 ? Number.NaN : x * x + x);
    expect(found(root, 0, 1).verdict).toBe("right");
    expect(found(root, 0, 1.001).verdict).toBe("wrong");
    expect(found((x) => Math.log(x), 1e-9, 1e9).verdict).toBe("right");
  });
});

test("a parameter of any size", () => {
  for (const w of [1e-12, 1e-3, 1, 1e6, 1e12, 1e100]) {
    expect(found((x) => x * x, w, 2 * w).verdict, String(w)).toBe("right");
    expect(found((x) => x * x, w, 2.001 * w).verdict, String(w)).toBe("wrong");
  }
});

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
const relu = (z: number): number => Math.max(z, 0);

test.each([
  ["a square of a sigmoid", (w: number) => (1 - sigmoid(relu(4 - 2 * w))) ** 2, 2, [0.5, 0]],
  ["a square of a tanh", (w: number) => (1 - Math.tanh(relu(3 * w))) ** 2, 0, [0, -6]],
  ["a steep one", (w: number) => (1 - sigmoid(relu(50 * (w - 1)))) ** 2, 1, [0, -12.5]],
  ["a small one on a large value", (w: number) => 1e-3 * sigmoid(0.2 * relu(w - 3)) + 5, 3, [0, 5e-5]],
  ["one between two slopes", (w: number) => Math.atan(relu(w)) - Math.exp(-(w ** 2)) * relu(-w), 0, [1, 1]],
] as const)("a kink is found where the function is flat farther away: %s", (_, f, at, [left, right]) => {
  const size = Math.max(Math.abs(left), Math.abs(right));
  const [low, high] = [Math.min(left, right), Math.max(left, right)];
  for (const claimed of [left, right, (left + right) / 2])
    expect(found(f, at, claimed).verdict, `${claimed}`).toBe("right");
  for (const claimed of [low - 0.01 * size, high + 0.01 * size]) {
    expect(found(f, at, claimed).verdict, `${claimed}`).toBe("wrong");
  }
  if (left === right) return;
  const { kink } = found(f, at, left);
  expect(kink!.left).toBeCloseTo(left, 8);
  expect(kink!.right).toBeCloseTo(right, 8);
});

test.each([
  // 1 − sigmoid(z) is 0 there, or has few digits left.
  ["of a square that is 0", (w: number) => (1 - sigmoid(20 * w)) ** 2, 2, -40 * Math.exp(-80)],
  ["of a tanh at its end", (w: number) => (1 - Math.tanh(10 * w)) ** 2, 3, -80 * Math.exp(-120)],
  ["of a cross-entropy that is 0", (w: number) => -Math.log(sigmoid(30 * w)), 2, -30 * Math.exp(-60)],
  ["of a square in stairs", (w: number) => (1 - sigmoid(29 + Math.tanh(30 * w))) ** 2, 0.5, -1e-36],
] as const)("what is lost before the value is rounded isn't called wrong: %s", (_, f, at, claimed) => {
  expect(found(f, at, claimed).verdict).toBe("unmeasurable");
  expect(found(f, at, 0.1).verdict).toBe("wrong");
});
