import { type Data, datasetFor, Sequential, type Trainer } from "@nn/core";
import type { Backend } from "@nn/core/backend";
import type { DType, Layer, Loss, Optimizer } from "@nn/core/component";
import type { Metrics, StopSignal } from "@nn/core/types";
import { Dense, identity, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";

/** A training as the code around it sees it. Its network and trainer are there before the first step. */
export class Training {
  network!: Sequential;
  trainer: Trainer | undefined;
  /** What components have noticed, to be compared as well. */
  readonly log: unknown[] = [];

  /** The mean loss of the last step; 0 where a `fit` has the trainer. */
  get loss(): number {
    return this.trainer?.loss ?? 0;
  }

  evaluate(): number {
    return this.network.evaluate(examples, { loss: meanSquaredError }).loss;
  }
}

/** What a training is made of where it isn't the usual. */
export interface Parts {
  readonly layers?: readonly Layer[];
  readonly loss?: Loss;
  readonly optimizer?: Optimizer;
  readonly data?: (network: Sequential) => Data;
  readonly metrics?: Metrics;
  readonly signal?: StopSignal;
  /** What is done before a call of `step` or `stepRows`, and at a report of `fit`. */
  readonly between?: (call: number) => void;
}

/** One component in everyday dress, as users write it. Everything is made anew for each training. */
export interface Everyday {
  readonly what: string;
  readonly make: (training: Training, hidden: number) => Parts;
}

export const examples = {
  inputs: Array.from({ length: 8 }, (_, i) => [Math.fround(i / 8 - 0.4), Math.fround(((i * 5) % 8) / 4 - 1)]),
  targets: Array.from({ length: 8 }, (_, i) => [Math.fround(((i * 3) % 8) / 8)]),
};

/** The usual network; one that gets code of its own, and one that runs as a list. */
export const widths = [3, 24] as const;
export const dtypes = ["float64", "float32"] as const satisfies readonly DType[];

const BATCH = 2;

/** The ways to train: what a training leaves behind after each is compared. */
export const ways: Readonly<Record<string, (training: Training, parts: Parts) => void | Promise<void>>> = {
  async fit({ network, log }, parts) {
    const { loss = meanSquaredError, optimizer = usualOptimizer(), data, metrics, signal, between } = parts;
    const options = { loss, optimizer, epochs: 6, batchSize: BATCH, evaluateEvery: 2, ...(metrics && { metrics }) };
    const training = network.fit(data?.(network) ?? examples, { ...options, ...(signal && { signal }) });
    let reports = 0;
    for await (const report of training) {
      log.push(report);
      between?.(++reports);
    }
    log.push((await training).stopped);
  },

  step(training, parts) {
    const trainer = trainerOf(training, parts);
    for (let call = 1; call <= 14; call++) {
      parts.between?.(call);
      const at = (call % 4) * BATCH;
      training.log.push(trainer.step(examples.inputs.slice(at, at + BATCH), examples.targets.slice(at, at + BATCH)));
    }
  },

  stepRows(training, parts) {
    const trainer = trainerOf(training, parts);
    const data = datasetFor(training.network, parts.data?.(training.network) ?? examples);
    const rows = Uint32Array.of(3, 0, 7, 1, 5, 2, 6, 4);
    for (let call = 1; call <= 4; call++) {
      parts.between?.(call);
      trainer.stepRows(data, rows, 0, rows.length, BATCH, parts.signal);
      training.log.push(trainer.loss, trainer.stepCount);
    }
  },
};

function trainerOf(training: Training, { loss = meanSquaredError, optimizer = usualOptimizer() }: Parts): Trainer {
  training.trainer = training.network.trainer({ loss, optimizer, batchSize: BATCH });
  return training.trainer;
}

const usualOptimizer = (): Optimizer => new SGD({ learningRate: 0.2 });

/** What a training leaves behind: parameters, predictions, reports and whatever the components have noticed. */
export async function outcome(
  { make }: Everyday,
  way: keyof typeof ways,
  backend: Backend,
  dtype: DType,
  hidden: number,
): Promise<unknown> {
  const training = new Training();
  const parts = make(training, hidden);
  const layers: readonly Layer[] = parts.layers ?? [new Dense(2, hidden, { activation: tanh }), usualEnd(hidden)];
  training.network = new Sequential(layers, { backend, dtype, seed: "everyday", inputShape: [2] });
  try {
    await ways[way]!(training, parts);
  } catch (error) {
    training.log.push(String(error));
  }
  // A prediction is recorded when it is made for the eighth time.
  const predictions = Array.from({ length: 12 }, (_, i) => {
    parts.between?.(100 + i);
    return training.network.predict(examples.inputs.slice(0, 1 + (i % 2)));
  });
  await Promise.resolve();
  return { parameters: training.network.getParameters(), predictions, log: training.log };
}

/** A number that is smaller each time. */
export function falling(from: number, by: number): () => number {
  let value = from;
  return () => {
    value *= by;
    return value;
  };
}

export const usualEnd = (hidden: number): Dense => new Dense(hidden, 1, { activation: identity });
