import { defaultBackend, Sequential, seededRandom } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import { type DType, type Loss, normal } from "@nn/core/component";
import { Dense, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";

const random = seededRandom("weights");
export const inputs = Array.from({ length: 11 }, () => [normal(random), normal(random)]);
export const targets = inputs.map(([a, b]) => [a! > b! ? 1 : 0, 0.5 + 0.2 * Math.sin(a!)]);
export const weights = [0.5, 2, 0, 1, 3, 0.25, 1, 0, 4, 1.5, 2];
export const data = { inputs, targets, weights };
export const build = (backend: Backend = defaultBackend(), dtype: DType = "float64"): Sequential =>
  new Sequential([new Dense(2, 5, { activation: tanh }), new Dense(5, 2)], { seed: 4, backend, dtype });
export const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.5 }), batchSize: 4 };

/** As someone writes a loss who has never heard of weights, in plain loops. */
export const own: Loss = {
  name: "own",
  value({ batch, outputSize, prediction, target, values }) {
    for (let example = 0; example < batch; example++) {
      values[example] = 0;
      for (let i = example * outputSize; i < (example + 1) * outputSize; i++) {
        values[example]! += (prediction[i]! - target[i]!) ** 4;
      }
    }
  },
  gradient({ batch, outputSize, prediction, target, dprediction }) {
    for (let i = 0; i < batch * outputSize; i++) dprediction[i] = (4 * (prediction[i]! - target[i]!) ** 3) / batch;
  },
};
