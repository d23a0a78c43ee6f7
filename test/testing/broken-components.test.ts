import { reference } from "@nn/core/backend";
import { type Activation, type DType, type KernelsOnly, type Loss, madeOfKernels, methodsOf } from "@nn/core/component";
import { Activate, identity, relu, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { activationContract, backendContract, layerContract, lossContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { broken } from "./broken.js";

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
      gradient: (frame) => {
        meanSquaredError.gradient(frame);
        for (let i = 0; i < frame.batch * frame.outputSize; i++) frame.dprediction[i]! *= frame.batch;
      },
    };
    const name = "its gradient is that of the mean over the batch, by central differences, batch";
    expect(broken(lossContract(loss, { example }))).toEqual([
      ...[`${name} 2`, `${name} 7`],
      "if it says its formula, value does so, and gradient as its derivative says",
    ]);
  });

  test("a value that mixes examples", () => {
    const loss: Loss = {
      ...meanSquaredError,
      value: (frame) => {
        meanSquaredError.value(frame);
        const { values, batch } = frame;
        values.fill(Math.max(...values.subarray(0, batch)), 0, batch);
      },
    };
    expect(broken(lossContract(loss, { example }))).toContain(
      "an example's value doesn't depend on the other examples",
    );
  });
});

describe("the backend contract notices", () => {
  test("a kernel that forgets the last column", () => {
    const backend = {
      ...reference,
      name: "broken",
      kernels: (dtype: DType) => ({
        ...reference.kernels(dtype),
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

describe("the contracts notice, of what says that it calls kernels alone,", () => {
  const promised = "if it says that it calls kernels alone, makes the same calls each time and does nothing else";
  const example = () => ({ prediction: [0.5], target: [1] });

  test("an activation that looks into an array", () => {
    const looking = madeOfKernels<Activation>({
      ...sigmoid,
      forward: (kernels, a, z, batch, size) => {
        if (z[0] !== 0.125) sigmoid.forward(kernels, a, z, batch, size);
      },
    });
    expect(broken(activationContract(looking))).toEqual([promised]);
  });

  test("an activation that reads an array through its memory", () => {
    const reading = madeOfKernels<Activation>({
      ...sigmoid,
      forward: (kernels, a, z, batch, size) => {
        if (new Float64Array(z.buffer)[0] !== 0.125) sigmoid.forward(kernels, a, z, batch, size);
      },
    });
    expect(broken(activationContract(reading))).toContain(promised);
  });

  test("a loss that changes as it is called", () => {
    let calls = 0;
    const changing = madeOfKernels<Loss>({
      ...meanSquaredError,
      gradient: (frame) => {
        meanSquaredError.gradient(frame);
        if (calls++ % 2 === 0) frame.kernels.addRow(frame.dprediction, frame.target, 0, 0);
      },
    });
    expect(broken(lossContract(changing, { example, sizes: [1] }))).toEqual([promised]);
  });

  test("a layer whose numbers change as it is called", () => {
    let t = 1;
    class Falling extends Activate {
      override forward(frame: Parameters<Activate["forward"]>[0]): void {
        super.forward(frame);
        t *= 0.999;
        frame.kernels.fill(frame.y, t, 0);
      }
      override get kernelsOnly(): KernelsOnly {
        return { of: this, ...methodsOf(Falling, ["forward", "backward"], ["activation"]) };
      }
    }
    expect(broken(layerContract(new Falling(sigmoid), { inputShape: [3] }))).toEqual([promised]);
  });
});
