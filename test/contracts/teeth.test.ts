import {
  type Activation,
  type Frame,
  type Layer,
  type Loss,
  type Optimizer,
  reference,
  type TrainFrame,
} from "@nn/core";
import {
  activationContract,
  backendContract,
  type ContractCheck,
  layerContract,
  lossContract,
  optimizerContract,
} from "@nn/core/testing";
import { Dense, identity, relu, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

/** The promises that a unit breaks. */
function broken(checks: readonly ContractCheck[]): string[] {
  return checks
    .filter(({ run }) => {
      try {
        run();
        return false;
      } catch {
        return true;
      }
    })
    .map(({ name }) => name);
}

type DenseFrame = TrainFrame<"weight" | "bias", "z" | "dz">;

/** A Dense layer with one of its passes replaced. */
function denseWith(passes: { forward?: (frame: DenseFrame) => void; backward?: (frame: DenseFrame) => void }): Layer {
  const dense = new Dense(3, 3, { activation: identity });
  return Object.assign(Object.create(dense), { name: "broken", ...passes }) as Layer;
}

const right = new Dense(3, 3, { activation: identity });
const gradientsDiffer = expect.stringMatching(/^its gradients agree with central differences/);

describe("the layer contract notices", () => {
  test("a wrong sign", () => {
    const layer = denseWith({
      backward(frame) {
        right.backward(frame);
        for (let i = 0; i < frame.gradients.weight.length; i++) frame.gradients.weight[i]! *= -1;
      },
    });
    expect(broken(layerContract(layer))).toContainEqual(gradientsDiffer);
  });

  test("a missing term", () => {
    const layer = denseWith({ backward: (frame) => right.backward({ ...frame, batch: frame.batch - 1 }) });
    expect(broken(layerContract(layer))).toContainEqual(gradientsDiffer);
  });

  test("a gradient that nobody adds to", () => {
    const layer = denseWith({
      backward(frame) {
        const bias = frame.gradients.bias.slice();
        right.backward(frame);
        frame.gradients.bias.set(bias);
      },
    });
    expect(broken(layerContract(layer))).toContainEqual(gradientsDiffer);
  });

  test("a swapped transpose", () => {
    const layer = denseWith({
      backward(frame) {
        right.backward({ ...frame, dx: null });
        frame.kernels.matmul(frame.dx!, frame.saved.dz, frame.parameters.weight, frame.batch, 3, 3);
      },
    });
    expect(broken(layerContract(layer))).toContainEqual(gradientsDiffer);
  });

  test("a gradient that is set instead of added to", () => {
    const layer = denseWith({
      backward(frame) {
        frame.gradients.weight.fill(0);
        right.backward(frame);
      },
    });
    expect(broken(layerContract(layer))).toEqual(["backward adds to the gradients"]);
  });

  test("a division by the batch", () => {
    const layer = denseWith({
      backward(frame) {
        right.backward(frame);
        for (let i = 0; i < 3; i++) frame.gradients.bias[i]! /= frame.batch;
      },
    });
    expect(broken(layerContract(layer))).toContain("its gradients agree with central differences, batch 2");
  });

  test("an output beyond the batch", () => {
    const layer = denseWith({
      forward: (frame) => right.forward({ ...frame, batch: frame.batch + 1 } as Frame<"weight" | "bias", "z" | "dz">),
    });
    expect(broken(layerContract(layer))).toContain("forward writes the outputs of the batch, and nothing else");
  });

  test("a changed input", () => {
    const layer = denseWith({
      forward(frame) {
        right.forward(frame);
        frame.x[0] = 1;
      },
    });
    expect(broken(layerContract(layer))).toContain("forward writes the outputs of the batch, and nothing else");
  });

  test("an array of its own", () => {
    const layer = Object.assign(denseWith({}), { cache: new Float64Array(3) });
    expect(broken(layerContract(layer))).toEqual(["holds no arrays of its own: it is a description"]);
  });

  test("a shape that it says it keeps", () => {
    const layer = Object.assign(Object.create(new Dense(3, 2)), { keepsShape: true });
    expect(broken(layerContract(layer))).toEqual(["gives a shape, and the same one each time"]);
  });
});

describe("the activation contract notices", () => {
  test("a derivative that is not the function's", () => {
    const activation: Activation = { ...sigmoid, name: "broken", backward: identity.backward };
    expect(broken(activationContract(activation))).toContain("its derivative agrees with central differences, batch 1");
  });

  test("an overflow", () => {
    const activation: Activation = {
      name: "broken",
      forward: (_kernels, a, z, batch, size) => {
        for (let i = 0; i < batch * size; i++) a[i] = Math.exp(z[i]!) / (1 + Math.exp(z[i]!));
      },
      backward: sigmoid.backward,
    };
    expect(broken(activationContract(activation))).toEqual(["stays finite at any size of z"]);
  });

  test("a hidden NaN", () => {
    const activation: Activation = {
      name: "broken",
      forward: (_kernels, a, z, batch, size) => {
        for (let i = 0; i < batch * size; i++) a[i] = z[i]! >= 0 ? z[i]! : -0;
      },
      backward: relu.backward,
    };
    expect(broken(activationContract(activation))).toEqual(["does not hide a NaN"]);
  });
});

describe("the loss contract notices", () => {
  const example = (random: () => number, size: number) => ({
    prediction: Array.from({ length: size }, random),
    target: Array.from({ length: size }, random),
  });

  test("a gradient that doesn't divide by the batch", () => {
    const loss: Loss = {
      ...meanSquaredError,
      gradient: (kernels, gradient, prediction, target, batch, size) => {
        meanSquaredError.gradient(kernels, gradient, prediction, target, batch, size);
        for (let i = 0; i < batch * size; i++) gradient[i]! *= batch;
      },
    };
    const name = "its gradient is that of the mean over the batch, by central differences, batch";
    expect(broken(lossContract(loss, { example }))).toEqual([`${name} 2`, `${name} 7`]);
  });

  test("a value that mixes examples", () => {
    const loss: Loss = {
      ...meanSquaredError,
      value: (kernels, values, prediction, target, batch, size) => {
        meanSquaredError.value(kernels, values, prediction, target, batch, size);
        values.fill(Math.max(...values.subarray(0, batch)), 0, batch);
      },
    };
    expect(broken(lossContract(loss, { example }))).toContain(
      "an example's value doesn't depend on the other examples",
    );
  });
});

describe("the optimizer contract notices", () => {
  test("a step uphill", () => {
    const optimizer: Optimizer = {
      name: "broken",
      slots: [],
      update: (_kernels, value, gradient) => {
        for (let i = 0; i < value.length; i++) value[i]! += 0.1 * gradient[i]!;
      },
    };
    expect(broken(optimizerContract(optimizer))).toEqual([
      "moves every parameter against its gradient at first",
      "goes downhill",
    ]);
  });

  test("a memory outside its slots", () => {
    const adam = new Adam({ learningRate: 0.01 });
    const own = [new Float64Array(5), new Float64Array(5)];
    const optimizer: Optimizer = {
      name: "broken",
      slots: [],
      update: (kernels, value, gradient, _slots, step) => adam.update(kernels, value, gradient, own, step),
    };
    expect(broken(optimizerContract(optimizer))).toContain(
      "remembers in its slots alone: two trainings side by side don't disturb each other",
    );
  });

  test("a gradient that was written to", () => {
    const sgd = new SGD({ learningRate: 0.1 });
    const optimizer: Optimizer = {
      name: "broken",
      slots: [],
      update: (kernels, value, gradient, slots, step) => {
        sgd.update(kernels, value, gradient, slots, step);
        gradient.fill(0);
      },
    };
    expect(broken(optimizerContract(optimizer))).toEqual(["only reads the gradient"]);
  });
});

describe("the backend contract notices", () => {
  test("a kernel that forgets the last column", () => {
    const backend = {
      ...reference,
      name: "broken",
      kernels: () => ({
        ...reference.kernels("float64"),
        addRow: (out: Float64Array | Float32Array, row: Float64Array | Float32Array, rows: number, columns: number) => {
          for (let r = 0; r < rows; r++) for (let c = 0; c < columns - 1; c++) out[r * columns + c]! += row[c]!;
        },
      }),
    };
    expect(broken(backendContract(backend))).toEqual([
      "addRow is as defined, float64",
      "addRow is as defined, float32",
    ]);
  });
});
