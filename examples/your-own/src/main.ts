import { Sequential, seededRandom } from "@nn/core";
import { uniform } from "@nn/core/component";
import { Dense, identity } from "@nn/layers";
import { activationContract, layerContract, lossContract, optimizerContract } from "@nn/testing";
import { huber } from "./huber.js";
import { RMSProp } from "./rmsprop.js";
import { Scale } from "./scale.js";
import { softplus } from "./softplus.js";

// First the proof: each component is checked against the contract of the built-in ones, gradients included.
const contracts = {
  Scale: layerContract(new Scale(), { inputShape: [3] }),
  softplus: activationContract(softplus),
  huber: lossContract(huber, {
    example: (random, size) => ({
      prediction: Array.from({ length: size }, () => uniform(random, -3, 3)),
      target: Array.from({ length: size }, () => uniform(random, -3, 3)),
    }),
  }),
  RMSProp: optimizerContract(new RMSProp(0.01)),
};
for (const [component, checks] of Object.entries(contracts)) {
  for (const { run } of checks) run();
  console.log(`${component} keeps its contract: ${checks.length} promises checked.`);
}

// Then the use: they stand wherever a built-in one would. The network learns the length of a vector.
const random = seededRandom("your own");
const inputs = Array.from({ length: 200 }, () => [uniform(random, -1, 1), uniform(random, -1, 1)]);
const targets = inputs.map(([x, y]) => Math.hypot(x, y));
const network = new Sequential(
  [new Scale(), new Dense(2, 16, { activation: softplus }), new Dense(16, 1, { activation: identity })],
  { seed: "your own" },
);
console.log(`\n${network.summary()}\n`);

const { reports } = await network.fit(
  { inputs, targets },
  { loss: huber, optimizer: new RMSProp(0.01), epochs: 100, batchSize: 20, evaluateEvery: 25 },
);
for (const { epoch, loss } of reports) console.log(`epoch ${String(epoch).padStart(2)}  loss ${loss.toExponential(2)}`);
console.log(`\nThe length of (0.6, 0.8) is 1; the network says ${network.predict([0.6, 0.8])[0].toFixed(3)}.`);
