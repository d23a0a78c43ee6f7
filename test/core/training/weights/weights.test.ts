import { datasetFor, defaultBackend, Sequential, workerPool } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { Loss } from "@nn/core/component";
import { Activate, Dense, Dropout, identity, softmax } from "@nn/layers";
import {
  binaryCrossEntropy,
  L2,
  logCosh,
  meanAbsoluteError,
  meanSquaredError,
  sparseCategoricalAccuracy,
  sparseCategoricalCrossEntropyFromLogits,
} from "@nn/losses";
import { Adam, LBFGS } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { watched } from "../../recording/watched.js";
import { build, data, inputs, options, own, targets, weights } from "./weighted.js";

describe("weights of examples", () => {
  test.each([meanSquaredError, binaryCrossEntropy, logCosh, own].map((loss) => [loss.name, loss]))(
    "%s: a step minimises Σwv / Σw, and its gradients are those of that, as differences say",
    (_, loss) => {
      const network = build();
      const trainer = network.trainer({ ...options, loss: loss as Loss, batchSize: 11 });
      const before = network.getParameters();
      const gradients = trainer.gradients(inputs, targets, weights);
      const expected = inputs.reduce(
        (sum, input, i) =>
          sum +
          weights[i]! * network.evaluate({ inputs: [input], targets: [targets[i]!] }, { loss: loss as Loss }).loss,
        0,
      );
      const total = weights.reduce((sum, weight) => sum + weight);
      expect(trainer.loss).toBeCloseTo(expected / total, 14);
      for (const [name, values] of Object.entries(before)) {
        for (const i of values.keys()) {
          const [above, below] = [1e-5, -1e-5].map((distance) => {
            network.setParameters({ ...before, [name]: values.map((w, at) => (at === i ? w + distance : w)) });
            return network.evaluate(data, { loss: loss as Loss }).loss;
          });
          expect(gradients[name]![i], `${name}[${i}]`).toBeCloseTo((above! - below!) / 2e-5, 8);
        }
      }
    },
  );

  test("a weight of 2 is the example twice, one of 0 the example not at all, and only what they are to one another counts", () => {
    const twice = [inputs[1]!, inputs[3]!, inputs[1]!];
    const targetsOf = [targets[1]!, targets[3]!, targets[1]!];
    const three = build();
    three.trainer({ ...options, batchSize: 3 }).step(twice, targetsOf);
    for (const scale of [1, 0.001, 1e6]) {
      const network = build();
      const trainer = network.trainer(options);
      trainer.step(
        [inputs[1]!, inputs[2]!, inputs[3]!],
        [targets[1]!, targets[2]!, targets[3]!],
        [2 * scale, 0, scale],
      );
      for (const [name, values] of Object.entries(network.getParameters())) {
        for (const [i, value] of values.entries()) expect(value).toBeCloseTo(three.getParameters()[name]![i]!, 14);
      }
    }
  });

  test.each(["float64", "float32"] as const)("all of 1 change no bit in %s", async (dtype) => {
    const [weighted, not] = [build(undefined, dtype), build(undefined, dtype)];
    const more = { ...options, epochs: 5, validation: { inputs, targets } };
    const first = await weighted.fit({ ...data, weights: inputs.map(() => 1) }, more);
    const second = await not.fit({ inputs, targets }, more);
    expect(first.reports).toEqual(second.reports);
    expect(weighted.getParameters()).toEqual(not.getParameters());
  });

  test.each(["float64", "float32"] as const)(
    "the same bits on every backend in %s, recorded, as a data set, and step by step",
    async (dtype) => {
      const pool = await workerPool({ workers: 2 });
      try {
        const trained = async (backend: Backend, isOwn = false): Promise<unknown> => {
          const network = build(backend, dtype);
          const held = datasetFor(network, data);
          const read: typeof held.read = (x, t, rows, from, to) => held.read(x, t, rows, from, to);
          const given = isOwn ? { size: 11, inputShape: [2], targetShape: [2], weights, read } : data;
          const metrics = { absolute: meanAbsoluteError };
          const optimizer = new Adam({ learningRate: 0.05 });
          const { reports } = await network.fit(given, { ...options, optimizer, metrics, epochs: 6, validation: data });
          return { reports, parameters: network.getParameters() };
        };
        const expected = await trained(reference);
        for (const backend of [defaultBackend(), pool]) expect(await trained(backend)).toEqual(expected);
        expect(await trained(defaultBackend(), true)).toEqual(expected);
        expect(await trained(reference, true)).toEqual(expected);
      } finally {
        await pool.close();
      }
    },
  );

  test("steps with weights are recorded as a whole, each kind by itself, and may take turns with steps without", () => {
    const [recording, plain] = [watched(), build(reference)];
    const network = build(recording.backend);
    const trainers = [network, plain].map((each) => each.trainer({ ...options, batchSize: 11 }));
    for (let i = 0; i < 6; i++) {
      const losses = trainers.map((trainer) => trainer.step(inputs, targets, i % 2 === 0 ? undefined : weights));
      expect(losses[0]).toBe(losses[1]);
    }
    expect(network.getParameters()).toEqual(plain.getParameters());
    // Plain loops record nothing.
    expect(recording.recorded).toEqual(defaultBackend().record === undefined ? [] : ["whole", "whole"]);
  });

  test("data with weights and data without them, at the same place in memory, take turns", async () => {
    const runs = await Promise.all(
      [defaultBackend(), reference].map(async (backend) => {
        const network = build(backend);
        for (const each of [
          data,
          { inputs, targets },
          { ...data, weights: weights.toReversed() },
          { inputs, targets },
        ]) {
          await network.fit(each, { ...options, epochs: 3 });
        }
        return network.getParameters();
      }),
    );
    expect(runs[0]).toEqual(runs[1]);
  });

  test("reports have weighted means of loss and metrics, with penalties beside them", async () => {
    const network = build();
    const penalties = [new L2({ strength: 0.01 })];
    const metrics = { absolute: meanAbsoluteError };
    const { reports } = await network.fit(data, { ...options, epochs: 2, metrics, penalties, validation: data });
    const last = reports.at(-1)!;
    const total = weights.reduce((sum, weight) => sum + weight);
    const mean = (name: "loss" | "absolute"): number =>
      inputs.reduce((sum, input, i) => {
        const alone = network.evaluate(
          { inputs: [input], targets: [targets[i]!] },
          { loss: meanSquaredError, metrics },
        );
        return sum + (weights[i]! * alone[name]) / total;
      }, 0);
    expect(last.loss - (last.penalty ?? 0)).toBeCloseTo(mean("loss"), 13);
    expect(last.absolute).toBeCloseTo(mean("absolute"), 13);
    expect(last.validation).toEqual({ loss: last.loss, absolute: last.absolute, penalty: last.penalty });
  });

  test("a batch whose weights are all 0 has a loss of 0, and moves nothing", () => {
    const network = build();
    const rows = datasetFor(network, data);
    const trainer = network.trainer(options);
    const before = network.getParameters();
    trainer.stepRows(rows, Uint32Array.of(2, 7), 0, 2);
    expect(trainer.loss).toBe(0);
    expect(network.getParameters()).toEqual(before);
  });

  test("L-BFGS lowers the weighted loss, and class weights are a line", async () => {
    const network = new Sequential([new Dense(2, 3, { activation: identity })], { seed: 1 });
    const labels = inputs.map((_, i) => i % 3);
    const classWeights = [1, 10, 0.1];
    const classes = { inputs, targets: labels, weights: labels.map((label) => classWeights[label]!) };
    const metrics = { accuracy: sparseCategoricalAccuracy };
    const loss = sparseCategoricalCrossEntropyFromLogits;
    const before = network.evaluate(classes, { loss, metrics });
    await network.fit(classes, { loss, optimizer: new LBFGS(), batchSize: 11, epochs: 10 });
    expect(network.evaluate(classes, { loss, metrics }).loss).toBeLessThan(before.loss / 2);
    expect(network.evaluate(classes, { loss, metrics }).accuracy).toBeGreaterThan(0.8);
  });

  test("in a network with chance, the mask is that of the step without weights", () => {
    const make = () => new Sequential([new Dense(2, 8), new Dropout(0.5), new Dense(8, 2)], { seed: 1 });
    const ones = inputs.map(() => 1);
    const [one, other] = [make(), make()];
    one.trainer({ ...options, batchSize: 11 }).step(inputs, targets, ones);
    other.trainer({ ...options, batchSize: 11 }).step(inputs, targets);
    expect(one.getParameters()).toEqual(other.getParameters());
  });

  test("of softmax with a target of another shape than the output", () => {
    const network = new Sequential([new Activate(softmax)], { inputShape: [2] });
    const { accuracy } = network.evaluate(
      {
        inputs: [
          [1, 0],
          [1, 0],
          [0, 1],
        ],
        targets: [0, 1, 1],
        weights: [1, 2, 5],
      },
      {
        loss: sparseCategoricalCrossEntropyFromLogits,
        metrics: { accuracy: sparseCategoricalAccuracy },
        allowMismatch: true,
      },
    );
    expect(accuracy).toBe(0.75);
  });
});
