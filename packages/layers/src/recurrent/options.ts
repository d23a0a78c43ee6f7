import type { Initializer } from "@nn/core/component";

/** What may differ between recurrent layers of the same sizes. */
export interface RecurrentOptions<Sequences extends boolean = boolean> {
  /** Whether each time step gives an output, [steps, units]; `false` unless given: the last one gives it, [units]. */
  readonly returnSequences?: Sequences;
  /**
   * For sequences of different lengths: a time step whose numbers all are this one is skipped, as it only fills up. Nothing
   * is skipped unless it is given.
   */
  readonly maskValue?: number;
  /** The probability with which a training drops a number of the inputs, the same one at all time steps; 0 unless given. */
  readonly dropout?: number;
  /**
   * The probability with which a training drops an output of the time step before where U is multiplied with it, the same one at all
   * time steps; 0 unless given.
   */
  readonly recurrentDropout?: number;
  /** Whether the state before the first time step is learnt, as a parameter that begins as 0; `false` unless given: it stays 0. */
  readonly learnInitialState?: boolean;
  /** The first W; `glorotUniform` unless given. */
  readonly weightInitializer?: Initializer;
  /** The first U; `orthogonal` unless given. */
  readonly recurrentInitializer?: Initializer;
}

/** What a recurrent layer is made from. */
export interface RecurrentSettings extends RecurrentOptions {
  /** How many numbers a time step of the input has. */
  readonly inputs: number;
  /** How many units there are. */
  readonly units: number;
}

/** What may differ between `LSTM` layers of the same sizes. */
export interface LSTMOptions<Sequences extends boolean = boolean> extends RecurrentOptions<Sequences> {
  /** The first biases of the forget gate, so that it is open in the beginning; 1 unless given. All others are 0. */
  readonly forgetBias?: number;
}

/** What an `LSTM` is made from. */
export interface LSTMSettings extends RecurrentSettings, LSTMOptions {}

/** What may differ between `GRU` layers of the same sizes. */
export interface GRUOptions<Sequences extends boolean = boolean> extends RecurrentOptions<Sequences> {
  /**
   * Whether the reset gate multiplies the outputs' share of the candidate's sum, after the product with U, as in PyTorch and in
   * Keras today; `true` unless given. `false`: it multiplies the outputs themselves, before the product, as in the paper as it was published.
   */
  readonly resetAfter?: boolean;
}

/** What a `GRU` is made from. */
export interface GRUSettings extends RecurrentSettings, GRUOptions {}

/** What comes of a sequence: each step, or the last one. @inline */
export type RecurrentShape<Units extends number, Sequences extends boolean> = Sequences extends true
  ? readonly [steps: number, units: Units]
  : readonly [units: Units];

const ONE_AXIS = { count: 1, write: "leave out returnSequences" } as const;
const TWO_AXES = { count: 2, write: "write { returnSequences: true }" } as const;
/** How the output has one axis less or more. */
export type OtherOutput<Sequences extends boolean> = Sequences extends true ? typeof ONE_AXIS : typeof TWO_AXES;

export function otherOutput<Sequences extends boolean>(returnSequences: Sequences): OtherOutput<Sequences> {
  return (returnSequences ? ONE_AXIS : TWO_AXES) as OtherOutput<Sequences>;
}
