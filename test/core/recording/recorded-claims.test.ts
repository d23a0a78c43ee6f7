import { datasetFor, defaultBackend, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import {
  type Activation,
  type KernelsOnly,
  type Layer,
  madeOfKernels,
  methodsOf,
  type Optimizer,
} from "@nn/core/component";
import { Activate, Dense, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test, vi } from "vitest";
import { watched } from "./watched.js";

const inputs = [[0.5], [-1], [0.25], [1]];
const targets = [1, 0, 1, 0];
const rows = Uint32Array.of(0, 1, 2, 3);

interface Training {
  readonly optimizer?: Optimizer;
  readonly layer?: () => Layer;
  /** What is done before a call of `stepRows`. */
  readonly before?: (call: number, network: Sequential) => void;
}

function train(backend: Backend, { optimizer, layer, before }: Training): number[] {
  const layers: Layer[] = [new Dense(1, 3), layer?.() ?? new Activate(tanh), new Dense(3, 1)];
  const network = new Sequential(layers, { backend, seed: 7 });
  const rule = optimizer ?? new SGD({ learningRate: 0.3 });
  const trainer = network.trainer({ loss: meanSquaredError, optimizer: rule, batchSize: 2 });
  const data = datasetFor(network, { inputs, targets });
  for (let call = 1; call <= 6; call++) {
    before?.(call, network);
    trainer.stepRows(data, rows, 0, 4, 2);
  }
  return [...network.parameters.block];
}

/** Of kernels alone. */
const parts: Activation = {
  name: "tanh of tanh",
  forward(kernels, a, z, batch, size) {
    tanh.forward(kernels, a, z, batch, size);
    tanh.forward(kernels, a, a, batch, size);
  },
  backward: tanh.backward,
};

class Own extends Activate {
  override backward(frame: Parameters<Activate["backward"]>[0]): void {
    super.backward(frame);
  }
}

/** With a mode, by which it goes. */
class Switch extends Activate {
  open = true;
  override forward(frame: Parameters<Activate["forward"]>[0]): void {
    if (this.open) super.forward(frame);
    else frame.kernels.fill(frame.y, 0.5, frame.batch * frame.inputSize);
  }
  override get kernelsOnly(): KernelsOnly {
    return { of: this, ...methodsOf(Switch, ["forward", "backward"], ["open", "activation"]) };
  }
}

describe.skipIf(defaultBackend().name !== "wasm")("of steps is recorded", () => {
  const schedule = (step: number): number => 0.3 / step;
  const cases: Readonly<Record<string, Training & { recorded: readonly string[] }>> = {
    "all of built-in components": { recorded: ["whole"] },
    "what comes before a learning rate by the step": {
      optimizer: new SGD({ learningRate: schedule }),
      recorded: ["part"],
    },
    "what stands around an activation that doesn't say that it calls kernels alone": {
      layer: () => new Activate(parts),
      recorded: ["whole, with calls"],
    },
    "all of one that says so": { layer: () => new Activate(madeOfKernels(parts)), recorded: ["whole"] },
    "what stands around a copy of one that says so": {
      layer: () => new Activate({ ...madeOfKernels(parts) }),
      recorded: ["whole, with calls"],
    },
    "all of a subclass that changes nothing": {
      layer: () => new (class extends Activate {})(tanh),
      recorded: ["whole"],
    },
    "what stands around a subclass with a pass of its own": {
      layer: () => new Own(tanh),
      recorded: ["whole, with calls"],
    },
    "all of a layer with a mode that it names": { layer: () => new Switch(tanh), recorded: ["whole"] },
    "what comes before an optimizer that is spread from a built-in one": {
      optimizer: { ...new SGD({ learningRate: 0.3 }), update: new SGD({ learningRate: 0.3 }).update },
      recorded: ["part"],
    },
    "what comes before an update of its own": {
      optimizer: {
        ...new SGD({ learningRate: 0.3 }),
        update: (frame) => new SGD({ learningRate: 0.3 }).update(frame),
      },
      recorded: ["part"],
    },
  };

  test.each(Object.entries(cases))("%s", (_, { recorded, ...training }) => {
    const seen = watched();
    expect(train(seen.backend, training)).toEqual(train(reference, training));
    expect(seen.recorded).toEqual(recorded);
  });

  test("no more than before where a learning rate is changed now and then", () => {
    for (const build of [() => new SGD({ learningRate: 0.3 }), () => new Adam({ learningRate: 0.1 })]) {
      const run = (backend: Backend): number[] => {
        const optimizer = build() as { learningRate: number } & Optimizer;
        const before = (call: number): void => {
          if (call % 2 === 0) optimizer.learningRate /= 2;
        };
        return train(backend, { optimizer, before });
      };
      const seen = watched();
      expect(run(seen.backend)).toEqual(run(reference));
      expect(seen.recorded).toEqual(["whole"]);
    }
  });

  test("no more than before where it is changed all the time", () => {
    const run = (backend: Backend): number[] => {
      const optimizer = new SGD({ learningRate: 0.3 }) as { learningRate: number } & Optimizer;
      return train(backend, { optimizer, before: (call) => (optimizer.learningRate = 0.3 / call) });
    };
    const seen = watched();
    expect(run(seen.backend)).toEqual(run(reference));
    expect(seen.recorded).toEqual(["whole"]);
  });

  test("a layer anew some steps after its mode has changed", () => {
    const run = (backend: Backend): number[] => {
      const layer = new Switch(tanh);
      const before = (call: number): void => {
        layer.open = call !== 2;
      };
      return train(backend, { layer: () => layer, before });
    };
    const seen = watched();
    expect(run(seen.backend)).toEqual(run(reference));
    expect(seen.recorded).toEqual(["whole", "whole"]);
  });
});

test.each([Dense.prototype, Activate.prototype, SGD.prototype])(
  "a method of a built-in class that is replaced while networks train and predict is called as often as on plain loops",
  (prototype) => {
    const name = "update" in prototype ? "update" : "forward";
    const run = (backend: Backend): unknown => {
      const seen: unknown[] = [];
      const before = (call: number, network: Sequential): void => {
        if (call === 3) vi.spyOn(prototype, name as never);
        for (let i = 0; i < 12; i++) seen.push(network.predict([i]));
      };
      const parameters = train(backend, { before });
      const { calls } = vi.mocked(Reflect.get(prototype, name) as () => void).mock;
      vi.restoreAllMocks();
      return { parameters, seen, calls: calls.length };
    };
    expect(run(defaultBackend())).toEqual(run(reference));
  },
);

test("what is claimed wrongly, and predicts in its own pass, ends the recording and has the right bits", () => {
  const train = (backend: Backend): unknown[] => {
    const seen: unknown[] = [];
    const other = new Sequential([new Dense(1, 2), new Dense(2, 1)], { backend, seed: 2 });
    const wrong = madeOfKernels<Activation>({
      ...parts,
      forward(kernels, a, z, batch, size) {
        seen.push(other.predict([0.5])[0]);
        tanh.forward(kernels, a, z, batch, size);
      },
    });
    const network = new Sequential([new Dense(1, 2), new Activate(wrong)], { backend, seed: 3 });
    const optimizer = new SGD({ learningRate: 0.1 });
    const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 });
    for (let i = 0; i < 4; i++) trainer.step([i], [[1, 0]]);
    return [...network.parameters.block, new Set(seen).size];
  };
  expect(train(defaultBackend())).toEqual(train(reference));
});

test("settings of a built-in layer can't be changed once it is made", () => {
  const layer = new Dense(2, 2) as { activation: Activation };
  expect(() => {
    layer.activation = tanh;
  }).toThrow(/^Cannot assign to read only property 'activation' of object/);
});
