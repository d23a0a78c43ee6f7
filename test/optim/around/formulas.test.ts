import { Sequential } from "@nn/core";
import { frameFor, type LearningRate, type Optimizer } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import {
  Adam,
  AdamW,
  AveragedWeights,
  ClipByGlobalNorm,
  ClipByNorm,
  ClipByValue,
  DecoupledWeightDecay,
  GradientAccumulation,
  ParameterGroups,
  SGD,
} from "@nn/optim";
import { describe, expect, test } from "vitest";

const PARAMETERS = [
  { fullName: "0.weight", shape: [2] },
  { fullName: "0.bias", shape: [1], role: "bias" },
  { fullName: "1.weight", shape: [2] },
  { fullName: "1.bias", shape: [1], role: "bias" },
] as const;
const START = [1, -2, 0.5, 3, 0.25, -1];
const BIASES = [2, 5];
const STEPS = 12;
const gradientAt = (step: number): number[] => START.map((_, i) => Math.sin(3 * step + i) * 2 ** (i - 2));

/** The parameters after each of some updates. */
function steps(optimizer: Optimizer): { values: number[][]; frame: ReturnType<typeof frameFor> } {
  const frame = frameFor(optimizer, PARAMETERS);
  frame.value.set(START);
  const values = Array.from({ length: STEPS }, (_, i) => {
    frame.step = i + 1;
    frame.gradient.set(gradientAt(i + 1));
    optimizer.update(frame);
    return [...frame.value];
  });
  return { values, frame };
}

/** The same by formulas that are written here, one number after another. */
function byFormula(next: (w: number[], g: number[], t: number) => number[]): number[][] {
  let w = START;
  return Array.from({ length: STEPS }, (_, i) => {
    w = next(w, gradientAt(i + 1), i + 1);
    return w;
  });
}

function expectSame(actual: number[][], expected: number[][]): void {
  for (const [t, row] of actual.entries()) {
    for (const [i, value] of row.entries())
      expect(Math.abs(value - expected[t]![i]!), `${t}, ${i}`).toBeLessThan(1e-13);
  }
}

const norm = (numbers: number[]): number => Math.hypot(...numbers);
const scaled = (g: number[], limit: number): number[] => g.map((each) => each * Math.min(1, limit / norm(g)));
const sgd = (rate: LearningRate = 0.1): SGD => new SGD({ learningRate: rate });

/** Adam of one number. */
function adam(rate: number): (w: number, g: number) => number {
  let [m, v, t] = [0, 0, 0];
  return (w, g) => {
    t++;
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    return w - (rate * m) / (1 - 0.9 ** t) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8);
  };
}

