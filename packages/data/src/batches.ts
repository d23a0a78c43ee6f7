import {
  checkOptions,
  DataError,
  type Dataset,
  permute,
  positiveInteger,
  type Seed,
  seededRandom,
  sizeOf,
  trueOrFalse,
} from "@nn/core";

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
}

/**
 * Goes once through a data set in mini-batches, for a training loop of your own. Every batch is read into the same two
 * arrays, so a pass allocates as much as one batch takes, however large the data set is.
 *
 * The order for a seed is that of the first epoch of `fit`; for a new order in each epoch, give each a seed of its own.
 *
 * @throws OptionError for an option that doesn't exist or has a value it can't have; DataError for data without `read`.
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
  if (typeof data?.read !== "function") {
    throw new DataError("batches takes a Dataset. From { inputs, targets }, datasetOf makes one.");
  }
  trueOrFalse("batches: shuffle", shuffle);
  const rows = Uint32Array.from({ length: data.size }, (_, row) => row);
  if (shuffle) permute(seededRandom(seed, "shuffle"), rows);
  return read(data, rows, Math.min(positiveInteger("batches: batchSize", options.batchSize), data.size));
}

function* read(data: Dataset, rows: Uint32Array, batchSize: number): Generator<Batch, void> {
  const inputSize = sizeOf(data.inputShape);
  const targetSize = sizeOf(data.targetShape);
  const inputs = new Float64Array(batchSize * inputSize);
  const targets = new Float64Array(batchSize * targetSize);
  for (let from = 0; from < rows.length; from += batchSize) {
    const size = Math.min(batchSize, rows.length - from);
    data.read(inputs, targets, rows, from, from + size);
    yield { inputs: inputs.subarray(0, size * inputSize), targets: targets.subarray(0, size * targetSize), size };
  }
}
