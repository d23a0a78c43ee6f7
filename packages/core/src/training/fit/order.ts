import { countUp, type Random, shuffle } from "@nn/numerics";

/** The numbers of examples are in a Uint32Array, and an order of them takes four bytes for each. */
export const MOST_EXAMPLES = 1_073_741_824;

/** At least so many rows are put in order at a time: several epochs, where a data set has few examples. */
const ROWS_AHEAD = 1024;

/** The order in which training takes the examples, epoch behind epoch. */
export class EpochOrder {
  /** The examples' numbers, of the epochs that were asked for last. */
  readonly rows: Uint32Array;
  /** How many epochs there is room for. */
  readonly capacity: number;
  /** Orders of epochs that come next, as those were put into `rows` and not made. */
  readonly kept: Uint32Array[] = [];
  readonly #epoch: Uint32Array;
  readonly #random: Random | undefined;

  /** @param random - What shuffles each epoch anew; without it, every epoch goes from the first example to the last. */
  constructor(size: number, random: Random | undefined) {
    this.capacity = Math.max(1, Math.floor(ROWS_AHEAD / size));
    this.rows = new Uint32Array(this.capacity * size);
    this.#epoch = countUp(size);
    this.rows.set(this.#epoch);
    for (let done = size; done < this.rows.length; done *= 2) this.rows.copyWithin(done, 0, done);
    this.#random = random;
  }

  /** Puts the next `epochs` epochs into `rows`. */
  next(epochs: number): void {
    if (this.#random === undefined) return;
    for (let epoch = 0; epoch < epochs; epoch++) {
      let order = this.kept.shift();
      if (order === undefined) {
        order = this.#epoch;
        shuffle(this.#random, order);
      }
      this.rows.set(order, epoch * order.length);
    }
  }
}

/** How long a fit goes on, and what it reports. */
interface Reporting {
  readonly epochs: number;
  readonly evaluateEvery?: number;
}

/** Whether there is a report after an epoch. */
export function isReported({ epochs, evaluateEvery = 1 }: Reporting, epoch: number): boolean {
  return epoch % evaluateEvery === 0 || epoch === epochs - 1;
}

/** How many epochs can be trained in one go: until a report is due, or one ends in a smaller batch. */
export function epochsAhead(
  options: Reporting & { readonly batchSize: number },
  examples: number,
  done: number,
  most: number,
): number {
  if (examples % options.batchSize !== 0) return 1;
  let ahead = 1;
  while (ahead < most && !isReported(options, done + ahead - 1)) ahead++;
  return ahead;
}
