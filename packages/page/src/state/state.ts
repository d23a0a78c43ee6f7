/** A row to learn from: its name, its numbers as they were measured, and its label. */
export interface Row {
  readonly name: string;
  readonly features: readonly number[];
  readonly target: number;
}

/** A row to be predicted. */
export type AskedRow = Omit<Row, "target">;

export type Preparation = "lab" | "none" | "standardize";
export type ActivationName = "sigmoid" | "tanh" | "relu" | "identity";
export type LossName = "meanSquaredError" | "binaryCrossEntropy";
export type Rule = "sgd" | "momentum" | "adam";
export type Start = "ones" | "zeros" | "normal" | "glorot";

export interface DataState {
  readonly rows: readonly Row[];
  readonly asked: readonly AskedRow[];
  readonly prepare: Preparation;
}

export interface ModelState {
  /** Of the inputs and of each layer. */
  readonly sizes: readonly number[];
  /** One for each layer. */
  readonly activations: readonly ActivationName[];
  readonly loss: LossName;
  readonly rule: Rule;
  readonly learningRate: number;
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
  readonly language: "en" | "fr";
  readonly theme: "auto" | "light" | "dark";
  /** The most decimals. */
  readonly digits: number;
  /** Whether the chain is computed with all digits, or rounded at each line as by hand. */
  readonly rounding: "exact" | "hand";
  /** From neuron to neuron, or through the weighted sums. */
  readonly detail: "neurons" | "elementary";
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
  };
  readonly look: LookState;
}
