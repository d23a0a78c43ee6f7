import { Sequential, seededRandom } from "@nn/core";
import { type Activation, type Loss, OptionError, type PartParameter, sizeOf, uniform } from "@nn/core/component";
import { mean, minMax, NamedArrays, numeric, oneHot, ordinal, Pipeline, type Table } from "@nn/data";
import { penguins } from "@nn/data/sets";
import type { PyTorchCsvOptions, PyTorchTrainingOptions } from "@nn/formats";
import {
  BatchNormalization,
  Concatenate,
  Dense,
  identity,
  SimpleRNN,
  Slice,
  sigmoid,
  softmax,
  softplus,
  tanh,
} from "@nn/layers";
import {
  categoricalCrossEntropy,
  L1,
  L2,
  MaskedLoss,
  meanSquaredError,
  sparseCategoricalCrossEntropy,
  WeightedLosses,
} from "@nn/losses";
import { Adam, ClipByGlobalNorm, SGD } from "@nn/optim";
import { lossClasses, losses, optimizers } from "../../../contracts/components.js";
import { named, networkOf, type Stack, stacks } from "../../onnx/stacks.js";

/*
 * Trainings of a hundred steps and more: each loss, each optimizer and each layer of the tables, and rows of a CSV file. The last
 * batch of an epoch is one example, so that one of two processes has none.
 */

export type DType = "float32" | "float64";

/** A training that both are to do. */
export interface TrainingCase {
  readonly name: string;
  make(dtype: DType): Training;
}

export interface Training {
  readonly network: Sequential;
  readonly options: PyTorchTrainingOptions;
  /** Examples of a network without a pipeline. */
  readonly data?: { readonly inputs: Float64Array; readonly targets: Float64Array; readonly weights?: Float64Array };
  /** Examples of one that takes arrays by their names. */
  readonly named?: { readonly inputs: NamedLists; readonly targets: NamedLists };
  /** Rows of one with a pipeline, and the CSV that they are of. */
  readonly rows?: Table;
  readonly csv?: string;
}

/** One list of numbers for each example. */
type NamedLists = Readonly<Record<string, readonly (readonly number[])[]>>;

export const EXAMPLES = 33;
const TIMES = { batchSize: 8, epochs: 20, examples: EXAMPLES };

/** The activations that a network can end in, the most free one first. */
const LAST: readonly Activation[] = [identity, softplus, sigmoid, softmax, tanh];

/** A small network for a loss, with the first last activation that goes with it. */
function smallNetwork(loss: Loss, size: number, dtype: DType): Sequential {
  for (const activation of LAST) {
    const layers = [new Dense(3, 4, { activation: tanh }), new Dense<number, number>(4, size, { activation })];
    const network = new Sequential(layers, { seed: loss.name, dtype }) as unknown as Sequential;
    try {
      network.trainer({ loss, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 });
      return network;
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
    }
  }
  throw new Error(`No network is made for ${loss.name}.`);
}

function drawn(count: number, seed: string): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: count }, () => uniform(random, -1, 1));
}

const lossRows: readonly Omit<(typeof losses)[number], "takes">[] = [...losses, ...lossClasses];
const ofLosses: TrainingCase[] = lossRows.map(({ loss, sizes = [3], example, targetFor = (row) => [...row] }) => ({
  name: `loss ${loss.name}`,
  make(dtype) {
    const size = sizes.at(-1)!;
    const network = smallNetwork(loss, size, dtype);
    const random = seededRandom(loss.name);
    const targets = Array.from({ length: EXAMPLES }, () => targetFor(Array.from(example(random, size).target))).flat();
    // A loss in percent would go to and fro, where the last digit decides on which side.
    const optimizer = new ClipByGlobalNorm({ optimizer: new SGD({ learningRate: 0.05 }), limit: 1 });
    return {
      network,
      options: { loss, optimizer, ...TIMES },
      data: { inputs: drawn(EXAMPLES * 3, loss.name), targets: Float64Array.from(targets) },
    };
  },
}));

const ofOptimizers: TrainingCase[] = optimizers.map(({ optimizer }, i) => ({
  name: `optimizer ${i}, ${optimizer.name}`,
  make(dtype) {
    const network = smallNetwork(meanSquaredError, 2, dtype);
    const data = { inputs: drawn(EXAMPLES * 3, "inputs"), targets: drawn(EXAMPLES * 2, "targets") };
    return { network, options: { loss: meanSquaredError, optimizer, ...TIMES }, data };
  },
}));

