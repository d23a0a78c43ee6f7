import { type Data, type Dataset, datasetFor, type Sequential, type Trainer } from "@nn/core";
import {
  checkLoss,
  checkNetwork,
  checkOptimizer,
  checkOptions,
  type Loss,
  type Network,
  type Optimizer,
} from "@nn/core/component";
import type { Examples, TrainerState } from "@nn/core/types";
import { titlesOf } from "../explanation/titles.js";
import type { TrainingPart } from "../explanation/training.js";
import { undrawn } from "../passes/undrawn.js";
import { checkState } from "../update/state.js";

/** What a part of a training is asked with. */
export interface ExplainTrainingOptions {
  /** One example, or several. */
  readonly input: Examples;
  /** What the network should answer, one target for each example. */
  readonly target: Examples;
  /** What is to be minimised. */
  readonly loss: Loss;
  /** How parameters move. */
  readonly optimizer: Optimizer;
  /** The state of the training that goes on, `trainer.state()`; a new training begins unless given. */
  readonly from?: TrainerState;
}

/** A training of a copy: the network stays as it is. */
export class TrainingCopy {
  readonly data: Dataset;
  readonly told: TrainingPart;
  readonly #network: Network & Pick<Sequential, "evaluate">;
  readonly #loss: Loss;
  readonly #trainer: (batchSize: number) => Trainer;

  /** @throws OptionError, ShapeError or DataError for what doesn't fit the network, and for a state of something else. */
  constructor(where: string, network: Network, options: ExplainTrainingOptions, further: readonly string[] = []) {
    checkOptions(where, options, ["input", "target", "loss", "optimizer", "from", ...further]);
    checkNetwork(where, network);
    const { input, target, from } = options;
    const optimizer = checkOptimizer(options.optimizer);
    const loss = checkLoss(options.loss);
    if (from !== undefined) checkState(where, from, network, optimizer);
    const { stack, dtype, seed, backend, parameters } = network;
    const layers = stack.places.map(({ layer }) => layer);
    const copy = undrawn(layers, { dtype, seed, inputShape: stack.inputShape, backend });
    const { block } = parameters;
    const numbers = stack.allPlaces.flatMap((place) => [...place.parameters, ...place.state]);
    copy.setParameters(
      Object.fromEntries(
        numbers.map(({ fullName, offset, size }) => [fullName, block.subarray(offset, offset + size)]),
      ),
    );
    this.#network = copy;
    this.#loss = loss;
    this.data = datasetFor(copy, { inputs: input, targets: target } as Data, loss);
    this.#trainer = (batchSize) => {
      const trainer = copy.trainer({ loss, optimizer, batchSize, allowMismatch: true });
      if (from !== undefined) trainer.restore(from);
      return trainer;
    };
    const { titles: lossTitles } = titlesOf(loss);
    this.told = {
      optimizer: optimizer.name,
      ...titlesOf(optimizer),
      loss: loss.name,
      ...(lossTitles && { lossTitles }),
      examples: this.data.size,
    };
  }

  /** A copy of all parameters, as they are now. */
  parameters(): ArrayLike<number> {
    return this.#network.parameters.block;
  }

  trainer(batchSize: number): Trainer {
    return this.#trainer(batchSize);
  }

  /** The mean loss of some of the examples now. */
  lossOf(from: number, to: number): number {
    const { data } = this;
    const part: Dataset = {
      ...data,
      size: to - from,
      read: (inputs, targets, rows, first, end) =>
        data.read(
          inputs,
          targets,
          rows.map((row) => row + from),
          first,
          end,
        ),
    };
    return this.#network.evaluate(part, { loss: this.#loss, allowMismatch: true }).loss;
  }
}
