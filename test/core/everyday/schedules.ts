import { Sequential, seededRandom } from "@nn/core";
import type { LearningRate } from "@nn/core/component";
import { Dense } from "@nn/layers";
import { binaryAccuracy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import type { Everyday, Training } from "./run.js";

const by = (what: string, schedule: (training: Training) => LearningRate): Everyday => ({
  what: `a schedule that ${what}`,
  make: (training) => ({ optimizer: new SGD({ learningRate: schedule(training), momentum: 0.5 }) }),
});

/** One that has a state of its own. */
class ReduceOnPlateau {
  rate = 0.3;
  #best = Number.POSITIVE_INFINITY;
  #patience = 0;
  readonly #training: Training;

  constructor(training: Training) {
    this.#training = training;
  }

  next(): number {
    const { loss } = this.#training;
    if (loss < this.#best) {
      this.#best = loss;
      this.#patience = 0;
    } else if (++this.#patience > 1) {
      this.rate /= 2;
      this.#patience = 0;
    }
    return this.rate;
  }
}

export const schedules: readonly Everyday[] = [
  by("decays with the step", () => (step) => 0.3 / (1 + step / 10)),
  by("follows a cosine", () => (step) => 0.15 * (1 + Math.cos((Math.PI * Math.min(step, 20)) / 20))),
  by("warms up", () => (step) => 0.3 * Math.min(1, step / 5)),
  by("goes down in stairs", () => (step) => 0.3 * 0.5 ** Math.floor(step / 4)),
  by("is one cycle", () => (step) => (step < 8 ? step / 20 : Math.max(0, (24 - step) / 40))),
  by("looks into a table", () => {
    const table = [0.3, 0.2, 0.1, 0.05];
    return (step) => table[Math.min(step >> 2, table.length - 1)]!;
  }),
  by("makes its rate smaller each time it is called", () => {
    let rate = 0.5;
    return () => {
      rate *= 0.9;
      return rate;
    };
  }),
  by("is a generator", () => {
    const rates = (function* () {
      for (let rate = 0.4; ; rate *= 0.8) yield rate;
    })();
    return () => rates.next().value ?? 0;
  }),
  by("draws its rate", () => {
    const random = seededRandom("rates");
    return () => 0.2 + 0.1 * random();
  }),
  by("reads the loss of the last step", (training) => () => (training.loss > 0.1 ? 0.2 : 0.05)),
  by("is reduced on a plateau", (training) => {
    const plateau = new ReduceOnPlateau(training);
    return () => plateau.next();
  }),
  by("evaluates the network at each step", (training) => () => {
    const loss = training.evaluate();
    training.log.push(loss);
    return Math.min(0.3, loss);
  }),
  by("evaluates the network now and then", (training) => (step) => {
    if (step % 3 === 0) training.log.push(training.evaluate());
    return 0.2;
  }),
  by("evaluates with a metric", (training) => () => {
    const { accuracy } = training.network.evaluate(
      { inputs: [[0.5, 1]], targets: [[1]] },
      { loss: meanSquaredError, metrics: { accuracy: binaryAccuracy } },
    );
    return accuracy > 0.5 ? 0.1 : 0.2;
  }),
  by("predicts", (training) => () => Math.min(0.3, Math.abs(Number(training.network.predict([0.5, -0.5])[0])))),
  by(
    "reads the parameters",
    (training) => () => Math.min(0.3, Math.abs(training.network.getParameters()["0.weight"]![0]!)),
  ),
  by("reads the gradients", (training) => () => {
    const gradients = training.trainer?.gradients()["0.weight"] ?? [];
    return 0.1 / (1 + Math.hypot(...gradients));
  }),
  by("counts with the trainer", (training) => (step) => {
    training.log.push(step - (training.trainer?.stepCount ?? 0));
    return 0.1;
  }),
  by("writes down its steps, a turn later", (training) => (step) => {
    queueMicrotask(() => training.log.push(step));
    return 0.1;
  }),
  by("trains another network", (training) => {
    const other = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 3 });
    const trainer = other.trainer({ loss: meanSquaredError, optimizer: new Adam(), batchSize: 1 });
    return () => {
      training.log.push(trainer.step([0.5, 1], [1]));
      return 0.2;
    };
  }),
  by("makes a step of its own training", (training) => {
    let isWithin = false;
    return (step) => {
      if (step % 4 !== 0 || isWithin || training.trainer === undefined) return 0.1;
      isWithin = true;
      training.log.push(training.trainer.step([0.25, -1], [0.5]));
      isWithin = false;
      return 0.2;
    };
  }),
  by("trains its own network by another trainer", (training) => {
    const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.05 }), batchSize: 1 };
    return () => {
      if (training.trainer !== undefined) training.log.push(training.network.trainer(options).step([1, 1], [0]));
      return 0.2;
    };
  }),
  by("sets parameters", (training) => (step) => {
    if (step === 3) training.network.setParameters({ "1.bias": [0.25] });
    return 0.2;
  }),
  by("takes the clock's place", () => {
    let now = 0;
    return () => 0.2 / (1 + now++ / 8);
  }),
  by("throws at a step", () => (step) => {
    if (step === 5) throw new Error("There is no rate any more.");
    return 0.1;
  }),
];
