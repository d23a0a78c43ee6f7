import { datasetFor, datasetOf, defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { type Activation, type DType, exp, type Optimizer } from "@nn/core/component";
import { Activate, Dense, identity, sigmoid, softmax } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { activations, losses, optimizers } from "../../contracts/components.js";
import { targetFor } from "../../fixtures/figures.js";
import { watched } from "./watched.js";

test("a network is on WebAssembly where there is any, and on plain loops elsewhere", () => {
  const { name } = new Sequential([new Dense(2, 1)]).backend;
  expect(name).toBe("WebAssembly" in globalThis ? "wasm" : "reference");
});

const inputs = [
  [0.5, -1, 2],
  [1, 0.25, -0.5],
  [-1, 2, 1],
];
const targets = [
  [0, 0, 1],
  [1, 0, 0],
  [0, 1, 0],
];

/** @param middle - How many neurons are in the middle. */
async function train(backend: Backend, activation: Activation, optimizer: Optimizer, middle = 4) {
  const layers = [new Dense(3, middle, { activation }), new Dense(middle, 3, { activation: softmax })];
  const network = new Sequential(layers, { backend, seed: 3 });
  await network.fit({ inputs, targets }, { loss: meanSquaredError, optimizer, epochs: 30, batchSize: 2 });
  return network.getParameters();
}

/** As users write them, in plain loops. */
const softsign: Activation = {
  name: "softsign",
  forward(_kernels, a, z, batch, size) {
    for (let i = 0; i < batch * size; i++) a[i] = z[i]! / (1 + Math.abs(z[i]!));
  },
  backward(_kernels, dz, da, z, _a, batch, size) {
    for (let i = 0; i < batch * size; i++) dz[i] = da[i]! / (1 + Math.abs(z[i]!)) ** 2;
  },
};
const decaying: Optimizer = {
  name: "decaying",
  slots: [],
  update({ value, gradient, step }) {
    for (let i = 0; i < value.length; i++) value[i]! -= (0.5 * exp(-0.1 * step) * gradient[i]!) / 2;
  },
};
/** Calls one kernel at odd steps and another at even ones. */
const alternating: Optimizer = {
  name: "alternating",
  slots: ["velocity"],
  update(frame) {
    new SGD({ learningRate: 0.1, ...(frame.step % 2 === 0 && { momentum: 0.5 }) }).update(frame);
  },
};

describe.skipIf(defaultBackend().name !== "wasm")("on the WebAssembly backend", () => {
  test("steps of built-in components alone are recorded", async () => {
    for (const { activation } of activations) {
      const { backend, recorded } = watched();
      await train(backend, activation, new Adam());
      expect(recorded, activation.name).toEqual(["whole", "whole"]);
    }
    for (const { optimizer } of optimizers) {
      if (optimizer.evaluates) continue;
      const { backend, recorded } = watched();
      await train(backend, sigmoid, optimizer);
      const kind = optimizer.name.includes("by step") ? "part" : "whole";
      // One of two batch sizes each; where steps differ, each kind of them.
      const kinds = optimizer.phase === undefined ? [kind, kind] : new Array(recorded.length).fill(kind);
      expect(recorded, optimizer.name).toEqual(kinds);
    }
    for (const { loss, takes, targetFor: own } of losses) {
      const { backend, recorded } = watched();
      const ending = new Activate(takes === "any" ? identity : takes === "probability" ? sigmoid : softmax);
      const network = new Sequential([new Dense(3, 3, { activation: identity }), ending], { backend });
      await network.fit(
        { inputs, targets: targets.map((row) => own?.(row) ?? targetFor(loss, row)) },
        { loss, optimizer: new SGD({ learningRate: 0.1 }), epochs: 2, batchSize: 2 },
      );
      expect(recorded, loss.name).toEqual(["whole", "whole"]);
    }
  });

  test.each([
    ["an activation of plain loops, which is called,", softsign, new Adam(), "whole, with calls"],
    ["an optimizer of plain loops, before which a step is recorded,", sigmoid, decaying, "part"],
    ["an optimizer that calls other kernels at other steps", sigmoid, alternating, "part"],
    [
      "built-in components",
      sigmoid,
      new SGD({ learningRate: (step) => 1 / step, momentum: 0.9, nesterov: true }),
      "part",
    ],
  ] as const)("%s: trained to the bits of the plain loops", async (_, activation, optimizer, kind) => {
    // One that gets code of its own where it is recorded, and one that runs as a list.
    for (const middle of [4, 24]) {
      const { backend, recorded } = watched();
      const plain = await train(reference, activation, optimizer, middle);
      expect(await train(backend, activation, optimizer, middle)).toEqual(plain);
      expect(new Set(recorded)).toEqual(new Set([kind]));
    }
  });

  test("steps on a network's own data are recorded with the reading of their examples, and train the same", () => {
    const start = () => {
      const { backend, recorded } = watched();
      const network = new Sequential([new Dense(3, 3)], { backend, seed: 5, dtype: "float32" });
      return { network, recorded, trainer: network.trainer({ loss: meanSquaredError, optimizer, batchSize: 2 }) };
    };
    const optimizer = new SGD({ learningRate: 0.1 });
    const [own, elsewhere] = [start(), start()];
    const rows = Uint32Array.of(2, 0, 1);
    own.trainer.stepRows(datasetFor(own.network, { inputs, targets }), rows, 0, 3, 2);
    elsewhere.trainer.stepRows(datasetOf({ inputs, targets }, [3], [3], "float32"), rows, 0, 3, 2);
    expect(own.recorded).toEqual(["whole", "whole"]);
    expect(elsewhere.recorded).toEqual(["whole", "whole"]);
    expect(own.network.getParameters()).toEqual(elsewhere.network.getParameters());
  });

  test.each(["float32", "float64"] as const)(
    "steps of a network in %s read the data of one in the other format",
    (dtype) => {
      const start = (backend: Backend, dtype: DType) => new Sequential([new Dense(3, 3)], { backend, seed: 5, dtype });
      const other = dtype === "float32" ? "float64" : "float32";
      const train = (backend: Backend): Record<string, number[]> => {
        const network = start(backend, dtype);
        const trainer = network.trainer({
          loss: meanSquaredError,
          optimizer: new SGD({ learningRate: 0.1 }),
          batchSize: 2,
        });
        trainer.stepRows(datasetFor(start(backend, other), { inputs, targets }), Uint32Array.of(2, 0, 1), 0, 3, 2);
        return network.getParameters();
      };
      expect(train(defaultBackend())).toEqual(train(reference));
    },
  );

  test("a signal that was aborted ends only the call that it was given to: later steps are recorded again", () => {
    const { backend, recorded } = watched();
    const controller = new AbortController();
    const learningRate = (step: number): number => {
      if (step === 2) controller.abort();
      return 1 / step;
    };
    const start = (backend: Backend) => {
      const network = new Sequential([new Dense(3, 3)], { backend, seed: 5 });
      const optimizer = new SGD({ learningRate });
      return { network, trainer: network.trainer({ loss: meanSquaredError, optimizer, batchSize: 2 }) };
    };
    const [stopped, plain] = [start(backend), start(reference)];
    const data = datasetOf({ inputs, targets }, [3], [3]);
    const rows = Uint32Array.of(0, 1, 2);
    stopped.trainer.stepRows(data, rows, 0, 3, 1, controller.signal);
    expect(stopped.trainer.stepCount).toBe(2);
    plain.trainer.stepRows(data, rows, 0, 2, 1);
    recorded.length = 0;
    stopped.trainer.step(inputs.slice(1), targets.slice(1));
    expect(recorded).toEqual(["part"]);
    stopped.trainer.stepRows(data, rows, 0, 3, 1);
    plain.trainer.step(inputs.slice(1), targets.slice(1));
    plain.trainer.stepRows(data, rows, 0, 3, 1);
    expect(stopped.trainer.stepCount).toBe(6);
    expect(stopped.network.getParameters()).toEqual(plain.network.getParameters());
  });
});
