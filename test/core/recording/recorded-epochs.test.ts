import { DivergenceError, defaultBackend, type History, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { Optimizer } from "@nn/core/component";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const data = {
  inputs: [
    [-2, -1],
    [2.5, 0.6],
    [1.7, 0.4],
    [-1.5, -0.6],
    [0.1, 0.3],
  ],
  targets: [1, 0, 0, 1, 0],
};
const validation = {
  inputs: [
    [-0.7, -0.3],
    [2, 0.2],
  ],
  targets: [1, 0],
};
const EPOCHS = 1500;

/** The default backend, and how many programs it has made of several. */
function watched(): { backend: Backend; made: () => number } {
  const backend = defaultBackend();
  let made = 0;
  const inTurns: Backend["inTurns"] = (...given) => {
    const program = backend.inTurns?.(...given);
    if (program !== undefined) made++;
    return program;
  };
  return { made: () => made, backend: { ...backend, inTurns } };
}

interface Training {
  readonly optimizer: () => Optimizer;
  readonly batchSize?: number;
  readonly dtype?: "float32" | "float64";
  /** With something to look at each report. */
  readonly isLooped?: boolean;
  readonly scale?: number;
}

async function train(backend: Backend, { optimizer, batchSize = 1, dtype, isLooped, scale = 1 }: Training) {
  const last = scale === 1 ? {} : { activation: identity };
  const network = new Sequential([new Dense(2, 2, last), new Dense(2, 1, last)], {
    backend,
    seed: 3,
    ...(dtype && { dtype }),
  });
  const metrics = { squared: meanSquaredError };
  const options = { loss: meanSquaredError, metrics, optimizer: optimizer(), epochs: EPOCHS, batchSize, validation };
  const scaled = { ...data, targets: data.targets.map((target) => target * scale) };
  let ended: History | string;
  try {
    const fit = network.fit(scaled, { ...options, onWarning: () => {} });
    if (isLooped) for await (const _ of fit);
    const { reports } = await fit;
    ended = reports as never;
  } catch (error) {
    ended = error instanceof DivergenceError ? error.message : String(error);
  }
  return { ended, parameters: network.getParameters() };
}

const trainings: Readonly<Record<string, Training>> = {
  "gradient descent": { optimizer: () => new SGD({ learningRate: 0.5 }) },
  "batches of which the last is smaller": {
    optimizer: () => new SGD({ learningRate: 0.5, momentum: 0.9 }),
    batchSize: 2,
  },
  "Adam in float32": { optimizer: () => new Adam({ learningRate: 0.05 }), dtype: "float32" },
  "a learning rate by the step": { optimizer: () => new SGD({ learningRate: (step) => 0.5 / (1 + step / 100) }) },
  "one that explodes": { optimizer: () => new SGD({ learningRate: 0.21 }), batchSize: 5, scale: 1e3 },
};

describe.each(Object.entries(trainings))("epochs with a report each: %s", (_, training) => {
  test("has the reports, the end and the parameters of the plain loops", async () => {
    const plain = await train(reference, training);
    expect(await train(defaultBackend(), training)).toEqual(plain);
    expect(await train(defaultBackend(), { ...training, isLooped: true })).toEqual(plain);
  });
});

test.skipIf(defaultBackend().name !== "wasm")("are made by the dozen where nothing looks at them", async () => {
  const [awaited, looped] = [watched(), watched()];
  const training = trainings["gradient descent"]!;
  await train(awaited.backend, training);
  await train(looped.backend, { ...training, isLooped: true });
  expect([awaited.made(), looped.made()]).toEqual([1, 0]);
});