/** Whether both can train it alike: layers that draw draw others there, and those of the tests for files have no derivative. */
function isTrained(stack: Stack): boolean {
  const { allPlaces } = networkOf(stack, "float64", "").network.stack;
  return !allPlaces.some(
    ({ layer }) => layer.equipment?.chance || /^(weighted|quotients|larger|fork)|share/.test(layer.name),
  );
}

const ofLayers: TrainingCase[] = named(stacks.filter(isTrained)).map(({ name, stack }) => ({
  name: `layers ${name}`,
  make(dtype) {
    const { network } = networkOf(stack, dtype, name);
    const { inputShape, outputShape, places } = network.stack;
    const { indexCount } = places[0]!.layer;
    const numbers = drawn(EXAMPLES * sizeOf(inputShape), name);
    const inputs = indexCount === undefined ? numbers : numbers.map((x) => Math.floor(((x + 1) / 2) * indexCount));
    const data = { inputs, targets: drawn(EXAMPLES * sizeOf(outputShape), `${name} targets`) };
    const optimizer = new Adam({ learningRate: 0.01 });
    // PyTorch normalizes no batch of one example.
    const times = network.stack.stateCount > 0 ? { ...TIMES, batchSize: 11, epochs: 34 } : TIMES;
    return { network, options: { loss: meanSquaredError, optimizer, ...times }, data };
  },
}));

/** What is beside the loss, and parameters that stay. */
const ofMore: TrainingCase[] = [
  ["a penalty of L2", { penalties: [new L2({ strength: 0.02 })] }],
  [
    "penalties of L1 and L2, of all",
    {
      penalties: [
        new L1({ strength: 0.003, of: () => true }),
        new L2({ strength: 0.01, of: ({ role }) => role === "bias" }),
      ],
    },
  ],
  ["frozen parameters", { frozen: ({ fullName }: PartParameter) => fullName.startsWith("0.") }],
  [
    "frozen weights with a penalty on all that aren't",
    { frozen: ({ fullName }: PartParameter) => fullName === "1.weight", penalties: [new L1({ strength: 0.01 })] },
  ],
].map(([name, more]) => ({
  name: `more, ${name}`,
  make(dtype) {
    const network = smallNetwork(meanSquaredError, 2, dtype);
    const data = { inputs: drawn(EXAMPLES * 3, "inputs"), targets: drawn(EXAMPLES * 2, "targets") };
    const optimizer = new SGD({ learningRate: 0.1, momentum: 0.5 });
    return { network, options: { loss: meanSquaredError, optimizer, ...TIMES, ...(more as object) }, data };
  },
}));

/** A normalization that is left does what it does in a prediction, in any number of processes. */
const held: TrainingCase = {
  name: "more, a frozen BatchNormalization",
  make(dtype) {
    const layers = [new Dense(3, 4, { activation: tanh }), new BatchNormalization(), new Dense(4, 2)];
    const network = new Sequential(layers as never, { seed: 5, dtype }) as unknown as Sequential;
    const data = { inputs: drawn(EXAMPLES * 3, "inputs"), targets: drawn(EXAMPLES * 2, "targets") };
    const frozen = ({ fullName }: PartParameter) => fullName.startsWith("1.");
    const optimizer = new SGD({ learningRate: 0.1 });
    return { network, options: { loss: meanSquaredError, optimizer, ...TIMES, frozen }, data };
  },
};

/** Weights of examples, of which two batches have none. */
const ofWeights: TrainingCase = {
  name: "more, weights",
  make(dtype) {
    const network = smallNetwork(meanSquaredError, 2, dtype);
    const weights = Float64Array.from({ length: EXAMPLES }, (_, i) => (i < 17 ? 0 : (i % 5) / 4));
    const data = { inputs: drawn(EXAMPLES * 3, "inputs"), targets: drawn(EXAMPLES * 2, "targets"), weights };
    const options = { loss: meanSquaredError, optimizer: new Adam({ learningRate: 0.01 }), ...TIMES };
    return { network, options: { ...options, shuffle: false, weights: "counts" }, data };
  },
};

/** Steps that only fill up have no part in a loss; one example has no others. */
const ofSteps: TrainingCase = {
  name: "more, steps that count",
  make(dtype) {
    const layers = [new SimpleRNN(2, 3, { returnSequences: true }), new Dense(3, 3, { activation: softmax })];
    const network = new Sequential(layers, { inputShape: [4, 2], seed: 7, dtype }) as unknown as Sequential;
    const classes = drawn(EXAMPLES * 4, "classes").map((x) => Math.floor(1.5 * (x + 1)));
    const targets = classes.map((number, i) => (i % 4 < Math.floor(i / 4) % 5 ? number : -1));
    const loss = new MaskedLoss(sparseCategoricalCrossEntropy, { maskValue: -1 });
    const options = { loss, optimizer: new Adam({ learningRate: 0.05 }), ...TIMES };
    return { network, options, data: { inputs: drawn(EXAMPLES * 8, "inputs"), targets } };
  },
};

