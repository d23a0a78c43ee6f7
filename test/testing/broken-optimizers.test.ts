import { type KernelsOnly, methodsOf, type Optimizer, Parts, type UpdateFrame } from "@nn/core/component";
import { Adam, SGD } from "@nn/optim";
import { optimizerContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { broken } from "./broken.js";

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
