import { datasetFor } from "@nn/core";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { drawnExamples } from "./data/examples.js";
import type { Loaded } from "./network/network.js";

/** Long enough for a clock of milliseconds, and short enough to be waited for. */
const TURN_MILLISECONDS = 40;
const TURNS = 5;

/**
 * How many seconds a training step takes on this machine: the median of a few turns, on drawn numbers, after one that isn't
 * counted. It is one of plain gradient descent on the squared error, which cost next to nothing beside the two passes; so small
 * that no number grows.
 */
export function secondsOfStep(network: Loaded, batch: number): number {
  const optimizer = new SGD({ learningRate: 1e-12 });
  const examples = datasetFor(network, drawnExamples(network, batch));
  const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: batch, allowMismatch: true });
  const order = Uint32Array.from({ length: batch }, (_, row) => row);
  const turn = (): number => {
    const begun = performance.now();
    let [steps, milliseconds] = [0, 0];
    while (milliseconds < TURN_MILLISECONDS) {
      trainer.stepRows(examples, order, 0, batch, batch);
      steps++;
      milliseconds = performance.now() - begun;
    }
    return milliseconds / 1000 / steps;
  };
  turn();
  const turns = Array.from({ length: TURNS }, turn).sort((a, b) => a - b);
  return turns[(TURNS - 1) / 2]!;
}
