import {
  checkOptions,
  type Fans,
  type FloatArray,
  finiteNumber,
  type Initializer,
  normal,
  type Random,
} from "@nn/core/component";
import { eachMatrix } from "./matrices.js";

/** The settings of {@link Sparse}. */
export interface SparseOptions {
  /** Which share of each unit's weights is 0, below 1; rounded up to a whole number of them, but one is left. */
  readonly sparsity: number;
  /** The standard deviation of the others, which are normal around 0; 0.01 unless given. */
  readonly standardDeviation?: number;
}

/**
 * Weights of which most are 0, as many for each unit, and the others from the normal distribution: units are different from
 * each other however many inputs there are, and their sums don't grow with those.
 *
 * Source: J. Martens, "Deep learning via Hessian-free optimization" (2010), section 5. PyTorch's `sparse_` has as many zeros for each
 * input, and not for each unit.
 *
 * @throws OptionError for options that don't exist, a sparsity that isn't at least 0 and below 1, and a negative deviation.
 *
 * @example
 * const network = new Sequential([new Dense(10, 2, { weightInitializer: new Sparse({ sparsity: 0.7 }) })]);
 * network.getParameters()["0.weight"].filter((w) => w !== 0).length; // => 6
 */
export class Sparse implements Initializer {
  readonly name: string;
  /** The share of zeros. */
  readonly sparsity: number;
  /** The standard deviation of the other values. */
  readonly standardDeviation: number;

  constructor(options: SparseOptions) {
    checkOptions("Sparse", options, ["sparsity", "standardDeviation"]);
    const { sparsity, standardDeviation = 0.01 } = options;
    this.sparsity = finiteNumber("Sparse: sparsity", sparsity, { atLeast: 0, below: 1 });
    this.standardDeviation = finiteNumber("Sparse: standardDeviation", standardDeviation, { atLeast: 0 });
    this.name = `sparse(sparsity ${this.sparsity}, standardDeviation ${this.standardDeviation})`;
  }

  get kind(): string {
    return "Sparse";
  }

  settings(): Required<SparseOptions> {
    return { sparsity: this.sparsity, standardDeviation: this.standardDeviation };
  }

  fill(values: FloatArray, fans: Fans, random: Random): void {
    eachMatrix(values, fans, (matrix, rows, columns) => {
      // 0.55 · 100 is 55.00000000000001.
      const full = Math.max(1, rows - Math.ceil(this.sparsity * rows - 1e-9));
      for (let column = 0; column < columns; column++) {
        // Selection sampling: every set of so many rows is equally likely (Knuth, The Art of Computer Programming 2, section 3.4.2).
        let wanted = full;
        for (let row = 0; row < rows; row++) {
          const isFull = random() * (rows - row) < wanted;
          if (isFull) wanted--;
          matrix[row * columns + column] = isFull ? normal(random, 0, this.standardDeviation) : 0;
        }
      }
    });
  }
}
