import { Sequential } from "@nn/core";
import type { Activation, Loss, Optimizer } from "@nn/core/component";
import { standardize } from "@nn/data";
import { getByName, setByName } from "@nn/explain";
import { Dense, identity, Normal, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { people } from "../../fixtures/people.mjs";

export const startOfOnes = { w1: 1, w2: 1, b1: 0, w3: 1, w4: 1, b2: 0, w5: 1, w6: 1, b3: 0 };

interface Rows {
  readonly inputs: readonly (readonly number[])[];
  readonly targets: readonly number[];
}

export const xor: Rows = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  targets: [0, 1, 1, 0],
};
/** The people as they are measured, and with mean 0 and deviation 1 in each column. */
export const raw: Rows = {
  inputs: [
    [133, 65],
    [160, 72],
    [152, 70],
    [120, 60],
  ],
  targets: [1, 0, 0, 1],
};
export const standardized: Rows = { ...raw, inputs: standardize(raw.inputs).transform(raw.inputs) };

/** What a training changes of the lab's own. */
interface Changes {
  readonly start?: "ones";
  readonly seed?: number;
  readonly deviation?: number;
  readonly sizes?: readonly number[];
  readonly hidden?: Activation;
  readonly loss?: Loss;
  /** The loss takes weighted sums: the network ends with them, and the sigmoid is in its answers. */
  readonly logits?: boolean;
  readonly optimizer?: Optimizer;
  readonly rows?: Rows;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly shuffle?: boolean;
}

/** What a trained network answers, its mean squared error by epoch, and how many rows it gets wrong. */
interface Trained {
  readonly answer: (row: readonly number[]) => number;
  /** A parameter by the lab's name for it. */
  readonly named: (name: string) => number;
  readonly losses: readonly number[];
  readonly loss: number;
  readonly wrong: number;
}

/** The lab's training: 2-2-1, all from N(0, 1), mean squared error, SGD with 0.1, row by row in order, 1000 epochs. */
export async function trained(changes: Changes): Promise<Trained> {
  const { sizes = [2, 2, 1], deviation = 1, hidden = sigmoid, rows = people, epochs = 1000 } = changes;
  const drawn = new Normal({ standardDeviation: deviation });
  const layers = sizes.slice(1).map((size, index) => {
    const activation = index < sizes.length - 2 ? hidden : changes.logits ? identity : sigmoid;
    return new Dense(sizes[index]!, size, { activation, weightInitializer: drawn, biasInitializer: drawn });
  });
  const network = new Sequential(layers, { seed: changes.seed ?? 0 });
  if (changes.start) setByName(network, startOfOnes);
  const { reports } = await network.fit(rows, {
    loss: changes.loss ?? meanSquaredError,
    optimizer: changes.optimizer ?? new SGD({ learningRate: 0.1 }),
    epochs,
    batchSize: changes.batchSize ?? 1,
    shuffle: changes.shuffle ?? false,
    metrics: { squares: meanSquaredError },
    evaluateEvery: changes.start ? 1 : epochs,
    // Some of these starts are here to show what goes wrong.
    onWarning: () => {},
  });
  const output = (row: readonly number[]): number => Number(network.predict(row)[0]);
  const answer = changes.logits ? (row: readonly number[]): number => 1 / (1 + Math.exp(-output(row))) : output;
  const answers = rows.inputs.map(answer);
  const errors = answers.map((answer, row) => (answer - rows.targets[row]!) ** 2);
  return {
    answer,
    named: (name) => getByName(network)[name] ?? Number.NaN,
    losses: reports.map(({ squares }) => squares),
    loss: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    wrong: answers.filter((answer, row) => Number(answer > 0.5) !== rows.targets[row]).length,
  };
}

export const seeds = (count: number): number[] => Array.from({ length: count }, (_, seed) => seed);

/** The number of the first epoch after which the loss is below 0.01. */
export const epochsUntil = ({ losses }: Trained): number => losses.findIndex((loss) => loss < 0.01) + 1;

export function quantile(numbers: readonly number[], share: number): number {
  return [...numbers].sort((a, b) => a - b)[Math.round(share * (numbers.length - 1))]!;
}

export const middle = (numbers: readonly number[]): number => quantile(numbers, 0.5);
