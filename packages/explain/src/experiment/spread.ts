import { OptionError } from "@nn/core";
import { checkOptions, finiteNumber, show } from "@nn/core/component";

/** How losses are looked at. */
export interface SpreadOptions {
  /** Up to which loss a network has learnt what there is: 0.01 unless given. */
  readonly learnt?: number;
}

/** What became of trainings that differ by their seeds alone. */
export interface Spread {
  /** Up to which loss a network counts as one that has learnt. */
  readonly learnt: number;
  /** How many didn't come so far. */
  readonly stuck: number;
  /** Which share of all that is. */
  readonly share: number;
  /** The loss in the middle; of an even number of them, the mean of the two there. */
  readonly median: number;
  /** A dot for each loss, from the least on. A training that diverged has `Infinity`. */
  readonly dots: readonly {
    /** The loss itself. */
    readonly loss: number;
    /** Its power of ten, to a quarter. */
    readonly exponent: number;
    /** How many dots of the same exponent lie below it. */
    readonly above: number;
  }[];
}

/** Below this, losses are no different to the eye. */
const LEAST = 1e-18;

/**
 * The final losses of a class, each of its own seed: how many are stuck, and a dot plot of them as data.
 *
 * @throws OptionError for an empty list, and for what isn't a loss of at least 0.
 *
 * @example
 * const { stuck, share, median, dots } = spreadOf([0.001, 0.13, 0.0011, 0.167]);
 * [stuck, share, median]; // => [2, 0.5, 0.06555]
 * dots.map(({ exponent, above }) => [exponent, above]); // => [[-3, 0], [-3, 1], [-1, 0], [-0.75, 0]]
 */
export function spreadOf(losses: readonly number[], options: SpreadOptions = {}): Spread {
  checkOptions("spreadOf", options, ["learnt"]);
  const { learnt = 0.01 } = options;
  finiteNumber("spreadOf: learnt", learnt, { above: 0 });
  if (!Array.isArray(losses) || losses.length === 0) {
    throw new OptionError(`spreadOf takes losses, at least one, as in [0.001, 0.13], but got ${show(losses)}.`);
  }
  const wrong = losses.findIndex((loss) => typeof loss !== "number" || !(loss >= 0));
  if (wrong >= 0) {
    throw new OptionError(`spreadOf: losses[${wrong}] must be a number of at least 0, but is ${show(losses[wrong])}.`);
  }
  const sorted = [...(losses as readonly number[])].sort((a, b) => a - b);
  const stuck = sorted.filter((loss) => loss > learnt).length;
  const count = new Map<number, number>();
  const dots = sorted.map((loss) => {
    const exponent = Math.round(4 * Math.log10(Math.max(LEAST, loss))) / 4;
    const above = count.get(exponent) ?? 0;
    count.set(exponent, above + 1);
    return { loss, exponent, above };
  });
  const { length } = sorted;
  const [below, above] = [sorted[(length - 1) >> 1]!, sorted[length >> 1]!];
  const median = below === above ? below : below / 2 + above / 2;
  return { learnt, stuck, share: stuck / length, median, dots };
}
