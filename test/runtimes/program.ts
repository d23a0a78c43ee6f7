// What an engine runs that may lack whatever isn't in the language: a training, and what it gives.

import { defaultBackend, OptionError, Sequential, workerPool } from "@nn/core";
import { Dense, relu, softmax } from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { people } from "../fixtures/people.mjs";

/** Some trainings, and what the engine has for them. */
export async function program(): Promise<{ backend: string; pool: string; warnings: string[]; numbers: number[] }> {
  const warnings: string[] = [];
  const lab = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
  const optimizer = new SGD({ learningRate: 0.1 });
  const long = { loss: meanSquaredError, optimizer, batchSize: 1, epochs: 100, evaluateEvery: 5 };
  await lab.fit(people, long);
  const classes = new Sequential([new Dense(2, 8, { activation: relu }), new Dense(8, 3, { activation: softmax })], {
    dtype: "float32",
  });
  const targets = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [1, 0, 0],
  ];
  const settings = { loss: categoricalCrossEntropy, optimizer: new Adam(), batchSize: 2, epochs: 5 };
  for await (const { epoch } of classes.fit({ inputs: people.inputs, targets }, settings)) if (epoch === 3) break;
  const training = lab.fit(people, long);
  for await (const { epoch } of training) {
    if (epoch > 5) continue;
    // Where there is an event loop, its turn isn't over yet; where there is none, there may be no timer to wait with.
    for (let i = 0; i < 10; i++) await undefined;
    training.then(undefined, (error: Error) => warnings.push(...(error instanceof OptionError ? [] : [error.name])));
  }
  await training;
  const pool = await workerPool({ workers: 2, warn: (message) => warnings.push(message) });
  const numbers = [...lab.parameters.block, ...classes.parameters.block, ...classes.predict([3, 1])];
  return { backend: defaultBackend().name, pool: pool.name, warnings, numbers };
}
