import { defaultBackend, Sequential, workerPool } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { DType, Frame, Layer, PartParameter, Shape, TrainFrame } from "@nn/core/component";
import { BatchNormalization, Dense, ones, Residual, tanh, zeros } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const inputs = Array.from({ length: 12 }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
const targets = inputs.map(([a, b]) => [0.5 + 0.4 * a! * b!]);
const data = { inputs, targets };
const options = { loss: meanSquaredError, batchSize: 4, epochs: 5, onWarning: () => {} };
const sgd = () => new SGD({ learningRate: 0.1, momentum: 0.9 });
const flat = (): Layer[] => [
  new Dense(2, 3, { activation: tanh }),
  new BatchNormalization({ momentum: 0.5 }),
  new Dense(3, 1),
];
const nested = (): Layer[] => [
  new Dense(2, 3, { activation: tanh }),
  new Residual([new Dense(3, 3), new BatchNormalization({ momentum: 0.5 })]),
  new Dense(3, 1),
];
const within =
  (...places: string[]) =>
  ({ fullName }: PartParameter): boolean =>
    places.some((place) => fullName.startsWith(place));

/** A network whose moving averages are those of some training, and neither 0 nor 1. */
async function trained(layers: () => Layer[], backend?: Backend, dtype: DType = "float64"): Promise<Sequential> {
  const network = new Sequential(layers(), { seed: 1, dtype, inputShape: [2], ...(backend && { backend }) });
  await network.fit(data, { ...options, optimizer: sgd() });
  return network;
}
const movingOf = (network: Sequential) =>
  Object.fromEntries(Object.entries(network.getParameters()).filter(([name]) => /moving/.test(name)));

describe("batch normalization whose parameters are frozen", () => {
  test.each([
    ["between layers", flat, "1."],
    ["within a layer", nested, "1.body.1."],
  ] as const)("%s keeps what it remembers, and takes that", async (_, layers, place) => {
    const network = await trained(layers);
    const before = movingOf(network);
    const trainer = network.trainer({ loss: meanSquaredError, optimizer: sgd(), batchSize: 12, frozen: within(place) });
    // A step's loss is that of an evaluation, since nothing is taken from the batch.
    const { loss } = network.evaluate(data, { loss: meanSquaredError });
    expect(trainer.step(inputs, targets)).toBeCloseTo(loss, 14);
    await network.fit(data, { ...options, optimizer: sgd(), frozen: within(place) });
    expect(movingOf(network)).toEqual(before);
    await network.fit(data, { ...options, optimizer: sgd() });
    expect(movingOf(network)).not.toEqual(before);
  });

  test("leaves the others the derivatives of what it gives then", async () => {
    const network = await trained(flat);
    const trainer = network.trainer({ loss: meanSquaredError, optimizer: sgd(), batchSize: 12, frozen: within("1.") });
    const gradients = trainer.gradients(inputs, targets);
    const before = network.getParameters();
    for (const name of ["0.weight", "0.bias", "2.weight"]) {
      for (const i of before[name]!.keys()) {
        const [above, below] = [1e-5, -1e-5].map((distance) => {
          network.setParameters({ ...before, [name]: before[name]!.map((w, at) => (at === i ? w + distance : w)) });
          return network.evaluate(data, { loss: meanSquaredError }).loss;
        });
        expect(gradients[name]![i], `${name}[${i}]`).toBeCloseTo((above! - below!) / 2e-5, 8);
      }
    }
    network.setParameters(before);
  });

  test("has the same bits everywhere", async () => {
    const pool = await workerPool({ workers: 2 });
    for (const dtype of ["float64", "float32"] as const) {
      const all = [reference, defaultBackend(), pool].map(async (backend) => {
        const network = await trained(nested, backend, dtype);
        await network.fit(data, { ...options, optimizer: sgd(), frozen: within("1.body.1.") });
        return network.getParameters();
      });
      const [expected, ...others] = await Promise.all(all);
      for (const one of others) expect(one).toEqual(expected);
    }
    pool.close();
  });

  test("in part goes on as ever: γ alone, or β", async () => {
    for (const name of ["1.gamma", "1.beta"]) {
      const network = await trained(flat);
      const before = movingOf(network);
      await network.fit(data, { ...options, optimizer: sgd(), frozen: within(name) });
      expect(movingOf(network)).not.toEqual(before);
    }
  });

  test("is as before in the next training, whose parameters learn", async () => {
    const [one, other] = [await trained(flat), await trained(flat)];
    one.trainer({ loss: meanSquaredError, batchSize: 4, optimizer: sgd(), frozen: within("1.") });
    for (const network of [one, other]) await network.fit(data, { ...options, optimizer: sgd() });
    expect(one.getParameters()).toEqual(other.getParameters());
  });
});

/** Its one parameter never learns, by its own word; what it remembers is all that it has to move. */
class Counted implements Layer<"scale", never, "seen"> {
  readonly name = "Counted";
  readonly keepsShape = true;
  outputShape(input: Shape): Shape {
    return input;
  }
  parameters() {
    return { scale: { shape: [1], initializer: ones, fanIn: 1, fanOut: 1, trainable: false } };
  }
  saved(): Record<never, never> {
    return {};
  }
  state() {
    return { seen: { shape: [1], initializer: zeros, fanIn: 1, fanOut: 1 } };
  }
  forward({ x, y, batch, outputSize, state, training }: Frame<"scale", never, "seen">): void {
    for (let i = 0; i < batch * outputSize; i++) y[i] = x[i]!;
    if (training) state.seen[0]! += batch;
  }
  backward({ dx, dy, batch, outputSize }: TrainFrame<"scale", never, "seen">): void {
    if (dx) for (let i = 0; i < batch * outputSize; i++) dx[i] = dy[i]!;
  }
}

test("a layer that says itself that nothing of it learns goes on remembering", async () => {
  const network = new Sequential([new Dense(2, 3), new Counted(), new Dense(3, 1)] as never, { inputShape: [2] });
  await network.fit(data, { ...options, optimizer: sgd(), frozen: within("0.") });
  expect(network.getParameters()["1.seen"]).toEqual([60]);
});