describe("around another optimizer", () => {
  test("AdamW shrinks weights by η·λ, and no biases; or what it is told", () => {
    const decayed = (isOne: (i: number) => boolean): number[][] => {
      const rules = START.map(() => adam(0.01));
      return byFormula((w, g) => w.map((each, i) => rules[i]!(isOne(i) ? each * (1 - 0.01 * 0.1) : each, g[i]!)));
    };
    const options = { learningRate: 0.01, decay: 0.1 };
    expectSame(
      steps(new AdamW(options)).values,
      decayed((i) => !BIASES.includes(i)),
    );
    expectSame(
      steps(new AdamW({ ...options, of: ({ fullName }) => fullName.startsWith("1.") })).values,
      decayed((i) => i > 2),
    );
  });

  test("decoupled decay goes by the rate of each step, its own or the optimizer's", () => {
    const rate = (t: number): number => 0.1 / t;
    const expected = (decayRate: (t: number) => number): number[][] =>
      byFormula((w, g, t) =>
        w.map((each, i) => (BIASES.includes(i) ? each : each * (1 - decayRate(t) * 0.5)) - rate(t) * g[i]!),
      );
    expectSame(steps(new DecoupledWeightDecay({ optimizer: sgd(rate), decay: 0.5 })).values, expected(rate));
    expectSame(
      steps(new DecoupledWeightDecay({ optimizer: sgd(rate), decay: 0.5, learningRate: 0.2 })).values,
      expected(() => 0.2),
    );
  });

  test("clipping by value, by each parameter's norm, and by the norm of all", () => {
    const limit = 0.7;
    expectSame(
      steps(new ClipByValue({ optimizer: sgd(), limit })).values,
      byFormula((w, g) => w.map((each, i) => each - 0.1 * Math.max(-limit, Math.min(limit, g[i]!)))),
    );
    const parts = [
      [0, 2],
      [2, 3],
      [3, 5],
      [5, 6],
    ] as const;
    expectSame(
      steps(new ClipByNorm({ optimizer: sgd(), limit })).values,
      byFormula((w, g) => {
        const clipped = parts.flatMap(([from, to]) => scaled(g.slice(from, to), limit));
        return w.map((each, i) => each - 0.1 * clipped[i]!);
      }),
    );
    expectSame(
      steps(new ClipByGlobalNorm({ optimizer: sgd(), limit })).values,
      byFormula((w, g) => w.map((each, i) => each - 0.1 * scaled(g, limit)[i]!)),
    );
  });

  test("a gradient within the limit is passed on to the last bit", () => {
    for (const Clipping of [ClipByValue, ClipByNorm, ClipByGlobalNorm]) {
      expect(steps(new Clipping({ optimizer: new Adam(), limit: 1e3 })).values).toEqual(steps(new Adam()).values);
    }
  });

  test("a norm that isn't finite isn't a step of 0", () => {
    for (const Clipping of [ClipByNorm, ClipByGlobalNorm]) {
      const optimizer = new Clipping({ optimizer: sgd(), limit: 1 });
      const frame = frameFor(optimizer, PARAMETERS);
      frame.gradient.fill(1e200);
      frame.step = 1;
      optimizer.update(frame);
      expect(frame.value[0]).toBeNaN();
    }
  });

  test("an average of the weights is that of their powers, from the first on", () => {
    const { values, frame } = steps(new AveragedWeights({ optimizer: new Adam({ learningRate: 0.1 }), decay: 0.8 }));
    expect(values).toEqual(steps(new Adam({ learningRate: 0.1 })).values);
    const weights = values.map((_, t) => 0.8 ** (STEPS - 1 - t));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    for (let i = 0; i < START.length; i++) {
      const mean = values.reduce((total, row, t) => total + (row[i]! * weights[t]!) / sum, 0);
      expect(frame.slots.average![i]).toBeCloseTo(mean, 13);
    }
  });

  test("accumulated gradients are those of a batch of them all", () => {
    const inputs = Array.from({ length: 12 }, (_, i) => [Math.sin(i), Math.cos(2 * i)]);
    const targets = inputs.map(([a, b]) => [a! * b!]);
    const trained = (optimizer: Optimizer, batch: number): number[] => {
      const network = new Sequential([new Dense(2, 3), new Dense(3, 1)], { seed: 1 });
      const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: batch });
      for (let epoch = 0; epoch < 5; epoch++) {
        for (let at = 0; at < 12; at += batch)
          trainer.step(inputs.slice(at, at + batch), targets.slice(at, at + batch));
      }
      return Object.values(network.getParameters()).flat();
    };
    // A schedule counts updates, not batches.
    const rule = (): Optimizer => new Adam({ learningRate: (t) => 0.1 / t });
    const whole = trained(rule(), 12);
    for (const [batches, batch] of [
      [1, 12],
      [2, 6],
      [3, 4],
      [12, 1],
    ] as const) {
      const parts = trained(new GradientAccumulation({ optimizer: rule(), batches }), batch);
      for (const [i, value] of parts.entries()) expect(value).toBeCloseTo(whole[i]!, 10);
    }
  });

  test("groups have their own rules, and a norm is that of its group", () => {
    const groups = [
      { of: ({ role }: { readonly role: string }) => role === "bias", optimizer: sgd(0.5) },
      { optimizer: new ClipByGlobalNorm({ optimizer: sgd(), limit: 0.7 }) },
    ];
    const expected = byFormula((w, g) => {
      const weights = scaled(
        g.map((each, i) => (BIASES.includes(i) ? 0 : each)),
        0.7,
      );
      return w.map((each, i) => each - (BIASES.includes(i) ? 0.5 * g[i]! : 0.1 * weights[i]!));
    });
    expectSame(steps(new ParameterGroups({ groups })).values, expected);
  });

  test("one group of all is the rule alone, bit by bit, whether its rule goes number by number or not", () => {
    const together: Optimizer = {
      name: "together",
      slots: ["m"],
      update: (frame) => new SGD({ learningRate: 0.1 }).update(frame),
    };
    for (const optimizer of [new Adam(), together]) {
      const of = ({ role }: { readonly role: string }): boolean => role === "bias";
      const groups = new ParameterGroups({ groups: [{ of, optimizer }, { optimizer }] });
      expect(steps(groups).values).toEqual(steps(optimizer).values);
    }
  });
});
