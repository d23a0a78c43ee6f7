import type { Rule, Settings } from "./rules.js";

/** A row to learn from: its name, its numbers as they were measured, and its label. */
export interface Row {
  readonly name: string;
  readonly features: readonly number[];
  readonly target: number;
}

/** A row to be predicted. */
export type AskedRow = Omit<Row, "target">;

export type Preparation = "lab" | "none" | "mean" | "standardize";
export type ActivationName = "sigmoid" | "tanh" | "relu" | "softplus" | "identity";
export type LossName = "meanSquaredError" | "binaryCrossEntropy" | "binaryCrossEntropyFromLogits" | "logCosh";
export type Start = "ones" | "zeros" | "normal" | "glorot";
export type SectionName = "0.1" | "0.2" | "0.3" | "0.4" | "0.5" | "0.6";
export type Region = "v1" | "v2" | "v3" | "v4" | "v5" | "v6" | "v7" | "v8" | "v9" | "v10";

/** A component of the reader's own. */
export interface Formula {
  readonly formula: string;
}

export interface DataState {
  /** What the numbers of a row are called; null for the lab's two, which each language names. */
  readonly columns: readonly string[] | null;
  readonly rows: readonly Row[];
  readonly asked: readonly AskedRow[];
  readonly prepare: Preparation;
  /** What the labels 0 and 1 are called. */
  readonly classes: readonly [zero: string, one: string];
}

/** How parameters move. */
export interface OptimizerState {
  readonly rule: Rule;
  readonly settings: Settings;
}

export interface ModelState {
  /** How many filters go over the images that the rows are; missing where these are none. See `IMAGE`. */
  readonly filters?: number;
  /** Of the inputs and of each dense layer. */
  readonly sizes: readonly number[];
  /** One for each layer. */
  readonly activations: readonly (ActivationName | Formula)[];
  readonly loss: LossName | Formula;
  readonly optimizer: OptimizerState;
  /** How many rows an update learns from; at most as many as there are. */
  readonly batch: number;
  /** Whether each epoch takes the rows in an order of its own. */
  readonly order: "fixed" | "shuffled";
  readonly start: Start;
  readonly seed: string;
}

/** A parameter that was set by hand before a step. */
export interface Edit {
  readonly step: number;
  readonly parameter: string;
  readonly value: number;
}

/** How much of a step is shown: nothing yet, the outputs, the loss as well, the gradients as well. */
export type Phase = 0 | 1 | 2 | 3;

export interface LookState {
  readonly section: SectionName;
  readonly language: "en" | "fr";
  readonly theme: "auto" | "light" | "dark";
  /** The most decimals. */
  readonly digits: number;
  /** Whether the chain is computed with all digits, or rounded at each line as by hand. */
  readonly rounding: "exact" | "hand";
  /** From neuron to neuron, or through the weighted sums. */
  readonly detail: "neurons" | "elementary";
  /** What is shown of the loss: epoch by epoch, along the selected parameter, or this epoch update by update. */
  readonly chart: "epochs" | "slice" | "story";
  /** Of the curve over the epochs. */
  readonly scale: "linear" | "log";
  /** The features that the plane shows, across and upwards. */
  readonly plane: readonly [across: number, upwards: number];
  /** Whether the values of the chain are to be found by the reader. */
  readonly values: "shown" | "blank";
  /** For one at a desk, or to be read from the back of a room. */
  readonly size: "desk" | "room";
  /** What a teacher has hidden. */
  /** The first row that tables show. */
  readonly from: number;
  readonly hidden: readonly Region[];
}

/** The class as an experiment. */
export interface ExperimentState {
  /** How many are trained here. */
  readonly seeds: number;
  /** The losses of others, as they were typed. */
  readonly codes: string;
}

/** All that the page shows follows from it. */
export interface State {
  readonly data: DataState;
  readonly model: ModelState;
  readonly edits: readonly Edit[];
  readonly at: {
    /** How many updates were made. */
    readonly step: number;
    readonly phase: Phase;
    /** The epoch at which a run stops. */
    readonly epochs: number;
  };
  readonly selected: {
    readonly parameter: string;
    /** What is pointed at: a factor of the chain, or a neuron or parameter of the diagram. */
    readonly lit: string | null;
    /** The row that is explained: one of the data, or those that the next update takes. */
    readonly example: number | "batch";
    /** A value that is tried for the parameter, along which the loss is looked at; null for the one of the update. */
    readonly tried: number | null;
  };
  readonly look: LookState;
  /** What was written into the blanks of a question. */
  readonly answers: Readonly<Record<string, string>>;
  /** The link of a worksheet that is filled in; null without one. */
  readonly sheet: string | null;
  /** Many seeds side by side; null where they aren't looked at. */
  readonly experiment: ExperimentState | null;
}
