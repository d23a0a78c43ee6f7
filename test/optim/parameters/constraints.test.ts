import { datasetFor, defaultBackend, Sequential, workerPool } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { DType, Optimizer } from "@nn/core/component";
import { Conv2D, Dense, Flatten, identity, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import {
  Adam,
  AdamW,
  AveragedWeights,
  ClipByGlobalNorm,
  Constrained,
  type Constraint,
  GradientAccumulation,
  LBFGS,
  MaxNorm,
  NonNegative,
  ParameterGroups,
  SGD,
  UnitNorm,
} from "@nn/optim";
import { describe, expect, test } from "vitest";
import { watched } from "../../core/recording/watched.js";

const inputs = Array.from({ length: 12 }, (_, i) => [Math.sin(i), Math.cos(3 * i), i / 6]);
const targets = inputs.map(([a, b]) => [a! * b!, a! - b!]);
const build = (backend: Backend = defaultBackend(), dtype: DType = "float64"): Sequential =>
  new Sequential([new Dense(3, 5, { activation: tanh }), new Dense(5, 2, { activation: identity })], {
    seed: 3,
    backend,
    dtype,
  });
const options = { loss: meanSquaredError, batchSize: 5 };
const rowsOf = (network: Sequential) => datasetFor(network, { inputs, targets });
const ROWS = Uint32Array.from({ length: 12 }, (_, i) => i);

/** The norm of each column of a matrix with so many of them. */
const norms = (values: readonly number[], columns: number): number[] =>
  Array.from({ length: columns }, (_, j) => Math.hypot(...values.filter((_, i) => i % columns === j)));

/** As someone outside these packages writes one, in plain loops: weights that sum up to 0. */
const centred: Constraint = {
  name: "centred",
  apply({ value, size }) {
    let mean = 0;
    for (let i = 0; i < size; i++) mean += value[i]! / size;
    for (let i = 0; i < size; i++) value[i]! -= mean;
  },
};

const rules: Readonly<Record<string, (constraints: readonly Constraint[]) => Optimizer>> = {
  momentum: (constraints) => new Constrained({ optimizer: new SGD({ learningRate: 0.3, momentum: 0.9 }), constraints }),
  Adam: (constraints) => new Constrained({ optimizer: new Adam({ learningRate: 0.1 }), constraints }),
  "AdamW, clipped": (constraints) =>
    new Constrained({
      optimizer: new ClipByGlobalNorm({ optimizer: new AdamW({ learningRate: 0.1 }), limit: 0.5 }),
      constraints,
    }),
  "an average around it": (constraints) =>
    new AveragedWeights({
      optimizer: new Constrained({ optimizer: new Adam({ learningRate: 0.1 }), constraints }),
      decay: 0.5,
    }),
  "accumulation around it": (constraints) =>
    new GradientAccumulation({
      optimizer: new Constrained({ optimizer: new Adam({ learningRate: 0.1 }), constraints }),
      batches: 2,
    }),
};

describe.each(Object.entries(rules))("constraints after %s", (_, rule) => {
  test("hold after each step, of weights alone, and of what they are asked for", () => {
    const network = build();
    const ofBiases = new NonNegative({ of: ({ role }) => role === "bias" });
    const trainer = network.trainer({ ...options, optimizer: rule([new MaxNorm({ limit: 0.8 }), ofBiases]) });
    const data = rowsOf(network);
    let largest = 0;
    for (let i = 0; i < 20; i++) {
      trainer.stepRows(data, ROWS, 0, 12, 5);
      const {
        "0.weight": first,
        "1.weight": second,
        "0.bias": bias,
      } = network.getParameters() as Record<string, number[]>;
      const all = [...norms(first!, 5), ...norms(second!, 2)];
      if (i > 1) for (const norm of all) expect(norm).toBeLessThan(0.8 + 1e-12);
      largest = Math.max(largest, ...all);
      if (i > 1) for (const b of bias!) expect(b).toBeGreaterThanOrEqual(0);
    }
    expect(largest).toBeCloseTo(0.8, 10);
  });

  test.each(["float64", "float32"] as const)("have the same bits on every backend in %s", async (dtype) => {
    const pool = await workerPool({ workers: 2 });
    try {
      for (const constraints of [
        [new MaxNorm({ limit: 0.7 }), new NonNegative({ of: ({ role }) => role === "bias" })],
        [new UnitNorm()],
        [centred],
      ]) {
        const trained = (backend: Backend): unknown => {
          const network = build(backend, dtype);
          const trainer = network.trainer({ ...options, optimizer: rule(constraints) });
          for (let i = 0; i < 5; i++) trainer.stepRows(rowsOf(network), ROWS, 0, 12, 5);
          return network.getParameters();
        };
        const expected = trained(reference);
        for (const backend of [defaultBackend(), pool]) expect(trained(backend)).toEqual(expected);
      }
    } finally {
      await pool.close();
    }
  });
});

describe("a constraint", () => {
  const sgd = new SGD({ learningRate: 0.2 });
  const stepped = (optimizer: Optimizer, frozen?: (parameter: { readonly fullName: string }) => boolean) => {
    const network = build();
    network.trainer({ ...options, batchSize: 12, optimizer, ...(frozen && { frozen }) }).step(inputs, targets);
    return network.getParameters() as Readonly<Record<string, number[]>>;
  };

  test("moves what an update gave to the nearest allowed place", () => {
    const free = stepped(sgd);
    const held = stepped(new Constrained({ optimizer: sgd, constraints: [new MaxNorm({ limit: 0.5 })] }));
    const unit = stepped(new Constrained({ optimizer: sgd, constraints: [new UnitNorm()] }));
    const positive = stepped(new Constrained({ optimizer: sgd, constraints: [new NonNegative({ of: () => true })] }));
    for (const [name, columns] of [
      ["0.weight", 5],
      ["1.weight", 2],
    ] as const) {
      const each = norms(free[name]!, columns);
      for (const [i, w] of free[name]!.entries()) {
        const norm = each[i % columns]!;
        expect(held[name]![i]).toBeCloseTo(norm > 0.5 ? (w * 0.5) / norm : w, 14);
        expect(unit[name]![i]).toBeCloseTo(w / norm, 14);
        expect(positive[name]![i]).toBe(Math.max(w, 0));
      }
    }
    expect(held["0.bias"]).toEqual(free["0.bias"]);
  });

  test("of a convolution holds each filter", () => {
    const network = new Sequential([new Conv2D(2, 3, { kernelSize: [2, 2] }), new Flatten(), new Dense(27, 1)], {
      seed: 1,
      inputShape: [4, 4, 2],
    });
    const optimizer = new Constrained({ optimizer: sgd, constraints: [new UnitNorm()] });
    network.trainer({ ...options, optimizer }).step(
      Float64Array.from({ length: 32 }, (_, i) => Math.sin(i)),
      [1],
    );
    for (const norm of norms(network.getParameters()["0.weight"] as number[], 3)) expect(norm).toBeCloseTo(1, 14);
  });

  test("leaves frozen parameters alone", () => {
    const optimizer = new Constrained({ optimizer: sgd, constraints: [new MaxNorm({ limit: 0.01 })] });
    const after = stepped(optimizer, ({ fullName }) => fullName === "0.weight");
    expect(after["0.weight"]).toEqual(build().getParameters()["0.weight"]);
    for (const norm of norms(after["1.weight"]!, 2)) expect(norm).toBeCloseTo(0.01, 14);
  });

  test("is recorded with the step, where it calls kernels alone, and else called after what is recorded", () => {
    const kinds = [[new NonNegative()], [new MaxNorm({ limit: 0.5 })], [centred]].map((constraints) => {
      const { backend, recorded } = watched();
      const network = build(backend);
      const trainer = network.trainer({
        ...options,
        batchSize: 12,
        optimizer: new Constrained({ optimizer: sgd, constraints }),
      });
      for (let i = 0; i < 3; i++) trainer.step(inputs, targets);
      return recorded;
    });
    expect(kinds).toEqual(defaultBackend().record === undefined ? [[], [], []] : [["whole"], ["part"], ["part"]]);
  });

  test("leaves no trace of a step that diverges, and hides no divergence", () => {
    for (const constraints of [[new MaxNorm({ limit: 1 })], [new UnitNorm()], [new NonNegative()]]) {
      const network = build();
      const trainer = network.trainer({
        ...options,
        batchSize: 12,
        optimizer: new Constrained({
          optimizer: new SGD({ learningRate: (step) => (step === 3 ? 1e308 : 0.1) }),
          constraints,
        }),
      });
      trainer.step(inputs, targets);
      trainer.step(inputs, targets);
      const before = network.getParameters();
      expect(() =>
        trainer.step(
          inputs.map((row) => row.map((x) => 1e3 * x)),
          targets.map((row) => row.map((t) => 1e5 * t)),
        ),
      ).toThrow(/not a finite number/);
      expect(network.getParameters()).toEqual(before);
      expect(trainer.stepCount).toBe(2);
    }
  });

  test("is refused where it can't be right", () => {
    const told = (call: () => unknown): string => {
      try {
        call();
      } catch (error) {
        return (error as Error).message;
      }
      return "nothing";
    };
    const constraints = [new NonNegative()];
    const lbfgs = new LBFGS();
    expect(
      [
        () => new Constrained({ optimizer: lbfgs, constraints }),
        () => new Constrained({ optimizer: new AveragedWeights({ optimizer: lbfgs, decay: 0.5 }), constraints }),
        () => new Constrained({ optimizer: new ParameterGroups({ groups: [{ optimizer: lbfgs }] }), constraints }),
        () => new Constrained({ optimizer: sgd, constraints: new NonNegative() as never }),
        () => new Constrained({ optimizer: sgd, constraints: [MaxNorm as never] }),
        () => new Constrained({ optimizer: sgd } as never),
        () => new MaxNorm({ limit: 0 }),
        () => new MaxNorm({ maxValue: 3 } as never),
        () => new NonNegative({ of: "bias" as never }),
      ].map(told),
    ).toMatchInlineSnapshot(`
      [
        "Constrained: LBFGS(memory 10) evaluates the loss, and takes what it moved for what its next step begins with. Choose an optimizer that doesn't.",
        "Constrained: AveragedWeights(decay 0.5, LBFGS(memory 10)) evaluates the loss, and takes what it moved for what its next step begins with. Choose an optimizer that doesn't.",
        "Constrained: ParameterGroups(LBFGS(memory 10)) evaluates the loss, and takes what it moved for what its next step begins with. Choose an optimizer that doesn't.",
        "Constrained: constraints must be a list of constraints, as in [new MaxNorm({ limit: 3 })], but got a NonNegative.",
        "nothing",
        "Constrained: constraints must be a list of constraints, as in [new MaxNorm({ limit: 3 })], but got undefined.",
        "MaxNorm: limit must be a finite number above 0, but is 0.",
        "MaxNorm has no option "maxValue". It has: of, limit.",
        "NonNegative: of must be a function of a parameter, as in ({ role }) => role === "weight".",
      ]
    `);
  });
});
