import { defaultBackend, Sequential, workerPool } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { DType, Optimizer, PartParameter } from "@nn/core/component";
import { BatchNormalization, Dense, tanh } from "@nn/layers";
import { L2, meanSquaredError } from "@nn/losses";
import {
  AveragedWeights,
  ClipByGlobalNorm,
  ClipByNorm,
  ClipByValue,
  GradientAccumulation,
  LBFGS,
  ParameterGroups,
  SGD,
} from "@nn/optim";
import { describe, expect, test } from "vitest";
import { descent } from "./descent.js";

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
  test("has the same bits everywhere, inside others and beside frozen parameters, put away and taken up", async () => {
    const pool = await workerPool({ workers: 2 });
    const around = new AveragedWeights({ optimizer: new LBFGS({ memory: 3 }), decay: 0.9 });
    for (const choice of [{}, { frozen: ({ role }: { readonly role: string }) => role === "bias" }]) {
      for (const dtype of ["float64", "float32"] as const) {
        const trained = [reference, defaultBackend(), pool].map((backend) => {
          const network = build(backend, dtype);
          const trainer = network.trainer({ ...options(around), ...choice });
          for (let i = 0; i < 6; i++) trainer.step(inputs, targets);
          const state = trainer.state();
          for (let i = 0; i < 4; i++) trainer.step(inputs, targets);
          const again = network.trainer({ ...options(around), ...choice });
          const end = network.getParameters();
          again.restore(state);
          for (let i = 0; i < 4; i++) again.step(inputs, targets);
          expect(network.getParameters()).toEqual(end);
          return end;
        });
        for (const one of trained) expect(one).toEqual(trained[0]);
      }
    }
    pool.close();
  });

  test("has back layers' state and gradient where no trial is lower", () => {
    const steep = descent(new LBFGS({ evaluations: 1 }), [0.01], (w) => [5000 * w[0]! ** 2, [10000 * w[0]!]]);
    steep.step();
    expect([steep.frame.value[0], steep.frame.gradient[0]]).toEqual([0.01, 100]);
    const still: Optimizer = { name: "still", slots: [], update: () => {} };
    const [failed, unmoved] = [new LBFGS({ evaluations: 1 }), still].map((optimizer) => {
      const layers = [new Dense(2, 4), new BatchNormalization(), new Dense(4, 1)];
      const network = new Sequential(layers, { seed: 1, dtype: "float64" });
      const small = network.getParameters()["2.weight"]!.map((w) => w / 1000);
      network.setParameters({ ...network.getParameters(), "0.weight": small.concat(small), "2.weight": small });
      network.trainer({ ...options(optimizer), penalties: [new L2({ strength: 1e6 })] }).step(inputs, targets);
      return network.getParameters();
    });
    expect(unmoved!["1.movingMean"]).not.toEqual([0, 0, 0, 0]);
    expect(failed).toEqual(unmoved);
  });

  test("begins at the loss after its siblings before it, and leaves those after it their gradient", () => {
    // The second chooses what is frozen, and so nothing.
    const frozen = ({ fullName }: PartParameter): boolean => fullName === "1.bias";
    for (const of of [({ role }: PartParameter) => role === "bias", frozen]) {
      const network = build();
      const plain = build();
      const moving = { of: ({ fullName }: PartParameter) => fullName === "0.weight" };
      const told: number[] = [];
      const asking: Optimizer = {
        name: "asking",
        slots: [],
        evaluates: true,
        update(frame) {
          told.push(frame.loss, frame.evaluate());
          frame.value.forEach((w, i) => {
            frame.value[i] = w + 1;
          });
          frame.evaluate();
        },
      };
      const sgd = (): Optimizer => new SGD({ learningRate: 0.5 });
      const groups = new ParameterGroups({
        groups: [{ ...moving, optimizer: sgd() }, { of, optimizer: asking }, { optimizer: sgd() }],
      });
      network.trainer({ ...options(groups), frozen }).step(inputs, targets);
      plain.trainer({ ...options(sgd()), frozen }).step(inputs, targets);
      expect(told[0]).toBe(told[1]);
      // What plain descent moves lies where it would without the others.
      expect(network.getParameters()["0.weight"]).toEqual(plain.getParameters()["0.weight"]);
      expect(network.getParameters()["1.weight"]).toEqual(plain.getParameters()["1.weight"]);
    }
  });

  test("is refused where its gradient isn't that of the loss, and nothing moves", () => {
    const optimizer = new LBFGS();
    expect(() => new ClipByNorm({ optimizer, limit: 1 })).toThrow(
      "ClipByNorm: LBFGS(memory 10) evaluates the loss and needs its own gradient, not one made of it. Give it to the trainer without ClipByNorm.",
    );
    for (const around of [
      () => new ClipByGlobalNorm({ optimizer, limit: 1 }),
      () => new ClipByValue({ optimizer, limit: 1 }),
      () => new GradientAccumulation({ optimizer, batches: 2 }),
    ]) {
      expect(around).toThrow(/LBFGS\(memory 10\) evaluates the loss/);
    }
    // One further inside is found when a training begins.
    const inside = new AveragedWeights({ optimizer, decay: 0.9 });
    const network = build();
    expect(() => network.trainer(options(new ClipByNorm({ optimizer: inside, limit: 1 })))).toThrow(
      /its part "inner" is AveragedWeights\(decay 0.9, LBFGS\(memory 10\)\), which evaluates the loss and needs its own gradient, but is given "clipped"\. Give it to the trainer without ClipByNorm\.$/,
    );
  });
});
