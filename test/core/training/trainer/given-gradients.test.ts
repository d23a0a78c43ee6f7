import { DataError, DivergenceError, Sequential, ShapeError } from "@nn/core";
import { reference } from "@nn/core/backend";
import { BatchNormalization } from "@nn/layers";
import { LBFGS, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { batches, build, loss, mutable, optimizer, trainerOf } from "./parts.js";

describe("given gradients", () => {
  test.each([
    ["float64", undefined],
    ["float32", undefined],
    ["float64", reference],
  ] as const)("move as a step on their batch does, in %s", (dtype, backend) => {
    const [whole, parts, deriving] = [1, 2, 3].map(() => build({ dtype, backend })) as [
      Sequential,
      Sequential,
      Sequential,
    ];
    const [steps, given, other] = [trainerOf(whole), trainerOf(parts), trainerOf(deriving)];
    for (const [inputs, targets] of batches) {
      steps.step(mutable<number[][]>(inputs), mutable<number[]>(targets));
      const gradients = other.gradients(mutable<number[][]>(inputs), mutable<number[]>(targets));
      const Floats = dtype === "float32" ? Float32Array : Float64Array;
      const typed = Object.fromEntries(Object.entries(gradients).map(([name, list]) => [name, Floats.from(list)]));
      given.apply(typed);
      other.apply();
      expect(parts.getParameters()).toEqual(whole.getParameters());
      expect(given.stepCount).toBe(steps.stepCount);
    }
  });

  /** Two halves of a batch, each with a trainer of its own, that make steps by their mean, and one that has all of it. */
  function halvesAndWhole(
    size: number,
    value: (i: number) => number,
    make: () => Sequential,
  ): [Sequential, Sequential] {
    const [whole, one, other] = [make(), make(), make()];
    const trainers = [whole, one, other].map((network, i) =>
      network.trainer({ loss, optimizer: optimizer(), batchSize: i === 0 ? 2 * size : size }),
    );
    const inputs = Array.from({ length: 2 * size }, (_, i) => [value(2 * i), value(2 * i + 1)]);
    const targets = inputs.map((_, i) => value(i + 0.5));
    for (let step = 0; step < 5; step++) {
      trainers[0]!.step(inputs, targets);
      const [own, others] = [trainers[1]!, trainers[2]!].map((trainer, i) => {
        const [from, to] = [i * size, (i + 1) * size];
        return trainer.gradients(inputs.slice(from, to), targets.slice(from, to));
      }) as [Record<string, number[]>, Record<string, number[]>];
      const mean = Object.entries(own).map(([name, list]) => [name, list.map((g, i) => (g + others[name]![i]!) / 2)]);
      for (const trainer of trainers.slice(1)) trainer.apply(Object.fromEntries(mean));
    }
    expect(one.getParameters()).toEqual(other.getParameters());
    return [one, whole];
  }

  test("that are means of two examples' have the bits of both in one batch", () => {
    const [one, whole] = halvesAndWhole(1, (i) => Math.sin(3 * i), build as () => Sequential);
    expect(one.getParameters()).toEqual(whole.getParameters());
  });

  test("that are means of more are those of all up to rounding", () => {
    const [one, whole] = halvesAndWhole(8, (i) => Math.sin(3 * i), build as () => Sequential);
    const [a, b] = [one, whole].map((network) => Object.values(network.getParameters()).flat()) as [number[], number[]];
    expect(a).not.toEqual(b);
    for (const [i, value] of a.entries()) expect(value).toBeCloseTo(b[i]!, 12);
  });

  test("leave what layers remember, unless a batch was seen", () => {
    const network = new Sequential([new BatchNormalization()], { inputShape: [1] });
    const trainer = network.trainer({ loss, optimizer: new SGD({ learningRate: 0.5 }), batchSize: 2 });
    const gradients = { "0.gamma": [2], "0.beta": [4] };
    trainer.apply(gradients);
    const untouched = { "0.movingMean": [0], "0.movingVariance": [1] };
    expect(network.getParameters()).toEqual({ "0.gamma": [0], "0.beta": [-2], ...untouched });
    trainer.gradients([100, 200], [0, 0]);
    trainer.apply(gradients);
    const { "0.gamma": gamma, "0.movingMean": mean } = network.getParameters();
    expect(gamma).toEqual([-1]);
    expect(mean![0]).toBeGreaterThan(1);
  });

  test("are those of all parameters that are trained", () => {
    const network = build();
    const before = network.getParameters();
    const trainer = network.trainer({
      loss,
      optimizer: optimizer(),
      batchSize: 1,
      frozen: ({ fullName }) => fullName === "0.weight",
    });
    const gradients = trainer.gradients([1, 2], [1]);
    const { "0.bias": _, ...fewer } = gradients;
    const every =
      "apply takes the gradients of all parameters that are trained, as gradients() gives them: 0.bias, 1.bias, 1.weight.";
    for (const wrong of [fewer, { ...gradients, "0.weight": [0, 0, 0, 0, 0, 0] }, {}, null, 3, "0.bias"]) {
      expect(() => trainer.apply(wrong as never)).toThrow(every);
    }
    expect(() => trainer.apply({ ...gradients, "1.bias": [1, 2] })).toThrow(ShapeError);
    expect(() => trainer.apply({ ...gradients, "1.bias": [Number.NaN] })).toThrow(DataError);
    expect(network.getParameters()).toEqual(before);
    expect(trainer.stepCount).toBe(0);
    trainer.apply(gradients);
    expect(network.getParameters()["0.weight"]).toEqual(before["0.weight"]);
  });

  test("that lead beyond the finite numbers leave all as it was", () => {
    const network = build();
    const before = network.getParameters();
    const trainer = network.trainer({ loss, optimizer: new SGD({ learningRate: 1e300 }), batchSize: 1 });
    const gradients = trainer.gradients([1, 2], [1]);
    expect(() => trainer.apply({ ...gradients, "1.bias": [1e300] })).toThrow(DivergenceError);
    expect(network.getParameters()).toEqual(before);
  });

  test("aren't for an optimizer that asks for the loss", () => {
    const trainer = build().trainer({ loss, optimizer: new LBFGS(), batchSize: 1 });
    const gradients = trainer.gradients([1, 2], [1]);
    expect(() => trainer.apply(gradients)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: LBFGS(memory 10) asks for the loss of a batch, so that it can't be given gradients of several.]`,
    );
  });
});
