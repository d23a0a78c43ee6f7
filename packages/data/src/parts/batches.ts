import { DataError, type Dataset, datasetOf, OptionError, seededRandom } from "@nn/core";
import {
  checkOptions,
  formatShape,
  isShape,
  permute,
  positiveInteger,
  type Shape,
  show,
  sizeOf,
  trueOrFalse,
} from "@nn/core/component";
import type { Seed } from "@nn/core/types";

/** How {@link batches} goes through a data set. */
export interface BatchesOptions {
  /** How many examples a batch has; the last one has what remains. */
  readonly batchSize: number;
  /** Whether the examples come in a new order, `true` unless given, or as the data set has them. */
  readonly shuffle?: boolean;
  /** What decides the order; 0 unless given, like a network's. */
  readonly seed?: Seed;
}

/** Some examples, one after another in typed arrays that the next batch overwrites. */
export interface Batch {
  /** The inputs, row-major: `size` times as many numbers as one input has. */
  readonly inputs: Float64Array;
  /** The targets in the same order: `size` times as many numbers as one target has. */
  readonly targets: Float64Array;
  /** How many examples there are. */
  readonly size: number;
  /** What each example counts, where the data set says so. */
  readonly weights?: Float64Array;
}

/**
 * Goes once through a data set in mini-batches, for a training loop of your own. Every batch is read into the same two
 * arrays, so a pass allocates as much as one batch takes, however large the data set is.
 *
 * The order for a seed is that of the first epoch of `fit`; for a new order in each epoch, give each a seed of its own.
 *
 * @throws OptionError for an option that doesn't exist or has a value it can't have; DataError for data without `read`, and,
 *   when a batch is read, for numbers that aren't finite.
 *
 * @example
 * const people = datasetOf({ inputs: [[-2, -1], [25, 6], [17, 4]], targets: [1, 0, 0] }, [2], [1]);
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
 * const trainer = network.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 2 });
 * for (let epoch = 0; epoch < 3; epoch++) {
 *   for (const { inputs, targets } of batches(people, { batchSize: 2, seed: `lab-0/${epoch}` })) {
 *     trainer.step(inputs, targets);
 *   }
 * }
 * trainer.stepCount; // => 6
 */
export function batches(data: Dataset, options: BatchesOptions): Generator<Batch, void> {
  checkOptions("batches", options, ["batchSize", "shuffle", "seed"]);
  const { shuffle = true, seed = 0 } = options;
  const checked = checkedDataset(data);
  trueOrFalse("batches: shuffle", shuffle);
  const random = seededRandom(seed, "shuffle");
  const batchSize = Math.min(positiveInteger("batches: batchSize", options.batchSize), checked.size);
  const inputs = arrayFor(batchSize, checked.inputShape);
  const targets = arrayFor(batchSize, checked.targetShape);
  const rows = Uint32Array.from({ length: checked.size }, (_, row) => row);
  if (shuffle) permute(random, rows);
  return read(checked, rows, batchSize, inputs, targets);
}

/** How many examples can be put in order: four gigabytes of row numbers. */
const MOST_EXAMPLES = 2 ** 30;

/** The data set, whose numbers are checked when they are read. */
function checkedDataset(data: Dataset): Dataset {
  if (typeof data?.read !== "function") {
    throw new DataError("batches takes a Dataset. From { inputs, targets }, datasetOf makes one.");
  }
  const { inputShape, targetShape, size } = data;
  if (!isShape(inputShape) || !isShape(targetShape)) {
    const [name, shape] = isShape(inputShape) ? ["targetShape", targetShape] : ["inputShape", inputShape];
    throw new DataError(
      `batches: the data set's ${name} must be an array of whole numbers of at least 1, such as [2], but is ${show(shape)}.`,
    );
  }
  if (typeof size === "number" && size > MOST_EXAMPLES) {
    throw new DataError(
      `batches: the data set's size is ${show(size)}, and its order would take ${(4e-9 * size).toFixed(1)} GB. ` +
        "Go through a part of it at a time.",
    );
  }
  return datasetOf(data, inputShape, targetShape);
}

function arrayFor(batchSize: number, shape: Shape): Float64Array {
  const length = batchSize * sizeOf(shape);
  try {
    return new Float64Array(length);
  } catch {
    throw new OptionError(
      `batches: batchSize is ${batchSize}, and so many examples of ${formatShape(shape)} numbers take ` +
        `${(8e-9 * length).toFixed(1)} GB. Choose a smaller one.`,
    );
  }
}

function* read(
  data: Dataset,
  rows: Uint32Array,
  batchSize: number,
  inputs: Float64Array,
  targets: Float64Array,
): Generator<Batch, void> {
  const inputSize = sizeOf(data.inputShape);
  const targetSize = sizeOf(data.targetShape);
  for (let from = 0; from < rows.length; from += batchSize) {
    const size = Math.min(batchSize, rows.length - from);
    data.read(inputs, targets, rows, from, from + size);
    const batch = {
      inputs: inputs.subarray(0, size * inputSize),
      targets: targets.subarray(0, size * targetSize),
      size,
    };
    const { weights } = data;
    if (weights === undefined) yield batch;
    else yield { ...batch, weights: Float64Array.from(rows.subarray(from, from + size), (row) => weights[row] ?? 1) };
  }
}
