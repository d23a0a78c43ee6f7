import { Sequential } from "@nn/core";
import type { Layer, Optimizer } from "@nn/core/component";
import { fromFile, toFile } from "@nn/formats";
import { Activate, BatchNormalization, Dense, Dropout, Flatten, LSTM, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { optimizers } from "../../contracts/components.js";

const inputs = [
  [[0.5], [-1]],
  [[0.25], [2]],
  [[-0.5], [0.125]],
  [[1], [0]],
];
const targets = [[0.5], [-0.25], [0], [1]];
const layers = (): Layer[] => [
  new LSTM(1, 3, { returnSequences: true }),
  new Flatten(),
  new BatchNormalization(),
  new Dense(6, 4, { activation: tanh }),
  new Dropout(0.25),
  new Dense(4, 1),
  new Activate(tanh),
];
const network = (dtype: "float32" | "float64") =>
  new Sequential(layers(), { seed: "state", dtype, inputShape: [2, 1] });
const text = (trained: Sequential, more: object): string => JSON.stringify(toFile(trained, more));

describe.each(["float32", "float64"] as const)("a training in %s", (dtype) => {
  test.each(optimizers)("goes on to the bit after its file: $optimizer.name", ({ optimizer }) => {
    const one = network(dtype);
    const steps = { loss: meanSquaredError, optimizer, batchSize: 4 };
    const trainer = one.trainer(steps);
    for (let step = 0; step < 3; step++) trainer.step(inputs, targets);
    // What a function says of its rate can't be written down: it is given again.
    const read = fromFile(text(one, { training: trainer.state(), loss: meanSquaredError }));
    const other = read.network.trainer({ ...steps, loss: read.loss! });
    other.restore(read.training!);
    for (let step = 0; step < 3; step++) expect(other.step(inputs, targets)).toBe(trainer.step(inputs, targets));
    expect(read.network.parameters.block).toEqual(one.parameters.block);
  });

  test("of a fit goes on in the middle, with its optimizer and history from the file", async () => {
    const optimizer: Optimizer = new Adam({ learningRate: 0.01 });
    const options = { loss: meanSquaredError, optimizer, epochs: 6, batchSize: 3, onWarning: () => {} };
    const one = network(dtype);
    const running = one.fit({ inputs, targets }, options);
    let half = "";
    for await (const { epoch } of running) {
      if (epoch === 2) half = text(one, { fit: running.state(), optimizer, loss: meanSquaredError });
    }
    const history = await running;
    const read = fromFile(half);
    const again = await read.network.fit(
      { inputs, targets },
      { ...options, loss: read.loss!, optimizer: read.optimizer!, from: read.fit! },
    );
    expect(again.reports).toEqual(history.reports);
    expect(read.network.parameters.block).toEqual(one.parameters.block);
    expect(fromFile(text(one, { history })).history).toEqual({ ...history });
  });
});
