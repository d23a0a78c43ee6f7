import { type Network, positiveInteger } from "@nn/core/component";
import type { EpochExplanation, EpochStep } from "../explanation/training.js";
import { rowsUpTo } from "./step.js";
import { type ExplainTrainingOptions, TrainingCopy } from "./training-copy.js";

/** What {@link explainEpoch} is asked. */
export interface ExplainEpochOptions extends ExplainTrainingOptions {
  /** How many examples each step learns from: 1 unless given, as in the lab. */
  readonly batchSize?: number;
}

/**
 * An epoch of a training, one row a step: which examples it learns from, their loss before and after, and the mean loss of all
 * examples. They are taken in their order. The numbers are those of the training, to the bit; the network is left as it is.
 *
 * Source: the lab, section 0.5. After each step all examples are predicted: of n examples, one by one, that makes n².
 *
 * @throws OptionError, ShapeError, DataError and DivergenceError as {@link explainStep}.
 *
 * @example
 * const network = new Sequential([new Dense(2, 1)]);
 * network.setParameters({ "0.weight": [0, 0] });
 * const data = { input: [[-2, -1], [25, 6]], target: [1, 0], loss: meanSquaredError };
 * const epoch = explainEpoch(network, { ...data, optimizer: new SGD({ learningRate: 0.1 }) });
 * epoch.before; // => 0.25
 * epoch.steps.map(({ step, examples }) => [step, examples]); // => [[1, [1]], [2, [2]]]
 */
export function explainEpoch(network: Network, options: ExplainEpochOptions): EpochExplanation {
  const copy = new TrainingCopy("explainEpoch", network, options, ["batchSize"]);
  const { data } = copy;
  const { batchSize = 1 } = options;
  positiveInteger("explainEpoch: batchSize", batchSize);
  const trainer = copy.trainer(Math.min(batchSize, data.size));
  const rows = rowsUpTo(data.size);
  const before = copy.lossOf(0, data.size);
  const steps: EpochStep[] = [];
  for (let from = 0; from < data.size; from += batchSize) {
    const to = Math.min(from + batchSize, data.size);
    const lossBefore = copy.lossOf(from, to);
    trainer.stepRows(data, rows, from, to);
    steps.push({
      step: trainer.stepCount,
      examples: Array.from(rows.subarray(from, to), (row) => row + 1),
      before: lossBefore,
      after: copy.lossOf(from, to),
      mean: copy.lossOf(0, data.size),
    });
  }
  return { kind: "epoch", ...copy.told, before, steps };
}
