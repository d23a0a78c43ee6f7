import { DataError } from "@nn/core/component";

/** The layers that skip steps here. */
const SKIPPING: ReadonlySet<string> = /* @__PURE__ */ new Set(["LSTM", "GRU", "SimpleRNN"]);

/** Which steps of what comes only fill up. */
export interface Mask {
  /** What all numbers of such a step are. */
  readonly value: number;
  /** The layer that says so, as messages call it. */
  readonly by: string;
  /** Whether such steps are other numbers in Keras than here, so that none but a layer that skips them may take them. */
  readonly differs: boolean;
}

/**
 * The mask that goes along with the numbers in Keras. Here a layer tells steps to be skipped by their numbers, so it is read where those
 * reach a layer that skips them.
 */
export class MaskAlong {
  #mask: Mask | undefined;
  /** A layer that hides which steps are masked: for Keras they still are. */
  #hiddenBy: string | undefined;

  /** The value that a layer skips steps by, if it does. @throws DataError where a mask can't go along. */
  before(className: string, what: string): number | undefined {
    const mask = this.#mask;
    if (mask === undefined) return undefined;
    if (SKIPPING.has(className)) {
      if (this.#hiddenBy === undefined) return mask.value;
      throw new DataError(
        `${what} is given a mask by ${mask.by}, which isn't read: behind ${this.#hiddenBy} no number tells which steps it skips.`,
      );
    }
    // Zeros are zeros behind a dropout.
    if (className === "Dropout" && mask.value === 0) return undefined;
    if (mask.differs) {
      throw new DataError(
        `${what} is given a mask by ${mask.by}, which isn't read: here LSTM, GRU and SimpleRNN alone skip steps.`,
      );
    }
    this.#hiddenBy ??= what;
    return undefined;
  }

  /** Goes on with what a layer gives: it has a mask of its own, or none; any but one that skips steps hands on what there was. */
  after(className: string, own: Mask | undefined): void {
    if (own === undefined && !SKIPPING.has(className)) return;
    this.#mask = own;
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
