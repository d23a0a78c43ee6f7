import type { Sequential } from "@nn/core";
import type { Activation, Layer } from "@nn/core/component";
import { Activate, Constant, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { leastMillisecondsOf } from "../../fixtures/computing.js";
import { data, network, returning, sgd, step } from "./unwritten.js";

/*
 * Activations and layers that return their numbers, or forget some: each is noticed at the first pass, with its name. What they are
 * written like is what JavaScript suggests.
 */

describe("an activation", () => {
  const half: Activation = {
    name: "half",
    forward: (_kernels, a, z, batch, size) => {
      for (let i = 0; i < batch * size; i++) a[i] = z[i]! / 2;
    },
    backward: (_kernels, dz, da, _z, _a, batch, size) => {
      for (let i = 0; i < batch * size; i++) dz[i] = da[i]! / 2;
    },
  };
  const mapping: Activation["forward"] = (_k, _a, z) => z.map((value) => value / 2) as unknown as undefined;
  const derivative: Activation["backward"] = (_k, _dz, da) => da.map((value) => value / 2) as unknown as undefined;

  test("that returns its outputs", () => {
    const built = network({ ...half, forward: mapping });
    expect(() => built.predict([1, 2])).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: layer 1, Dense(3 → 1, half): forward hasn't written y[0]. Each number is to be written into the array that is given, as in y[i] = …, instead of being returned. An activation writes a[i].]`,
    );
    expect(() => built.predict([1, 2])).toThrow(/hasn't written y\[0\]/);
    expect(() => step(network({ ...half, forward: mapping }))).toThrow(/layer 1, .*: forward hasn't written y\[0\]/);
  });

  test("that returns its derivative", () => {
    expect(() => step(network({ ...half, backward: derivative }))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: layer 1, Dense(3 → 1, half): neither forward nor backward has written saved.dz. Each number is to be written into the array that is given, as in dz[i] = …, instead of being returned.]`,
    );
    const alone = network(identity, [new Activate({ ...half, backward: derivative })]);
    expect(() => step(alone)).toThrow(/^layer 1, Activate\(half\): backward hasn't written dx\[0\]/);
  });
});

describe("a layer", () => {
  const doubling: Layer = {
    name: "Doubling",
    outputShape: (shape) => shape,
    parameters: () => ({}),
    saved: (shape) => ({ kept: shape }),
    forward({ batch, inputSize, x, y, saved: { kept } }) {
      for (let i = 0; i < batch * inputSize; i++) {
        y[i] = 2 * x[i]!;
        kept![i] = x[i]!;
      }
    },
    backward({ batch, inputSize, dx, dy }) {
      if (dx) for (let i = 0; i < batch * inputSize; i++) dx[i] = 2 * dy[i]!;
    },
  };
  const between = (change: Partial<Layer>): Sequential => network(identity, [{ ...doubling, ...change }]);

  test("that writes everything is fine", () => {
    expect(() => step(between({}))).not.toThrow();
  });

  test("that returns y, or writes one example only", () => {
    expect(() => between({ forward: ({ x }) => x as never }).predict([1, 2])).toThrow(/^layer 1, Doubling: forward/);
    const one: Layer["forward"] = ({ y, outputSize }) => void y.fill(1, 0, outputSize);
    expect(() => between({ forward: one }).predict([1, 2])).not.toThrow();
    expect(() => between({ forward: one }).predict(data.inputs)).toThrow(/hasn't written y\[3\]/);
  });

  test("that returns dx", () => {
    expect(() => step(between({ backward: ({ dy }) => dy as never }))).toThrow(
      /^layer 1, Doubling: backward hasn't written dx\[0\]/,
    );
  });

  test("that returns the gradients of its parameters", () => {
    const scaling = (backward: Layer["backward"]): Sequential =>
      between({
        parameters: () => ({ factor: { shape: [1], initializer: new Constant(2), fanIn: 1, fanOut: 1 } }),
        backward: (frame) => {
          doubling.backward(frame);
          return backward(frame);
        },
      });
    for (const returned of [{ factor: [1] }, [1], { dx: [1], factor: 1 }, Float64Array.of(1)]) {
      expect(() => step(scaling(returning(returned)))).toThrow(
        /^layer 1, Doubling: backward returns .*, and has added nothing to gradients\.factor\. Each number is to be added/,
      );
    }
    const adding: Layer["backward"] = ({ gradients }) => {
      gradients.factor![0]! += 1;
      return [1] as never;
    };
    expect(() => step(scaling(adding))).not.toThrow();
    expect(() => step(scaling(({ dx }) => dx as never))).not.toThrow();
    expect(() => step(scaling(returning(undefined)))).not.toThrow();
  });

  test("that leaves nothing of what its backward pass reads", () => {
    const forgetful: Layer["forward"] = ({ x, y }) => {
      for (let i = 0; i < y.length; i++) y[i] = 2 * x[i]!;
    };
    expect(() => step(between({ forward: forgetful }))).not.toThrow();
    const reading: Layer["backward"] = ({ batch, inputSize, dx, dy, saved: { kept } }) => {
      if (dx) for (let i = 0; i < batch * inputSize; i++) dx[i] = dy[i]! * kept![i]!;
    };
    expect(() => step(between({ forward: forgetful, backward: reading }))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: layer 1, Doubling: neither forward nor backward has written saved.kept. Each number is to be written into the array that is given, as in kept[i] = …, instead of being returned.]`,
    );
  });

  test("may leave a part of what it asked for as it was: 0", () => {
    let seen: number[] = [];
    const first: Layer["forward"] = ({ batch, inputSize, x, y, saved: { kept } }) => {
      for (let i = 0; i < batch * inputSize; i++) y[i] = 2 * x[i]!;
      kept![0] = 7;
    };
    const built = between({ forward: first });
    const trainer = built.trainer({ loss: meanSquaredError, optimizer: sgd, batchSize: 3 });
    trainer.step(data.inputs, data.targets);
    const look: Layer["forward"] = (frame) => {
      seen = [...frame.saved.kept!];
      first(frame);
    };
    (built.layers[1] as { forward: Layer["forward"] }).forward = look;
    trainer.step(data.inputs, data.targets);
    expect(seen).toEqual([7, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test("is looked at for the examples that there are, not for all that there is room for", () => {
    const seen: number[][] = [];
    const forward: Layer["forward"] = ({ batch, inputSize, x, y, saved: { kept } }) => {
      seen.push([...kept!]);
      for (let i = 0; i < batch * inputSize; i++) y[i] = 2 * x[i]!;
    };
    const trainer = between({ forward }).trainer({ loss: meanSquaredError, optimizer: sgd, batchSize: 3 });
    trainer.step([[1, 2]], [[1]]);
    expect(seen).toEqual([[Number.NaN, Number.NaN, Number.NaN, 0, 0, 0, 0, 0, 0]]);
  });

  test("costs nothing of a batch size for millions", () => {
    const trainer = network(identity, [doubling]).trainer({
      loss: meanSquaredError,
      optimizer: sgd,
      batchSize: 2 ** 22,
    });
    const step = leastMillisecondsOf(() => trainer.step([[1, 2]], [[1]]));
    const room = new Float64Array(2 * 2 ** 22);
    expect(step).toBeLessThan(leastMillisecondsOf(() => room.fill(Number.NaN)) / 4);
  });
});
