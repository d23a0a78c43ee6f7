import { Sequential } from "@nn/core";
import type {
  Activation,
  FloatArray,
  Initializer,
  Layer,
  Loss,
  Metric,
  MetricFrame,
  Optimizer,
} from "@nn/core/component";
import { Activate, Constant, Dense, identity } from "@nn/layers";
import { meanAbsoluteError, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

/*
 * Components that return their numbers, or forget some: each is noticed at the first pass, with its name. What they are
 * written like is what JavaScript suggests.
 */

const data = {
  inputs: [
    [1, 2],
    [3, 4],
    [5, 6],
  ],
  targets: [[1], [0], [2]],
};

const sgd = new SGD({ learningRate: 0.1 });

function network(activation: Activation = identity, between: readonly Layer[] = []): Sequential {
  return new Sequential([new Dense(2, 3), ...between, new Dense<number, 1>(3, 1, { activation })], { seed: 1 });
}

/** A step of a training, whose network must be as it was where the step is refused. */
function step(built: Sequential, loss: Loss = meanSquaredError, optimizer: Optimizer = sgd): void {
  const before = built.getParameters();
  const trainer = built.trainer({ loss, optimizer, batchSize: 3 });
  try {
    trainer.step(data.inputs, data.targets);
  } finally {
    if (trainer.stepCount === 0) expect(built.getParameters()).toEqual(before);
  }
}

const returning = (value: unknown) => (() => value) as () => void;

describe("a metric", () => {
  const evaluate = (metric: Metric) => () =>
    network().evaluate(data, { loss: meanSquaredError, metrics: { before: meanAbsoluteError, own: metric } });

  test("that returns its value doesn't report its neighbour's", () => {
    expect(evaluate({ name: "own", value: returning(0.5) })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: own: value hasn't written values[0]. Each number is to be written into the array that is given, as in values[i] = …, instead of being returned.]`,
    );
    expect(evaluate({ name: "own", value: returning([1, 2, 3]) })).toThrow(/^own: value hasn't written values\[0\]/);
    expect(evaluate({ name: "own", value: () => {} })).toThrow(/^own: value hasn't written values\[0\]/);
  });

  test("that stops too early", () => {
    const first: Metric["value"] = ({ values }) => void values.fill(1, 0, 1);
    expect(evaluate({ name: "own", value: first })).toThrow(/^own: value hasn't written values\[1\]/);
  });

  test("that writes, and returns something beside it, is fine", () => {
    const both = (({ values }: MetricFrame) => values.fill(0.5)) as unknown as Metric["value"];
    expect(evaluate({ name: "own", value: both })().own).toBe(0.5);
  });

  test("in fit, before anything moves", () => {
    const options = { loss: meanSquaredError, optimizer: sgd, batchSize: 1, epochs: 1 };
    const own: Metric = { name: "own", value: returning(1) };
    expect(() => network().fit(data, { ...options, metrics: { own } })).toThrow(/^own: value hasn't written/);
  });
});

describe("a loss", () => {
  test("that returns its value", () => {
    const loss: Loss = {
      ...meanSquaredError,
      name: "own",
      value: ({ prediction: p, target: t }) => void (p[0]! - t[0]!),
    };
    expect(() => step(network(), loss)).toThrow(/^own: value hasn't written values\[0\]/);
    expect(() => network().evaluate(data, { loss })).toThrow(/^own: value hasn't written values\[0\]/);
  });

  test("that returns its gradient", () => {
    const gradient: Loss["gradient"] = ({ prediction: p, target: t }) =>
      p.map((value, i) => value - t[i]!) as unknown as undefined;
    expect(() => step(network(), { ...meanSquaredError, name: "own", gradient })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: own: gradient hasn't written dprediction[0]. Each number is to be written into the array that is given, as in dprediction[i] = …, instead of being returned.]`,
    );
  });

  test("that forgets the last example", () => {
    const gradient: Loss["gradient"] = ({ dprediction: g, prediction: p, target: t, batch }) => {
      for (let i = 0; i < batch - 1; i++) g[i] = p[i]! - t[i]!;
    };
    expect(() => step(network(), { ...meanSquaredError, name: "own", gradient })).toThrow(/dprediction\[2\]/);
  });
});

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
    const before = process.cpuUsage();
    for (let i = 0; i < 10; i++) trainer.step([[1, 2]], [[1]]);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(1);
  });
});

describe("an optimizer", () => {
  const own = (update: unknown): Optimizer => ({ name: "own", slots: [], update: update as Optimizer["update"] });

  test("that returns the new parameters", () => {
    const update = (_k: unknown, value: FloatArray, g: FloatArray) => value.map((w, i) => w - 0.1 * g[i]!);
    expect(() => step(network(), meanSquaredError, own(update))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: own: update returns a Float64Array, and hasn't moved value[0]. Each number is to be written into the array that is given, as in value[i] = …, instead of being returned.]`,
    );
    const list = (_k: unknown, value: FloatArray, g: FloatArray) => Array.from(value, (w, i) => w - 0.1 * g[i]!);
    expect(() => step(network(), meanSquaredError, own(list))).toThrow(/^own: update returns an array of 13/);
  });

  test("may stand still, or return something beside what it writes", () => {
    expect(() =>
      step(
        network(),
        meanSquaredError,
        own(() => {}),
      ),
    ).not.toThrow();
    expect(() =>
      step(
        network(),
        meanSquaredError,
        own((_k: unknown, value: FloatArray) => value.fill(1)),
      ),
    ).not.toThrow();
  });
});

describe("an initializer", () => {
  const built = (fill: unknown) => () =>
    new Sequential([new Dense(2, 1, { weightInitializer: { name: "own", fill: fill as Initializer["fill"] } })]);

  test("that returns its values, or some that aren't finite", () => {
    expect(built(() => [1, 2])).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: The initializer of 0.weight: fill hasn't written values[0]. Each number is to be written into the array that is given, as in values[i] = …, instead of being returned.]`,
    );
    expect(built((values: FloatArray) => void values.fill(1, 0, 1))).toThrow(/values\[1\]/);
    expect(built((values: FloatArray) => values.fill(Number.NaN))).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: The initializer of 0.weight: fill must write finite numbers, but values[0] isn't one.]`,
    );
    expect(built((values: FloatArray) => values.fill(1))).not.toThrow();
  });
});

describe("what is NaN by calculation isn't taken for unwritten", () => {
  const nan: Metric = { name: "nan", value: ({ values }) => void values.fill(Number.NaN) };

  test.each(["float32", "float64"] as const)("in %s", (dtype) => {
    const built = new Sequential([new Dense(2, 1, { activation: identity, weightInitializer: new Constant(1) })], {
      dtype,
    });
    const options = { loss: meanSquaredError, metrics: { nan, own: { name: "own", value: returning(1) } } };
    expect(built.evaluate(data, { loss: meanSquaredError, metrics: { nan } }).nan).toBeNaN();
    expect(() => built.evaluate(data, options)).toThrow(/own: value hasn't written/);
  });
});
