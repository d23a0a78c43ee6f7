import {
  checkChoice,
  checkLoss,
  checkOptimizer,
  checkOptions,
  type DType,
  type Loss,
  type Network,
  type Optimizer,
  OptionError,
  type PartParameter,
  type Penalty,
  positiveInteger,
  sameShape,
  seededRandom,
  show,
  sizeOf,
  trueOrFalse,
} from "@nn/core/component";
import type { Seed } from "@nn/core/types";
import { type CheckedRows, rowFormatOf } from "../../row-format.js";
import { partsOf } from "./chosen.js";
import { checkPenalties } from "./penalties.js";

/** A training that PyTorch is to do: the options that `fit` has for it. */
export interface PyTorchTrainingOptions {
  /** What is minimised: a loss of formulas, as those of `@nn/losses` are. */
  readonly loss: Loss;
  /** What moves the parameters. */
  readonly optimizer: Optimizer;
  /** How many examples a step takes, of all processes together. */
  readonly batchSize: number;
  /** How many times to go through the data. */
  readonly epochs: number;
  /** Whether each epoch takes the examples in a new order; `true` unless given. */
  readonly shuffle?: boolean;
  /** What decides the orders; the network's seed unless given. */
  readonly seed?: Seed;
  /** The number format of all that is computed; the network's own unless given. */
  readonly dtype?: DType;
  /** How many examples the data have; only needed for a learning rate that changes with the step. */
  readonly examples?: number;
  /** Where the weights of the examples are: in the tensor of that name, or in a column of the CSV file of a network with a pipeline. */
  readonly weights?: string;
  /** Which parameters stay as they are, beside those whose layer says so; none unless given. */
  readonly frozen?: (parameter: PartParameter) => boolean;
  /** What parameters cost beside the loss: those that say what they are in PyTorch, as `L1` and `L2` do. */
  readonly penalties?: readonly Penalty[];
  /** How the CSV file of a network with a pipeline is written. */
  readonly csv?: PyTorchCsvOptions;
}

/** How a CSV file is written that a program of PyTorch reads; its first line names the columns. */
export interface PyTorchCsvOptions {
  /** What stands between two cells; `","` unless given. */
  readonly delimiter?: string;
  /** What stands before decimals; `"."` unless given. */
  readonly decimal?: "." | ",";
  /** The texts that mark a gap; those of `Table.fromCsv` unless given. */
  readonly missing?: readonly string[];
}

/** A training with nothing left open. */
export interface CheckedTraining extends Pick<PyTorchTrainingOptions, "loss" | "optimizer" | "batchSize" | "epochs"> {
  readonly examples: number | undefined;
  readonly dtype: DType;
  /** What shuffles; nothing where orders stay. */
  readonly random: ReturnType<typeof seededRandom> | undefined;
  readonly csv: Required<PyTorchCsvOptions>;
  /** The full names of the parameters that stay. */
  readonly frozen: ReadonlySet<string>;
  readonly penalties: readonly Penalty[];
  /** The tensor or the column of the examples' weights, if they have any. */
  readonly weights: string | undefined;
  /** How a pipeline makes the examples of rows, where there is one. */
  readonly rows: CheckedRows | undefined;
  /** Whether targets are class numbers, which the pipeline has as one output for each class. */
  readonly areClassNumbers: boolean;
}

const USER = "toPyTorchTraining";
const GAPS = ["", "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NULL", "null", "?"];

/** @throws OptionError for what can't be such a training. */
export function checkTraining(network: Network, options: PyTorchTrainingOptions): CheckedTraining {
  checkOptions(USER, options, [
    ...[
      "loss",
      "optimizer",
      "batchSize",
      "epochs",
      "shuffle",
      "seed",
      "dtype",
      "examples",
      "csv",
      "frozen",
      "penalties",
      "weights",
    ],
  ]);
  const {
    batchSize,
    epochs,
    shuffle = true,
    seed = network.seed,
    dtype = network.dtype,
    examples,
    csv = {},
    penalties = [],
    weights,
  } = options;
  const { pipeline, stack } = network;
  const loss = checkLoss(options.loss);
  positiveInteger(`${USER}: batchSize`, batchSize);
  positiveInteger(`${USER}: epochs`, epochs);
  if (examples !== undefined) positiveInteger(`${USER}: examples`, examples);
  trueOrFalse(`${USER}: shuffle`, shuffle);
  if (!(dtype === "float32" || dtype === "float64")) {
    throw new OptionError(`${USER}: dtype must be "float32" or "float64", but is ${show(dtype)}.`);
  }
  if (weights !== undefined && (typeof weights !== "string" || weights === "")) {
    throw new OptionError(
      `${USER}: weights must be the name of a tensor or a column, "weights", but is ${show(weights)}.`,
    );
  }
  const targetShape = loss.targetShape?.(stack.outputShape) ?? stack.outputShape;
  const rows = pipeline && rowFormatOf(pipeline, `${USER}: the pipeline can't be written for PyTorch`);
  const targets = rows?.of === "cells" ? rows.targets.length : 0;
  const areClassNumbers = sizeOf(stack.outputShape) > 1 && targets === 1 && sizeOf(targetShape) === 1;
  if (rows?.of === "cells" && !areClassNumbers && !sameShape(targetShape, [pipeline!.outputSize])) {
    throw new OptionError(
      `${USER}: ${loss.name} takes targets of ${targetShape.join(" × ")}, but the pipeline gives ${pipeline!.outputSize} numbers.`,
    );
  }
  return {
    ...{ loss, batchSize, epochs, examples, dtype, areClassNumbers, weights },
    optimizer: checkOptimizer(options.optimizer),
    random: shuffle ? seededRandom(seed, "shuffle") : undefined,
    csv: checkCsv(csv),
    frozen: frozenIn(network, options.frozen),
    penalties: checkPenalties(network, penalties),
    rows,
  };
}

/** The parameters that a training leaves as they are. */
function frozenIn(network: Network, frozen: PyTorchTrainingOptions["frozen"]): ReadonlySet<string> {
  const all = partsOf(network);
  if (frozen !== undefined) checkChoice(`${USER}: frozen`, frozen, all);
  const fixed = network.stack.allPlaces.flatMap(({ parameters }) =>
    parameters.filter(({ trainable }) => trainable === false).map(({ fullName }) => fullName),
  );
  const names = new Set([...fixed, ...all.filter((each) => frozen?.(each)).map(({ fullName }) => fullName)]);
  if (frozen === undefined || names.size < all.length) return names;
  throw new OptionError(`${USER}: all parameters of the network are frozen, so there is nothing to train.`);
}

function checkCsv(csv: PyTorchCsvOptions): Required<PyTorchCsvOptions> {
  checkOptions(`${USER}: csv`, csv, ["delimiter", "decimal", "missing"]);
  const { delimiter = ",", decimal = ".", missing = GAPS } = csv;
  if (typeof delimiter !== "string" || [...delimiter].length !== 1 || /["\r\n]/.test(delimiter)) {
    throw new OptionError(`${USER}: delimiter must be one character that isn't a quote, but is ${show(delimiter)}.`);
  }
  if (decimal !== "." && decimal !== ",") {
    throw new OptionError(`${USER}: decimal must be "." or ",", but is ${show(decimal)}.`);
  }
  // findIndex sees holes, and ends at the first: a list may have room for more than there is memory.
  if (!Array.isArray(missing) || missing.findIndex((text) => typeof text !== "string") >= 0) {
    throw new OptionError(`${USER}: missing must be a list of texts, ["", "-"], but is ${show(missing)}.`);
  }
  return { delimiter, decimal, missing };
}
