import { isRecord, OptionError, show } from "@nn/numerics";
import type { Callback, FitView } from "./callback.js";

/** What {@link MeanBatchLoss} remembers. */
interface MeanBatchLossState {
  /** Of the epochs that were finished. */
  readonly losses: readonly number[];
  /** Of the steps of the epoch that wasn't. */
  readonly sum: number;
  readonly steps: number;
}

const NOTHING: MeanBatchLossState = { losses: [], sum: 0, steps: 0 };

/**
 * A callback of `fit` that records the mean of the batches' losses in each epoch. Each loss is that of a batch before its update,
 * which has computed it anyway: the mean costs no pass over the data, as a report does. As the network learns meanwhile, it
 * lags half an epoch behind a report's loss. Each batch counts alike; in the loss of an epoch that Keras shows, which is such a
 * mean, each counts by its size. With `evaluateEvery` as large as `epochs`, there is only one report, at the end.
 *
 * @example
 * const network = new Sequential([new Dense(1, 1, { activation: identity, weightInitializer: zeros })]);
 * const course = new MeanBatchLoss();
 * await network.fit({ inputs: [1, 1], targets: [1, 1] }, {
 *   loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.25 }), epochs: 2, batchSize: 1, evaluateEvery: 2,
 *   callbacks: [course],
 * });
 * course.losses; // => [0.5, 0]
 */
export class MeanBatchLoss implements Callback {
  /** What it is called. */
  readonly name: string = "MeanBatchLoss";
  #state: MeanBatchLossState = NOTHING;
  #epoch = 0;
  #isRestored = false;

  /** The mean of each epoch of the last fit, in order; of an epoch that was broken off, that of its steps. */
  get losses(): readonly number[] {
    const { losses, sum, steps } = this.#state;
    return steps === 0 ? losses : [...losses, sum / steps];
  }

  /** Begins anew, unless it was restored for this fit. */
  started({ epoch }: FitView): void {
    if (!this.#isRestored) this.#state = NOTHING;
    this.#isRestored = false;
    this.#epoch = epoch;
  }

  /** Adds the loss of the step's batch. */
  stepped({ loss, epoch }: FitView): void {
    const { losses, sum, steps } = this.#state;
    this.#state = { losses, sum: sum + loss, steps: steps + 1 };
    if (epoch > this.#epoch) this.#state = { ...NOTHING, losses: this.losses };
    this.#epoch = epoch;
  }

  /** What it remembers. */
  state(): MeanBatchLossState {
    return this.#state;
  }

  /** @throws OptionError for what `state` didn't give. */
  restore(state: unknown): void {
    const { losses, sum, steps } = (isRecord(state) ? state : {}) as Partial<MeanBatchLossState>;
    // findIndex sees holes, and ends at the first: a list may have room for more than there is memory.
    const isRight = Array.isArray(losses) && losses.findIndex((each) => typeof each !== "number") < 0;
    if (!isRight || typeof sum !== "number" || !Number.isInteger(steps) || steps! < 0) {
      throw new OptionError(`MeanBatchLoss: restore takes what its state gave, but got ${show(state)}.`);
    }
    this.#state = { losses: [...losses], sum, steps: steps! };
    this.#isRestored = true;
  }
}