/** Two towers and two heads, with the names of what they take and give. */
const ofArrays: TrainingCase = {
  name: "more, arrays by their names",
  make(dtype) {
    const outputs = { rating: [1], genre: [3] } as const;
    const pipeline = new NamedArrays({ inputs: { user: [2], film: [1] }, outputs });
    const layers = [
      new Concatenate(
        [new Slice({ begin: 0, size: 2 }), new Dense(2, 3, { activation: tanh })],
        [new Slice({ begin: 2, size: 1 }), new Dense(1, 3, { activation: tanh })],
      ),
      new Concatenate([new Dense(6, 1, { activation: identity })], [new Dense(6, 3, { activation: softmax })]),
    ];
    const options = { inputShape: [3], seed: 3, dtype, pipeline };
    const network = new Sequential(layers as never, options) as unknown as Sequential;
    const loss = new WeightedLosses(outputs, {
      rating: { loss: meanSquaredError, weight: 0.5 },
      genre: { loss: sparseCategoricalCrossEntropy },
    });
    const lists = (size: number, seed: string): number[][] => {
      const all = drawn(EXAMPLES * size, seed);
      return Array.from({ length: EXAMPLES }, (_, i) => Array.from(all.subarray(i * size, (i + 1) * size)));
    };
    const named = {
      inputs: { user: lists(2, "user"), film: lists(1, "film") },
      targets: { rating: lists(1, "rating"), genre: Array.from({ length: EXAMPLES }, (_, i) => [i % 3]) },
    };
    return { network, options: { loss, optimizer: new Adam({ learningRate: 0.02 }), ...TIMES }, named };
  },
};

const birds = await penguins();
const GAPS = { bill_length_mm: numeric({ missing: mean }), bill_depth_mm: numeric({ missing: 17, indicator: true }) };

/** Rows of a CSV file: numbers with gaps, categories, and labels or a number as the answer. */
function ofRows(
  name: string,
  pipeline: Pipeline,
  [loss, activation]: readonly [Loss, Activation],
  [rows, csv, options, weights]: readonly [Table, string, PyTorchCsvOptions?, string?],
): TrainingCase {
  return {
    name: `rows, ${name}`,
    make(dtype) {
      const layers = [
        new Dense<number, number>(pipeline.inputSize, 6, { activation: tanh }),
        new Dense<number, number>(6, pipeline.outputSize, { activation }),
      ];
      const network = new Sequential(layers, { seed: name, dtype, pipeline }) as unknown as Sequential;
      const optimizer = new Adam({ learningRate: 0.02 });
      const training = {
        loss,
        optimizer,
        batchSize: 32,
        epochs: 10,
        ...(options && { csv: options }),
        ...(weights && { weights }),
      };
      return { network, options: training, rows, csv };
    },
  };
}

const ofSpecies = Pipeline.fit(birds, {
  inputs: { ...GAPS, island: oneHot(), year: oneHot(), sex: oneHot({ missing: "zeros" }) },
  target: "species",
}) as unknown as Pipeline;
const weighed = birds.filter((row) => row.cell("body_mass_g") !== null);
const ofMass = Pipeline.fit(weighed, {
  inputs: { ...GAPS, species: ordinal(), flipper_length_mm: numeric({ scale: minMax }) },
  target: { body_mass_g: numeric() },
}) as unknown as Pipeline;
const withCommas = weighed.toCsv({ delimiter: ";" }).replaceAll(".", ",").replaceAll(";;", "; - ;");

const rowCases: TrainingCase[] = [
  ofRows("labels", ofSpecies, [categoricalCrossEntropy, softmax], [birds, birds.toCsv()]),
  ofRows("class numbers", ofSpecies, [sparseCategoricalCrossEntropy, softmax], [birds, `\ufeff${birds.toCsv()}`]),
  ofRows(
    "numbers with commas",
    ofMass,
    [meanSquaredError, identity],
    [weighed, withCommas, { delimiter: ";", decimal: ",", missing: ["-", ""] }],
  ),
];

rowCases.push(
  ofRows(
    "with weights",
    ofSpecies,
    [categoricalCrossEntropy, softmax],
    [weighed, weighed.toCsv(), {}, "flipper_length_mm"],
  ),
);

export const cases: readonly TrainingCase[] = [
  ...ofLosses,
  ...ofOptimizers,
  ...ofLayers,
  ...ofMore,
  ofArrays,
  held,
  ofWeights,
  ofSteps,
  ...rowCases,
];
