import { Sequential } from "@nn/core";
import { Dense, sigmoid, tanh } from "@nn/layers";
import { binaryAccuracy, binaryCrossEntropy } from "@nn/losses";
import { Adam } from "@nn/optim";

// Exclusive or: 1 if one input is 1 and the other is not. No single neuron can draw the line; a hidden layer can.
const data = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [0, 1, 1, 0],
};

const network = new Sequential([new Dense(2, 4, { activation: tanh }), new Dense(4, 1, { activation: sigmoid })], {
  seed: "xor",
});

const training = network.fit(data, {
  loss: binaryCrossEntropy,
  optimizer: new Adam({ learningRate: 0.05 }),
  epochs: 1000,
  batchSize: 4,
  evaluateEvery: 50,
  metrics: { accuracy: binaryAccuracy },
});

// Each report as it comes; leaving the loop stops the training.
for await (const { epoch, loss, accuracy } of training) {
  console.log(`epoch ${String(epoch).padStart(3)}  loss ${loss.toFixed(4)}  accuracy ${accuracy}`);
  if (loss < 0.05) break;
}

for (const inputs of data.inputs) console.log(`${inputs.join(" xor ")} = ${network.predict(inputs)[0].toFixed(3)}`);
