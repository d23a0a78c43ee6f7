import { Sequential, showProgress } from "@nn/core";
import { binaryAddition } from "@nn/data";
import { Dense, LSTM, sigmoid } from "@nn/layers";
import { binaryAccuracy, binaryCrossEntropy } from "@nn/losses";
import { Adam } from "@nn/optim";

// What is learnt is one rule, applied at each time step: add two digits and the carry, write one digit, remember the carry.
const layers = [new LSTM(2, 4, { returnSequences: true }), new Dense(4, 1, { activation: sigmoid })] as const;
const loss = binaryCrossEntropy;

const BITS = 8;
const network = new Sequential(layers, { inputShape: [BITS + 1, 2], seed: 1 });
const sums = binaryAddition({ examples: 500, bits: BITS, seed: 1 });
await showProgress(network.fit(sums, { loss, optimizer: new Adam({ learningRate: 0.02 }), epochs: 40, batchSize: 20 }));
console.log(`Trained on 500 sums of numbers with ${BITS} binary digits.\n`);

// The parameters of an LSTM don't depend on the length of its sequences: the same ones add numbers of any length.
for (const bits of [8, 16, 40, 100]) {
  const longer = new Sequential(layers, { inputShape: [bits + 1, 2] });
  longer.setParameters(network.getParameters());
  const unseen = binaryAddition({ examples: 100, bits, seed: 2 });
  const { accuracy } = longer.evaluate(unseen, { loss, metrics: { accuracy: binaryAccuracy } });
  console.log(
    `100 sums of ${String(bits).padStart(3)} digits: ${(100 * accuracy).toFixed(2)} % of the digits are right`,
  );
}

const ADDED = 16;
const adder = new Sequential(layers, { inputShape: [ADDED + 1, 2] });
adder.setParameters(network.getParameters());
const digitsOf = (value: number): number[] => Array.from({ length: ADDED + 1 }, (_, step) => (value >> step) & 1);
const [a, b] = [12345, 54321];
const second = digitsOf(b);
const written = adder.predict([digitsOf(a).map((digit, step) => [digit, second[step]])])[0];
const sum = written.reduce((value, [digit], step) => value + Math.round(digit) * 2 ** step, 0);
console.log(`\n${a} + ${b} = ${sum}`);
