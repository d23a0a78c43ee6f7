import { DataError } from "@nn/core/component";

/** The layers that skip steps here. */
const SKIPPING: ReadonlySet<string> = /* @__PURE__ */ new Set(["LSTM", "GRU", "SimpleRNN"]);

/** A weight's numbers. */
export interface Numbers {
  readonly values: ArrayLike<number>;
}

/** Which steps of what comes only fill up. */
export interface Mask {
  /** What all numbers of such a step are. */
  readonly value: number;
  /** The layer that says so, as messages call it. */
  readonly by: string;
  /** Whether such steps are other numbers in Keras than here, so that none but a layer that skips them may take them. */
  readonly differs: boolean;
  /** Why its numbers don't tell such steps, with the weights of that layer, where they don't. */
  flaw?(weights: readonly Numbers[]): string | undefined;
}

/**
 * The mask that goes along with the numbers in Keras. Here a layer tells steps to be skipped by their numbers, so it is read where those
 * reach a layer that skips them.
 */
export class MaskAlong {
  #mask: Mask | undefined;
  /** A layer that hides which steps are masked: for Keras they still are. */
  #hiddenBy: string | undefined;
  #weights: readonly Numbers[] = [];

  /** The value that a layer skips steps by, if it does. @throws DataError where a mask can't go along. */
  before(className: string, what: string): number | undefined {
    const mask = this.#mask;
    if (mask === undefined) return undefined;
    const isntRead = (why: string): DataError =>
      new DataError(`${what} is given a mask by ${mask.by}, which isn't read: ${why}.`);
    if (SKIPPING.has(className)) {
      const flaw = mask.flaw?.(this.#weights);
      if (flaw !== undefined) throw isntRead(flaw);
      if (this.#hiddenBy === undefined) return mask.value;
      throw isntRead(`behind ${this.#hiddenBy} no number tells which steps it skips`);
    }
    if (mask.differs) {
      // In a training it may drop all numbers of a step.
      throw isntRead(
        className === "Dropout"
          ? "a step that it drops couldn't be told from one that is skipped"
          : "here LSTM, GRU and SimpleRNN alone skip steps",
      );
    }
    this.#hiddenBy ??= what;
    return undefined;
  }

  /** Goes on with what a layer gives: it has a mask of its own, or none; any but one that skips steps hands on what there was. */
  after(className: string, own: Mask | undefined, weights: readonly Numbers[]): void {
    if (own === undefined && !SKIPPING.has(className)) return;
    this.#mask = own;
    this.#weights = weights;
    this.#hiddenBy = undefined;
  }

  /** @throws DataError where the network would give other numbers for steps that are skipped. */
  end(): void {
    if (!this.#mask?.differs) return;
    throw new DataError(
      `${this.#mask.by} has other numbers at steps that are skipped than those that it gives here, which are ${this.#mask.value}, and ` +
        "no layer behind it skips them.",
    );
  }
}
