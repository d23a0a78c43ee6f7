import { Sequential, seededRandom } from "@nn/core";
import { Dense, identity, tanh } from "@nn/layers";
import { categoricalCrossEntropyFromLogits, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import type { WorkloadName } from "./published.js";

/** A training that is timed as a whole: from plain numbers to its report. */
interface Workload {
  readonly name: WorkloadName;
  /** Makes the network. @returns What trains it on from where it is, each time as long. */
  begin(): () => Promise<unknown>;
  /** The figure of the tables, from how many seconds a training takes. */
  figure(seconds: number): number;
}

const PEOPLE = {
  inputs: [
    [-2, -1],
    [25, 6],
    [17, 4],
    [-15, -6],
  ],
  targets: [1, 0, 0, 1],
};
const FLOWERS = flowers(150);
/** Each training begins the optimizer anew, as is meant. */
const QUIET = { shuffle: false, onWarning: () => {} } as const;

/** The small ones of docs/performance.md, which a terminal is waited for. */
export const WORKLOADS: readonly Workload[] = [
  {
    name: "W1",
    begin: () => {
      const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1 });
      const settings = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), ...QUIET };
      return async () => network.fit(PEOPLE, { ...settings, epochs: 1000, batchSize: 1, evaluateEvery: 1000 });
    },
    figure: (seconds) => (seconds * 1e6) / (4 * 1000),
  },
  {
    name: "W2",
    begin: () => {
      const hidden = [new Dense(4, 16, { activation: tanh }), new Dense(16, 16, { activation: tanh })];
      const network = new Sequential([...hidden, new Dense(16, 3, { activation: identity })], { seed: 1 });
      const settings = { loss: categoricalCrossEntropyFromLogits, optimizer: new Adam(), ...QUIET };
      return async () => network.fit(FLOWERS, { ...settings, epochs: 100, batchSize: 16, evaluateEvery: 100 });
    },
    figure: (seconds) => (100 * 150) / seconds,
  },
];

/** Examples of three classes around a centre each. */
function flowers(count: number): { inputs: number[][]; targets: number[][] } {
  const random = seededRandom(0, "flowers");
  const classes = Array.from({ length: count }, (_, i) => i % 3);
  return {
    inputs: classes.map((own) => Array.from({ length: 4 }, () => own / 2 + random())),
    targets: classes.map((own) => [0, 1, 2].map((each) => (each === own ? 1 : 0))),
  };
}
