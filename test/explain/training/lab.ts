import { Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { people } from "../../fixtures/people.mjs";

/** The lab's network with all weights 1 and all biases 0. */
export function ones(): Sequential {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)] as const);
  network.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
  return network;
}

export const loss = meanSquaredError;
export const sgd = new SGD({ learningRate: 0.1 });
export const alice = { input: [-2, -1], target: [1], loss, optimizer: sgd };
export const four = { input: people.inputs, target: people.targets, loss, optimizer: sgd };
