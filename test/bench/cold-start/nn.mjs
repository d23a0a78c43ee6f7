import { Sequential } from "@nn/core";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";

const people = {
  inputs: [
    [-2, -1],
    [25, 6],
    [17, 4],
    [-15, -6],
  ],
  targets: [1, 0, 0, 1],
};
const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "lab-0" });
const optimizer = new SGD({ learningRate: 0.1 });
const settings = { loss: meanSquaredError, optimizer, epochs: 1000, batchSize: 1, evaluateEvery: 1000, shuffle: false };
await network.fit(people, settings);
const [[emily], [frank]] = network.predict([
  [-7, -3],
  [20, 2],
]);
process.exitCode = emily > 0.9 && frank < 0.1 ? 0 : 1;
