import type { Description } from "@nn/core/component";
import type { SweepConfiguration } from "./sweep-types.js";

/** A component as a configuration writes it: its kind alone, `"tanh"`, or `{ kind: "Adam", learningRate: 0.01 }`. */
export type Component = string | Description | ComponentInShort;

/** A component with its settings beside its kind. */
export interface ComponentInShort {
  /** What it is, `"Adam"`. */
  readonly kind: string;
  /** What it is made from, by the names of its settings. */
  readonly [setting: string]: unknown;
}

/** Where examples come from. */
export interface DataConfiguration {
  /** A table: CSV, or JSON lines where its name ends in `.jsonl` or `.ndjson`. Paths go from the configuration's folder. */
  readonly file: string;
  /** What is kept to judge by: a share of the rows, above 0 and below 1, or another table. */
  readonly validation?: number | string;
  /** A column whose classes have the same share in what is trained on and in what is kept. */
  readonly stratify?: string;
  /** Rows without a value in one of these columns are left out; `true`: in any column. */
  readonly dropMissing?: true | readonly string[];
  /** The one character between two cells; found in the file unless given. */
  readonly delimiter?: string;
  /** What stands before decimals; found in the file unless given. */
  readonly decimal?: "." | ",";
  /** Whether the first line names the columns; `true` unless given. */
  readonly header?: boolean;
  /** The names of the columns of a file without such a line. */
  readonly columns?: readonly string[];
}

/** What columns are for: those of a number and of categories, with how each is prepared. */
export interface ColumnsConfiguration {
  /** The columns that the network takes; all that are neither target nor ignored unless given. */
  readonly inputs?: Readonly<Record<string, Component>>;
  /** What it predicts: the name of a column of labels, or columns with how they are prepared. */
  readonly target: string | Readonly<Record<string, Component>>;
  /** The columns that have no part in it. */
  readonly ignored?: readonly string[];
  /** What outputs for labels are; `"probabilities"` unless given. */
  readonly outputs?: "probabilities" | "logits";
}

/** The layers. */
export interface NetworkConfiguration {
  /** The number format; `"float64"` unless given. */
  readonly dtype?: "float64" | "float32";
  /** The layers, from input to output. A size that follows from what comes, or from the target, may be left out. */
  readonly layers: readonly Component[];
}

/** When a training ends before its last epoch. */
export interface StopEarlyConfiguration {
  /** For how many reports it waits for a better one; 10 unless given. */
  readonly patience?: number;
  /** The figure that is looked at; the loss of the validation data, or else the loss. */
  readonly monitor?: string;
  /** Whether less is better, or more; less unless given. */
  readonly better?: "less" | "more";
  /** By how much a figure has to be better to count; 0 unless given. */
  readonly minDelta?: number;
}

/** How the network learns. */
export interface TrainingConfiguration {
  /** What is minimised, `"categoricalCrossEntropy"`. */
  readonly loss: Component;
  /** How the parameters move, `{ kind: "Adam", learningRate: 0.01 }`. */
  readonly optimizer: Component;
  /** How many times to go through the data. */
  readonly epochs: number;
  /** How many examples an update is made for. */
  readonly batchSize: number;
  /** More figures to report, by their kinds, or under names of your choice. */
  readonly metrics?: readonly Component[] | Readonly<Record<string, Component>>;
  /** Whether each epoch takes the examples in a new order; `true` unless given. */
  readonly shuffle?: boolean;
  /** At which epochs to report: every n-th; 1 unless given. */
  readonly evaluateEvery?: number;
  /** What the examples of each class count, by its label; `"balanced"`: all classes alike. */
  readonly classWeights?: "balanced" | Readonly<Record<string, number>>;
  /** Ends the training when it has become no better for some reports, and takes the best network. */
  readonly stopEarly?: StopEarlyConfiguration;
}

/** A training: all that `nn train` needs to know. */
export interface Configuration {
  /** The schema that editors check the file by. */
  readonly $schema?: string;
  /** Where examples come from. */
  readonly data: DataConfiguration;
  /** What columns are for. */
  readonly columns: ColumnsConfiguration;
  /** The layers. */
  readonly network: NetworkConfiguration;
  /** How the network learns. */
  readonly training: TrainingConfiguration;
  /** What `nn sweep` searches for. */
  readonly sweep?: SweepConfiguration;
  /** What all chance follows from; `0` unless given. */
  readonly seed?: string | number;
}
