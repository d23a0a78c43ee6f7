import type { Network } from "../../contracts/network.js";
import type { EpochReport } from "../measures/reports.js";
import type { FitState } from "../state/fit-state.js";

/** What a hook gives: a sentence ends the training, and a promise is waited for. */
// biome-ignore lint/suspicious/noConfusingVoidType: hooks are functions, and most of them return nothing.
export type CallbackAnswer = string | undefined | void | Promise<string | undefined | void>;

/**
 * Something that goes along with a `fit`, and is told of what happens: each hook is called between two steps, right where
 * the training stands. A sentence that one gives ends the training, and `history.stopped` has it. What one throws ends it as
 * well; the network is then as the last finished step left it.
 *
 * @example
 * const network = new Sequential([new Dense(1, 1)]);
 * const { stopped } = await network.fit({ inputs: [1, 2], targets: [0, 1] }, {
 *   loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), epochs: 9, batchSize: 1,
 *   callbacks: [{ name: "five", stepped: ({ step }) => (step === 5 ? "Five steps are enough." : undefined) }],
 * });
 * stopped; // => "Five steps are enough."
 */
export interface Callback {
  /** What messages call it, and what its state is kept under: each callback of a fit has another one. */
  readonly name: string;
  /** Before the first step. */
  started?(run: FitView): CallbackAnswer;
  /** After each step. With such a hook, steps are made one by one, and many of them take longer. */
  stepped?(run: FitView): CallbackAnswer;
  /** After each report. */
  reported?(report: EpochReport, run: FitView): CallbackAnswer;
  /**
   * After the last step, whatever ended the training. Nothing is made of what it gives, but a promise is
   * waited for. All callbacks are told, whatever others throw, and the training rejects with the first error.
   */
  ended?(run: FitView): unknown;
  /** What it has to remember for a training that is put away, as plain data: see {@link FitState}. */
  state?(): unknown;
  /** Takes up what `state` gave, before `started`. */
  restore?(state: unknown): void;
}

/** A running `fit`, as its callbacks see it: always as it is at this moment. */
export interface FitView {
  /**
   * The network that is trained. An asynchronous hook that changes it after an `await` takes it from here anew, as in
   * `run.network.setParameters(values)`: meanwhile, changes from elsewhere are refused.
   */
  readonly network: Network & {
    /** As of `Sequential`. */
    getParameters(): Record<string, number[]>;
    /** As of `Sequential`. */
    setParameters(values: Readonly<Record<string, ArrayLike<number>>>): void;
  };
  /** How many updates were made. */
  readonly step: number;
  /** How many epochs were finished. */
  readonly epoch: number;
  /** How many epochs it was asked for. */
  readonly epochs: number;
  /** The mean loss of the last batch, before its update; NaN before the first step. */
  readonly loss: number;
  /** What learning rates are multiplied by from the next step on: to be set, to 0 or more. */
  rateScale: number;
  /** The gradients of the last step, by the parameters' names. */
  gradients(): Record<string, number[]>;
  /** All that another `fit` needs to go on from here, as its option `from`. */
  state(): FitState;
}
