import { defaultBackend, Sequential, workerPool } from "@nn/core";
import { type Backend, type Kernels, reference } from "@nn/core/backend";
import type { DType, Layer, Optimizer, PartParameter } from "@nn/core/component";
import { Conv2D, Dense, Flatten, LSTM, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, AdamW, AveragedWeights, ClipByGlobalNorm, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const inputs = Array.from({ length: 12 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const targets = inputs.map(([a, b]) => [a! * b!]);
const data = { inputs, targets };
const quiet = { loss: meanSquaredError, batchSize: 4, epochs: 6, onWarning: () => {} };
const layers = () =>
  [new Dense(2, 4, { activation: tanh }), new Dense(4, 3, { activation: tanh }), new Dense(3, 1)] as const;
const network = (backend?: Backend, dtype: DType = "float64"): Sequential =>
  new Sequential(layers(), { seed: 1, dtype, ...(backend && { backend }) });
type Choice = (parameter: PartParameter) => boolean;
const within =
  (...places: string[]): Choice =>
  ({ fullName }) =>
    places.some((place) => fullName.startsWith(place));

/** A backend that counts which gradients are computed, by the names of its kernels. */
function counting(): { backend: Backend; calls: Record<string, number> } {
  const calls: Record<string, number> = {};
  const backend: Backend = {
    name: "counting",
    allocate: (dtype, lengths) => reference.allocate(dtype, lengths),
    kernels: (dtype) => {
      const kernels = reference.kernels(dtype);
      const counted = Object.entries(kernels).map(([name, kernel]: [string, unknown]) => [
        name,
        (...values: unknown[]): unknown => {
          calls[name] = (calls[name] ?? 0) + 1;
          return (kernel as (...values: unknown[]) => unknown).apply(kernels, values);
        },
      ]);
      return Object.fromEntries(counted) as Kernels;
    },
  };
  return { backend, calls };
}

describe("frozen parameters", () => {
  const choices: readonly (readonly [string, Choice])[] = [
    ["of the first layer", within("0.")],
    ["of the first two layers", within("0.", "1.")],
    ["of a layer in the middle", within("1.")],
    ["of the last layer", within("2.")],
    ["that are biases", ({ role }) => role === "bias"],
    ["that are weights", ({ role }) => role === "weight"],
  ];

  test.each(choices)("%s stay to the last bit, and the others learn", async (_, frozen) => {
    const trained = network();
    const before = trained.getParameters();
    // Decay and momentum would move what has no gradient.
    await trained.fit(data, { ...quiet, optimizer: new AdamW({ learningRate: 0.1, of: () => true }), frozen });
    const after = trained.getParameters();
    for (const { fullName, shape, role = "weight", size } of trained.stack.places.flatMap(
      (place) => place.parameters,
    )) {
      if (frozen({ fullName, shape, role, size })) expect(after[fullName], fullName).toEqual(before[fullName]);
      else expect(after[fullName], fullName).not.toEqual(before[fullName]);
    }
  });

  test.each(choices)("%s: the others move as by a rule that undoes each update of them", async (_, frozen) => {
    const undoing: Optimizer = {
      name: "undoing",
      slots: ["m", "v"],
      update(frame) {
        const kept = frame.parameters.filter(frozen).map(({ value }) => [value, value.slice()] as const);
        new Adam({ learningRate: 0.1 }).update(frame);
        for (const [value, before] of kept) value.set(before);
      },
    };
    const [one, other] = [network(), network()];
    await one.fit(data, { ...quiet, optimizer: new Adam({ learningRate: 0.1 }), frozen });
    await other.fit(data, { ...quiet, optimizer: undoing });
    expect(one.getParameters()).toEqual(other.getParameters());
  });

  test("have the same bits on every backend, whatever is around", async () => {
    const pool = await workerPool({ workers: 2 });
    for (const [, frozen] of choices) {
      for (const dtype of ["float64", "float32"] as const) {
        const trained = [reference, defaultBackend(), pool].map(async (backend) => {
          const own = network(backend, dtype);
          const clipped = new ClipByGlobalNorm({ optimizer: new AdamW({ learningRate: 0.1 }), limit: 0.1 });
          await own.fit(data, { ...quiet, optimizer: new AveragedWeights({ optimizer: clipped, decay: 0.9 }), frozen });
          return own.getParameters();
        });
        const [expected, ...others] = await Promise.all(trained);
        for (const one of others) expect(one).toEqual(expected);
      }
    }
    pool.close();
  });

  test("have no gradients computed part by part, either, as a gate's are", () => {
    const sums = (...frozen: string[]) => {
      const { backend, calls } = counting();
      const own = new Sequential([new LSTM(1, 2)], { inputShape: [3, 1], backend });
      const [optimizer, options] = [new SGD({ learningRate: 0.1 }), { loss: meanSquaredError, batchSize: 1 }];
      own
        .trainer({ ...options, optimizer, ...(frozen.length > 0 && { frozen: within(...frozen) }) })
        .step([[1], [2], [3]], [1, 2]);
      return [calls.addOuter ?? 0, calls.addColumnSums ?? 0];
    };
    expect(sums()).toEqual([8, 4]);
    expect(sums("0.recurrentWeight")).toEqual([4, 4]);
    expect(sums("0.bias", "0.weight")).toEqual([4, 0]);
  });

  test("have no gradients computed, and backward stops below the first that learns", () => {
    const products = (frozen?: Choice) => {
      const { backend, calls } = counting();
      const optimizer = new SGD({ learningRate: 0.1 });
      const trainer = network(backend).trainer({
        ...{ loss: meanSquaredError, batchSize: 4 },
        optimizer,
        ...(frozen && { frozen }),
      });
      for (let i = 0; i < 2; i++) {
        for (const name of Object.keys(calls)) delete calls[name];
        trainer.step(inputs.slice(0, 4), targets.slice(0, 4));
      }
      const { addOuter = 0, addColumnSums = 0, matmulTransposed = 0 } = calls;
      return { weights: addOuter, biases: addColumnSums, inputs: matmulTransposed };
    };
    expect(products()).toEqual({ weights: 3, biases: 3, inputs: 2 });
    expect(products(within("0."))).toEqual({ weights: 2, biases: 2, inputs: 1 });
    expect(products(within("0.", "1."))).toEqual({ weights: 1, biases: 1, inputs: 0 });
    expect(products(within("1."))).toEqual({ weights: 2, biases: 2, inputs: 2 });
    expect(products(within("2."))).toEqual({ weights: 2, biases: 2, inputs: 2 });
    expect(products(({ role }) => role === "bias")).toEqual({ weights: 3, biases: 0, inputs: 2 });
  });

  test("may be said by a layer, and of one without parameters before them", () => {
    const dense = new Dense(2, 3);
    const { weight, bias } = dense.parameters();
    const frozen: Layer = Object.assign(Object.create(dense) as Dense, {
      parameters: () => ({ weight: { ...weight!, trainable: false }, bias: { ...bias!, trainable: false } }),
    });
    const own = new Sequential([frozen, new Dense(3, 1)], { seed: 1 });
    const before = own.getParameters();
    const trainer = own.trainer({
      loss: meanSquaredError,
      batchSize: 4,
      optimizer: new SGD({ learningRate: 0.1, momentum: 0.9 }),
    });
    for (let i = 0; i < 3; i++) trainer.step(inputs.slice(0, 4), targets.slice(0, 4));
    expect(Object.keys(trainer.gradients())).toEqual(["1.weight", "1.bias"]);
    expect(Object.keys(trainer.state().slots.velocity!)).toEqual(["1.weight", "1.bias"]);
    expect(own.getParameters()["0.weight"]).toEqual(before["0.weight"]);
    expect(own.getParameters()["1.weight"]).not.toEqual(before["1.weight"]);
  });

  test("of a convolution", async () => {
    const picture = Array.from({ length: 16 }, (_, i) => Math.sin(i));
    const build = (backend: Backend): Sequential =>
      new Sequential(
        [
          new Conv2D(1, 2, { kernelSize: 3 }),
          new Conv2D(2, 2, { kernelSize: 2 }),
          new Flatten(),
          new Dense(2, 1),
        ] as never,
        {
          inputShape: [4, 4, 1],
          seed: 1,
          backend,
        },
      );
    const trained = [reference, defaultBackend()].map(async (backend) => {
      const own = build(backend);
      const options = { ...quiet, optimizer: new Adam(), frozen: within("1.") };
      await own.fit({ inputs: Float64Array.from([...picture, ...picture.map((x) => -x)]), targets: [0, 1] }, options);
      return own.getParameters();
    });
    const [one, other] = await Promise.all(trained);
    expect(one).toEqual(other);
    expect(one!["1.weight"]).toEqual(build(reference).getParameters()["1.weight"]);
    expect(one!["0.weight"]).not.toEqual(build(reference).getParameters()["0.weight"]);
  });

  test("what is refused", () => {
    const of = (frozen: unknown) => () =>
      network().trainer({ loss: meanSquaredError, batchSize: 1, optimizer: new Adam(), frozen: frozen as Choice });
    expect(of(() => true)).toThrow("All parameters of the network are frozen, so there is nothing to train.");
    expect(of("0.")).toThrow(
      'frozen must be a function of a parameter, as in ({ fullName }) => fullName.startsWith("0."), but is "0.".',
    );
    expect(of((name: string) => name.startsWith("0."))).toThrow(
      'frozen is called with a parameter, as in ({ fullName }) => fullName.startsWith("0."), ' +
        'but failed for "0.weight": name.startsWith is not a function.',
    );
    const own = new RangeError("own");
    const failing = (): boolean => {
      throw own;
    };
    expect(of(failing)).toThrow(own);
  });
});
