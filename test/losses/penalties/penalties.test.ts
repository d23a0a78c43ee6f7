import { datasetFor, defaultBackend, Sequential, workerPool } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { DType, Penalty } from "@nn/core/component";
import { Dense, tanh } from "@nn/layers";
import { L1, L2, meanSquaredError } from "@nn/losses";
import { Adam, DecoupledWeightDecay, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { watched } from "../../core/recording/watched.js";

const inputs = Array.from({ length: 12 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const targets = inputs.map(([a, b]) => [a! * b!]);
const data = { inputs, targets };
const build = (backend?: Backend, dtype: DType = "float64"): Sequential =>
  new Sequential([new Dense(2, 4, { activation: tanh }), new Dense(4, 1)], {
    seed: 1,
    dtype,
    ...(backend && { backend }),
  });
const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 12 };
const weights = (network: Sequential): number[] =>
  Object.entries(network.getParameters()).flatMap(([name, values]) => (name.endsWith("weight") ? values : []));

const beyondOne = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, w) => sum + w * w, -1);

/** As someone outside these packages writes one, in plain loops: how far each unit's weights are from a length of 1. */
const unitLength: Penalty = {
  name: "unit length",
  value({ value, penalty }) {
    penalty[0] = beyondOne(value) ** 2;
  },
  gradient({ value, gradient }) {
    const beyond = beyondOne(value);
    for (let i = 0; i < value.length; i++) gradient[i]! += 4 * beyond * value[i]!;
  },
};
const all: readonly Penalty[] = [new L1({ strength: 0.01 }), new L2({ strength: 0.02, of: () => true }), unitLength];

describe("penalties on parameters", () => {
  test("are in the loss that a step gives, and in its gradients, as differences say", () => {
    for (const penalty of all) {
      const network = build();
      const lossAt = (): number => network.trainer({ ...options, penalties: [penalty] }).step(inputs, targets);
      const before = network.getParameters();
      const trainer = network.trainer({ ...options, penalties: [penalty] });
      const gradients = trainer.gradients(inputs, targets);
      for (const [name, values] of Object.entries(before)) {
        for (const i of values.keys()) {
          const [above, below] = [1e-5, -1e-5].map((distance) => {
            network.setParameters({ ...before, [name]: values.map((w, at) => (at === i ? w + distance : w)) });
            return lossAt();
          });
          expect(gradients[name]![i], `${penalty.name}: ${name}[${i}]`).toBeCloseTo((above! - below!) / 2e-5, 7);
        }
      }
    }
  });

  test("L1 is λ·Σ|w| and L2 λ·Σw², of weights unless they are told otherwise", () => {
    const network = build();
    network.setParameters({ "0.bias": [1, 2, 3, 4] });
    const sum = (of: (w: number) => number): number => weights(network).reduce((total, w) => total + of(w), 0);
    const expected = [0.5 * sum(Math.abs), 0.5 * sum((w) => w * w), 0.5 * 30 + 0.5 * sum((w) => w * w)];
    const penalties = [new L1({ strength: 0.5 }), new L2({ strength: 0.5 }), new L2({ strength: 0.5, of: () => true })];
    for (const [i, penalty] of penalties.entries()) {
      const trainer = network.trainer({ ...options, penalties: [penalty] });
      trainer.gradients(inputs, targets);
      expect(trainer.penalty).toBeCloseTo(expected[i]!, 13);
      expect(trainer.loss - trainer.penalty).toBeCloseTo(network.evaluate(data, { loss: meanSquaredError }).loss, 13);
    }
  });

  test("L2 with gradient descent is decoupled decay by twice its strength", () => {
    const [one, other] = [build(), build()];
    const sgd = new SGD({ learningRate: 0.1 });
    const first = one.trainer({ ...options, optimizer: sgd, penalties: [new L2({ strength: 0.05 })] });
    const second = other.trainer({ ...options, optimizer: new DecoupledWeightDecay({ optimizer: sgd, decay: 0.1 }) });
    for (let i = 0; i < 5; i++) for (const trainer of [first, second]) trainer.step(inputs, targets);
    for (const [i, w] of weights(one).entries()) expect(w).toBeCloseTo(weights(other)[i]!, 14);
  });

  test("a report has the loss that is minimised, and how much of it they are", async () => {
    const network = build();
    const penalties = [new L1({ strength: 0.01 }), new L2({ strength: 0.02 })];
    const history = await network.fit(data, { ...options, penalties, batchSize: 5, epochs: 3, validation: data });
    const penalty = weights(network).reduce((total, w) => total + 0.01 * Math.abs(w) + 0.02 * w * w, 0);
    const { loss } = network.evaluate(data, { loss: meanSquaredError });
    const report = history.reports[2]!;
    expect(report.penalty).toBeCloseTo(penalty, 13);
    expect(report.loss).toBeCloseTo(loss + penalty, 13);
    expect(report.validation!.loss).toBe(report.loss);
    expect(Object.keys((await network.fit(data, { ...options, epochs: 1 })).reports[0]!)).toEqual(["epoch", "loss"]);
  });

  test("have the same bits everywhere, and act at once when they change", async () => {
    const pool = await workerPool({ workers: 2 });
    const trained = (backend: Backend, dtype: DType): unknown => {
      const network = build(backend, dtype);
      const l2 = new L2({ strength: 0.02, of: () => true });
      const penalties = [new L1({ strength: 0.01 }), l2, unitLength];
      const trainer = network.trainer({ ...options, optimizer: new Adam(), batchSize: 4, penalties });
      const held = datasetFor(network, data);
      for (let epoch = 0; epoch < 30; epoch++) {
        if (epoch === 10) Object.assign(l2, { strength: 0.5 });
        trainer.stepRows(held, Uint32Array.from(inputs.keys()), 0, 12, 4);
      }
      return { ...network.getParameters(), loss: trainer.loss };
    };
    for (const dtype of ["float64", "float32"] as const) {
      const expected = trained(reference, dtype);
      for (const backend of [defaultBackend(), pool]) expect(trained(backend, dtype)).toEqual(expected);
    }
    pool.close();
  });

  test.skipIf(defaultBackend().name !== "wasm")("are recorded", () => {
    for (const [penalty, kind] of [
      [new L2({ strength: 0.1 }), "whole"],
      [unitLength, "whole, with calls"],
    ] as const) {
      const { backend, recorded } = watched();
      const trainer = build(backend).trainer({ ...options, penalties: [penalty] });
      for (let i = 0; i < 3; i++) trainer.step(inputs, targets);
      expect(new Set(recorded)).toEqual(new Set([kind]));
    }
  });

  test("what is refused", () => {
    const of = (penalties: unknown) => () => build().trainer({ ...options, penalties: penalties as Penalty[] });
    expect(of(new L2({ strength: 1 }))).toThrow(
      /^penalties must be a list, as in \[new L2\(\{ strength: 0\.01 \}\)\], but is/,
    );
    expect(of(["l2"])).toThrow(
      /^penalties\[0\] must be a penalty, such as new L2\(\{ strength: 0\.01 \}\), but is "l2"/,
    );
    expect(() => new L2({ strength: -1 })).toThrow("L2: strength must be a finite number of at least 0, but is -1.");
    expect(() => new L1({ strength: 1, of: 3 as never })).toThrow(/^L1: of must be a function of a parameter/);
  });
});
