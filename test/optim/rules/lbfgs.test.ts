import { Sequential } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import type { DType, Layer, Optimizer, TrainFrame } from "@nn/core/component";
import { Dense, tanh } from "@nn/layers";
import { L2, meanSquaredError } from "@nn/losses";
import { LBFGS, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { descent } from "./descent.js";

const CURVATURES = [1, 0.5, 20, 0.1, 3];
const quadratic = (w: ArrayLike<number>): [number, number[]] => [
  CURVATURES.reduce((sum, c, i) => sum + 0.5 * c * w[i]! ** 2, 0),
  CURVATURES.map((c, i) => c * w[i]!),
];
const rosenbrock = ([x, y]: ArrayLike<number> & Iterable<number>): [number, number[]] => [
  100 * (y! - x! ** 2) ** 2 + (1 - x!) ** 2,
  [-400 * x! * (y! - x! ** 2) - 2 * (1 - x!), 200 * (y! - x! ** 2)],
];
const valley = (w: ArrayLike<number>): [number, number[]] => rosenbrock(Array.from(w));

/** Rosenbrock's function as the squared error of a layer: its outputs are 10·(y − x²) and 1 − x. */
const bent: Layer<"w", never> = {
  name: "bent",
  inputShape: [1],
  outputShape: () => [2],
  parameters: () => ({
    w: { shape: [2], fanIn: 1, fanOut: 1, initializer: { name: "start", fill: (values) => values.set([-1.2, 1]) } },
  }),
  saved: () => ({}),
  forward({ batch, y, parameters: { w } }) {
    for (let i = 0; i < batch; i++) y.set([10 * (w[1]! - w[0]! ** 2), 1 - w[0]!], 2 * i);
  },
  backward({ batch, dy, dx, parameters: { w }, gradients }: TrainFrame<"w", never>) {
    for (let i = 0; i < batch; i++) {
      gradients.w[0]! += -20 * w[0]! * dy[2 * i]! - dy[2 * i + 1]!;
      gradients.w[1]! += 10 * dy[2 * i]!;
    }
    dx?.fill(0);
  },
};

const inputs = Array.from({ length: 12 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const targets = inputs.map(([a, b]) => [a! * b!]);
const build = (backend?: Backend, dtype: DType = "float64"): Sequential =>
  new Sequential([new Dense(2, 4, { activation: tanh }), new Dense(4, 1)], {
    seed: 1,
    dtype,
    ...(backend && { backend }),
  });
const options = (optimizer: Optimizer = new LBFGS()) => ({ loss: meanSquaredError, optimizer, batchSize: 12 });

describe("L-BFGS", () => {
  test("is at the minimum of a quadratic of n parameters within n steps, where each line search is exact", () => {
    const { frame, step } = descent(new LBFGS({ decrease: 1e-12, curvature: 1e-9 }), [1, -2, 0.5, 3, -1], quadratic);
    for (let i = 0; i < CURVATURES.length; i++) step();
    expect(quadratic(frame.value)[0]).toBeLessThan(1e-20);
  });

  test("goes along −H·g, with H of the last pairs by the formula of matrices", () => {
    const memory = 3;
    const { frame, step } = descent(new LBFGS({ memory }), [-1.2, 1], valley);
    const pairs: [s: number[], y: number[]][] = [];
    for (let k = 0; k < 12; k++) {
      const [, gradient] = valley(frame.value);
      const before = Array.from(frame.value);
      step();
      const used = pairs.slice(-memory);
      if (used.length > 0) {
        const dot = (a: number[], b: number[]): number => a[0]! * b[0]! + a[1]! * b[1]!;
        const [s, y] = used.at(-1)!;
        const gamma = dot(s, y) / dot(y, y);
        let h = [gamma, 0, 0, gamma];
        for (const [s, y] of used) {
          const rho = 1 / dot(s, y);
          const v = [1 - rho * y[0]! * s[0]!, -rho * y[0]! * s[1]!, -rho * y[1]! * s[0]!, 1 - rho * y[1]! * s[1]!];
          const times = (a: number[], b: number[]): number[] => [
            a[0]! * b[0]! + a[1]! * b[2]!,
            a[0]! * b[1]! + a[1]! * b[3]!,
            a[2]! * b[0]! + a[3]! * b[2]!,
            a[2]! * b[1]! + a[3]! * b[3]!,
          ];
          const transposed = [v[0]!, v[2]!, v[1]!, v[3]!];
          h = times(times(transposed, h), v).map((value, i) => value + rho * s[i >> 1]! * s[i & 1]!);
        }
        const expected = [0, 1].map((i) => -(h[2 * i]! * gradient[0]! + h[2 * i + 1]! * gradient[1]!));
        for (const i of [0, 1]) {
          expect(frame.slots.direction![i]! / expected[i]!, `step ${k}, ${i}`).toBeCloseTo(1, 6);
        }
      }
      const [, after] = valley(frame.value);
      pairs.push([Array.from(frame.value, (w, i) => w - before[i]!), after.map((g, i) => g - gradient[i]!)]);
    }
    expect(frame.scalars.pairs![0]).toBe(12);
  });

  test("each step has the strong Wolfe conditions", () => {
    const { frame, step } = descent(new LBFGS(), [-1.2, 1], valley);
    for (let k = 0; k < 30; k++) {
      const [loss, gradient] = valley(frame.value);
      const before = Array.from(frame.value);
      step();
      const moved = Array.from(frame.value, (w, i) => w - before[i]!);
      const [next, slopes] = valley(frame.value);
      const along = (g: number[]): number => g[0]! * moved[0]! + g[1]! * moved[1]!;
      if (along(gradient) > -1e-20) break;
      expect(next, `step ${k}`).toBeLessThanOrEqual(loss + 1e-4 * along(gradient));
      expect(Math.abs(along(slopes)), `step ${k}`).toBeLessThanOrEqual(-0.9 * along(gradient));
      // The gradient that it leaves is that of where it is.
      expect(Array.from(frame.gradient)).toEqual(slopes);
    }
  });

  test("finds the bottom of Rosenbrock's valley, through a layer", () => {
    const network = new Sequential([bent]);
    const trainer = network.trainer({ ...options(), batchSize: 1 });
    for (let i = 0; i < 50; i++) trainer.step([1], [[0, 0]]);
    const [x, y] = network.getParameters()["0.w"]!;
    expect(x).toBeCloseTo(1, 8);
    expect(y).toBeCloseTo(1, 8);
  });

  test("learns the lab's four people in a few steps, which take gradient descent thousands", async () => {
    const people = {
      inputs: [
        [-2, -1],
        [25, 6],
        [17, 4],
        [-15, -6],
      ],
      targets: [1, 0, 0, 1],
    };
    const trained = async (optimizer: Optimizer): Promise<number> => {
      const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
      const { reports } = await network.fit(people, { ...options(optimizer), epochs: 40, onWarning: () => {} });
      return reports.at(-1)!.loss;
    };
    expect(await trained(new LBFGS())).toBeLessThan(1e-6);
    expect(await trained(new SGD({ learningRate: 0.1 }))).toBeGreaterThan(0.05);
  });

  test("a step gives the loss before it, with all penalties, and asks for as many as it may", () => {
    const network = build();
    const before = network.evaluate({ inputs, targets }, { loss: meanSquaredError }).loss;
    const penalties = [new L2({ strength: 0.01 })];
    const penalty = Object.entries(network.getParameters())
      .filter(([name]) => name.endsWith("weight"))
      .flatMap(([, values]) => values)
      .reduce((sum, w) => sum + 0.01 * w * w, 0);
    const trainer = network.trainer({ ...options(), penalties });
    expect(trainer.step(inputs, targets)).toBeCloseTo(before + penalty, 13);
    expect(trainer.step(inputs, targets)).toBeLessThan(before + penalty);
    const { step, evaluations } = descent(new LBFGS({ evaluations: 1 }), [-1.2, 1], valley);
    for (let i = 0; i < 10; i++) step();
    expect(evaluations()).toBeLessThanOrEqual(20);
  });

  test("stays where nothing is lower, and where the loss isn't finite", () => {
    const { frame, step } = descent(new LBFGS(), [0, 0, 0, 0, 0], quadratic);
    step();
    expect(Array.from(frame.value)).toEqual([0, 0, 0, 0, 0]);
    const wall = descent(new LBFGS(), [1], (w) => [w[0] === 1 ? 1 : Infinity, [1]]);
    wall.step();
    expect(Array.from(wall.frame.value)).toEqual([1]);
  });
});
