import { reference } from "@nn/core/backend";
import {
  type Activation,
  type DType,
  type KernelsOnly,
  type Loss,
  madeOfKernels,
  methodsOf,
  type Optimizer,
  Parts,
  type UpdateFrame,
} from "@nn/core/component";
import { Activate, identity, relu, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { activationContract, backendContract, layerContract, lossContract, optimizerContract } from "@nn/testing";
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

describe("the optimizer contract notices", () => {
  const sgd = new SGD({ learningRate: 0.1 });

  test("a step uphill", () => {
    const optimizer: Optimizer = {
      name: "broken",
      slots: [],
      update: ({ value, gradient }) => {
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
    const own = { m: new Float64Array(5), v: new Float64Array(5) };
    const optimizer: Optimizer = {
      name: "broken",
      slots: [],
      update: (frame) => adam.update({ ...frame, slots: own }),
    };
    expect(broken(optimizerContract(optimizer))).toContain(
      "remembers in its slots alone: two trainings side by side don't disturb each other",
    );
  });

  test("a gradient that was written to", () => {
    const optimizer: Optimizer = {
      name: "broken",
      slots: [],
      update: (frame) => {
        sgd.update(frame);
        frame.gradient.fill(0);
      },
    };
    expect(broken(optimizerContract(optimizer))).toEqual(["only reads the gradient"]);
  });

  test("a number that it counts beside its scalars", () => {
    let count = 0;
    const optimizer: Optimizer = {
      name: "broken",
      slots: [],
      scalars: ["count"],
      update: ({ value, gradient, scalars, step }) => {
        count = step === 1 ? 1 : count + 1;
        scalars.count![0] = count;
        for (let i = 0; i < value.length; i++) value[i]! -= (0.1 / count) * gradient[i]!;
      },
    };
    expect(broken(optimizerContract(optimizer))).toContain(
      "goes on from its slots and scalars: a training that is taken up elsewhere comes to the same",
    );
  });

  test("a rule that goes by the norm of all, and says that it is elementwise", () => {
    const optimizer: Optimizer = {
      name: "broken",
      slots: [],
      elementwise: true,
      update: ({ value, gradient }) => {
        const norm = Math.sqrt((gradient as Float64Array).reduce((sum, g) => sum + g * g, 0));
        for (let i = 0; i < value.length; i++) value[i]! -= (0.05 * gradient[i]!) / (1 + norm);
      },
    };
    expect(broken(optimizerContract(optimizer))).toEqual([
      "moves each parameter by itself, where it says that it is elementwise",
    ]);
  });

  test("one around another that skips steps, and says nothing of phases", () => {
    class Skipping {
      readonly name = "broken";
      readonly slots = [];
      get kernelsOnly(): KernelsOnly {
        return { of: this, ...methodsOf(Skipping, ["update"]) };
      }
      parts(): Parts<"inner"> {
        return new Parts({ inner: { optimizer: sgd } });
      }
      update({ parts, step }: UpdateFrame<string, string, "inner">): void {
        if (step % 2 === 1) parts.inner.update();
      }
    }
    expect(broken(optimizerContract(new Skipping() as Optimizer))).toEqual([
      "does the same at steps of one phase, where it says that it calls kernels alone",
    ]);
  });

  test("one that evaluates and leaves the gradient of another place", () => {
    const optimizer: Optimizer = {
      name: "broken",
      slots: [],
      evaluates: true,
      update: (frame) => {
        sgd.update(frame);
        frame.evaluate();
        frame.value[0]! *= 0.99;
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
