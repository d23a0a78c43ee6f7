import { Sequential, showProgress } from "@nn/core";
import { LearningRateFinder } from "@nn/core/callbacks";
import { linesSvg } from "@nn/experiments";
import { Dense, identity, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { save } from "./svg.js";

const inputs = Array.from({ length: 32 }, (_, i) => [-1 + i / 15.5]);
const data = { inputs, targets: inputs.map(([x]) => [Math.sin(3 * x)]) };
const network = new Sequential([new Dense(1, 8, { activation: tanh }), new Dense(8, 1, { activation: identity })], {
  seed: 1,
});

// The finder sets the rate of each step, so the optimizer's own is 1.
const finder = new LearningRateFinder({ from: 1e-4 });
const optimizer = new SGD({ learningRate: 1 });
await showProgress(
  network.fit(data, {
    loss: meanSquaredError,
    optimizer,
    epochs: 100,
    batchSize: 8,
    evaluateEvery: 100,
    callbacks: [finder],
  }),
);

console.log(`After ${finder.tried.length} steps: try a learning rate of ${finder.suggested.toPrecision(1)}.`);
const pointsOf = (of: "loss" | "smoothed") => finder.tried.map((each) => [each.rate, each[of]] as const);
save(
  "rates.svg",
  linesSvg(
    [
      { name: "smoothed", points: pointsOf("smoothed") },
      { name: "of each batch", points: pointsOf("loss") },
    ],
    { title: "Loss of a step, by its learning rate", logarithmicX: true, logarithmicY: true },
  ),
);
