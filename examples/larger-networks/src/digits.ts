import { Sequential, showProgress } from "@nn/core";
import { trainTestSplit } from "@nn/data";
import { digits } from "@nn/data/sets";
import { Conv2D, Dense, Dropout, Flatten, MaxPooling2D, relu, softmax } from "@nn/layers";
import { ConfusionMatrix, sparseCategoricalAccuracy, sparseCategoricalCrossEntropy } from "@nn/losses";
import { Adam } from "@nn/optim";
import { imagesSvg } from "./images.js";
import { save } from "./svg.js";

// 1797 handwritten digits, 8 by 8 pixels each. A fifth is held out: the network never trains on it.
const { train, test } = trainTestSplit(await digits(), { testFraction: 0.2, seed: 1 });

// Two convolutions look for strokes and their crossings, pooling keeps the strongest of each 2 by 2, and one dense layer decides.
const network = new Sequential(
  [
    new Conv2D(1, 16, { kernelSize: 3, padding: "same", activation: relu }),
    new Conv2D(16, 32, { kernelSize: 3, activation: relu }),
    new MaxPooling2D(2),
    new Flatten(),
    new Dropout(0.3),
    new Dense(3 * 3 * 32, 10, { activation: softmax }),
  ],
  { inputShape: [8, 8, 1], seed: 1, dtype: "float32" },
);
console.log(network.summary());

const loss = sparseCategoricalCrossEntropy;
await showProgress(
  network.fit(train, { loss, optimizer: new Adam({ learningRate: 0.002 }), epochs: 15, batchSize: 32 }),
);

const metrics = { accuracy: sparseCategoricalAccuracy, confusion: new ConfusionMatrix({ classNumbers: true }) };
const { accuracy, confusion } = network.evaluate(test, { loss, metrics });
console.log(`\nHeld-out digits: ${test.targets.length}, of which ${(100 * accuracy).toFixed(1)} % are read right.`);
console.log("A row for each digit, a column for each answer:");
for (const row of confusion) console.log(row.map((count) => String(count || "·").padStart(3)).join(" "));

const answers = network.predict(test.inputs).map((row) => row.indexOf(Math.max(...row)));
const misread = answers.flatMap((answer, i) => (answer === test.targets[i] ? [] : [i]));
const pictured = misread.map((i) => ({
  images: [test.inputs[i]],
  caption: `${test.targets[i]}, read as ${answers[i]}`,
}));
save("digits.svg", imagesSvg("Held-out digits that the network misreads", pictured));
