// What a program in TypeScript may ask of the packages: compiled under strict settings, without the types of a browser
// or of Node, and then run. It says by throwing that something is wrong, as there is no console without those types.
import { type Dataset, type Fit, type History, Sequential, seededRandom } from "@nn/core";
import type { FloatArray, Shape } from "@nn/core/component";
import { type Batch, type batches, type Scaler, standardize, Table, trainTestSplit } from "@nn/data";
import { Activate, Dense, heNormal, relu, sigmoid } from "@nn/layers";
import { binaryAccuracy, binaryCrossEntropy, meanAbsoluteError } from "@nn/losses";
import { Adam, type AdamOptions, SGD } from "@nn/optim";
import { layerContract } from "@nn/testing";
import { Scale } from "./scale.js";

function expectThat(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`Expected that ${what}.`);
}

/** Points made on the fly: whether x > y. */
class Points implements Dataset {
  readonly size = 40;
  readonly inputShape: Shape = [2];
  readonly targetShape: Shape = [1];

  read(inputs: FloatArray, targets: FloatArray, rows: Uint32Array, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const random = seededRandom(rows[i]!);
      const [x, y] = [random(), random()];
      inputs.set([x, y], 2 * (i - from));
      targets[i - from] = x > y ? 1 : 0;
    }
  }
}

const network = new Sequential(
  [
    new Scale(),
    new Dense(2, 8, { activation: relu, weightInitializer: heNormal }),
    new Dense(8, 1),
    new Activate(sigmoid),
  ],
  { seed: "lab-0", dtype: "float32", inputShape: [2] },
);
const options: AdamOptions = { learningRate: (step) => 0.1 / Math.sqrt(step) };
const running: Fit<{ right: typeof binaryAccuracy; off: typeof meanAbsoluteError }> = network.fit(new Points(), {
  loss: binaryCrossEntropy,
  optimizer: new Adam(options),
  epochs: 10,
  batchSize: 8,
  metrics: { right: binaryAccuracy, off: meanAbsoluteError },
  validation: new Points(),
});
for await (const { epoch, loss, right, off, validation } of running) {
  expectThat([epoch, loss, right, off, validation?.right ?? 0].every(Number.isFinite), "every figure is a number");
}
const history: History<{ right: typeof binaryAccuracy }> = await running;
expectThat(history.reports.length === 10, "each epoch has a report");

const one: number[] = network.predict([0.5, 0.25]);
const many: number[][] = network.predict([one.concat(one), [1, 0]]);
const typed: Float64Array = network.predict(new Float64Array([1, 2]));
expectThat(many.length === 2 && typed.length === 1, "a prediction has the form of the inputs");

// @ts-expect-error: layer 1 takes 3 inputs, but layer 0 gives 2.
const misfit = () => new Sequential([new Dense(2, 2), new Dense(3, 1)]);
// @ts-expect-error: SGD has no option "learnRate".
const misspelt = () => new SGD({ learnRate: 0.1 });
for (const refused of [misfit, misspelt]) {
  let message = "";
  try {
    refused();
  } catch (error) {
    message = String(error);
  }
  expectThat(/layer 1|learnRate/.test(message), "what the compiler refuses is refused at run time as well");
}

const table = Table.fromCsv("weight,height,tall\n133,65,0\n160,72,1\n152,70,1\n120,60,0\n");
const scaler: Scaler = standardize(table.rows("weight", "height"));
const pairs = { inputs: scaler.transform(table.rows("weight", "height")), targets: table.numbers("tall") };
const { train, test } = trainTestSplit(pairs, { testFraction: 0.25, seed: "lab-0" });
expectThat(train.inputs.length === 3 && test.targets.length === 1, "a split keeps every example");
export type TypesOfDataResolve = [Batch, typeof batches];

for (const { name, run } of layerContract(new Scale(), { inputShape: [3] })) {
  try {
    run();
  } catch (error) {
    throw new Error(`Scale doesn't keep the promise "${name}": ${error}`);
  }
}
