import { Sequential, showProgress } from "@nn/core";
import { trainTestSplit } from "@nn/data";
import { digits } from "@nn/data/sets";
import { Dense, identity, relu, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam } from "@nn/optim";
import { imagesSvg } from "./images.js";
import { save } from "./svg.js";

// The targets are the inputs: what the network learns is to say 64 pixels with 8 numbers, and to draw them again.
const PIXELS = 64;
const CODE = 8;
const { inputs } = await digits();
const { train, test } = trainTestSplit({ inputs, targets: inputs }, { testFraction: 0.2, seed: 1 });

const network = new Sequential(
  [
    new Dense(PIXELS, 64, { activation: relu }),
    new Dense(64, CODE, { activation: identity }),
    new Dense(CODE, 64, { activation: relu }),
    new Dense(64, PIXELS, { activation: sigmoid }),
  ],
  { seed: 1, dtype: "float32" },
);
const loss = meanSquaredError;
await showProgress(
  network.fit(train, { loss, optimizer: new Adam({ learningRate: 0.003 }), epochs: 40, batchSize: 32 }),
);

// To compare with: the mean image of the training data, drawn for every digit.
const mean = Array.from(
  { length: PIXELS },
  (_, pixel) => train.inputs.reduce((sum, image) => sum + image[pixel], 0) / train.inputs.length,
);
const ofMean =
  test.inputs.reduce((sum, image) => sum + image.reduce((square, v, i) => square + (v - mean[i]) ** 2, 0), 0) /
  (test.inputs.length * PIXELS);
console.log(`Mean squared error of a pixel on ${test.inputs.length} held-out digits`);
console.log(`  the mean image for each  ${ofMean.toFixed(4)}`);
console.log(`  drawn from ${CODE} numbers     ${network.evaluate(test, { loss }).loss.toFixed(4)}`);

const shown = test.inputs.slice(0, 12);
const drawn = network.predict(shown);
const pictured = shown.map((image, i) => ({ images: [image, drawn[i]] }));
save("autoencoder.svg", imagesSvg(`Held-out digits, and what ${CODE} numbers keep of them`, pictured));
