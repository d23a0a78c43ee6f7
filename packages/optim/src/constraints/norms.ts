import { type FloatArray, finiteNumber, type PartParameter } from "@nn/core/component";
import { type Constraint, type ConstraintFrame, type ConstraintOptions, chosenIn } from "./constraint.js";

/** The settings of {@link MaxNorm}. */
export interface MaxNormOptions extends ConstraintOptions {
  /** The largest norm that the weights of a unit may have. */
  readonly limit: number;
}

/** What holds the norm of each unit's weights. */
abstract class NormConstraint implements Constraint {
  abstract readonly name: string;
  /** Which parameters it is about; weights unless given. */
  readonly of: ((parameter: PartParameter) => boolean) | undefined;

  constructor(of: ((parameter: PartParameter) => boolean) | undefined) {
    this.of = of;
  }

  /** What the weights of a unit are multiplied by. */
  protected abstract factorOf(norm: number): number;

  /** Scales the weights of each unit that aren't as they may be. */
  apply({ value, shape, size }: ConstraintFrame): void {
    const units = shape[shape.length - 1];
    for (let unit = 0; unit < units; unit++) {
      const factor = this.factorOf(normOf(value, unit, size, units));
      if (factor !== 1) for (let i = unit; i < size; i += units) value[i] *= factor;
    }
  }
}

/**
 * Holds the norm of the weights into each unit, √Σw², within a limit: of a `Dense` layer those of a column, of a convolution
 * those of a filter, in general those over all dimensions but the last.
 *
 *     w ← w · limit / ‖w‖          where ‖w‖ is larger than the limit
 *
 * Source: N. Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting" (2014), section 5.1.
 *
 * @throws OptionError for options that don't exist, and a limit that isn't above 0.
 *
 * @example
 * const network = new Sequential([new Dense(2, 1, { activation: identity, weightInitializer: zeros })]);
 * const optimizer = new Constrained({ optimizer: new SGD({ learningRate: 1 }), constraints: [new MaxNorm({ limit: 5 })] });
 * network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 }).step([3, 4], [1]);
 * network.getParameters()["0.weight"]; // => [3, 4]
 */
export class MaxNorm extends NormConstraint {
  /** As `summary()` and error messages show it. */
  readonly name: string;
  /** The largest norm. */
  readonly limit: number;

  constructor(options: MaxNormOptions) {
    super(chosenIn("MaxNorm", options, ["limit"]));
    this.limit = finiteNumber("MaxNorm: limit", options.limit, { above: 0 });
    this.name = `MaxNorm(${this.limit})`;
  }

  /** As a registry knows it. */
  get kind(): string {
    return "MaxNorm";
  }

  /** From which an equal one can be made. */
  settings(): MaxNormOptions {
    const { limit, of } = this;
    return of === undefined ? { limit } : { limit, of };
  }

  protected factorOf(norm: number): number {
    return norm > this.limit ? this.limit / norm : 1;
  }
}

/**
 * Gives the weights into each unit the norm 1, over all dimensions but the last; where all are 0, they stay 0.
 *
 *     w ← w / ‖w‖
 *
 * Source: T. Salimans and D. Kingma, "Weight Normalization" (2016), where it is the direction of the weights.
 *
 * @throws OptionError for options that don't exist.
 *
 * @example
 * const network = new Sequential([new Dense(2, 1, { activation: identity, weightInitializer: zeros })]);
 * const optimizer = new Constrained({ optimizer: new SGD({ learningRate: 1 }), constraints: [new UnitNorm()] });
 * network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 }).step([3, 4], [1]);
 * network.getParameters()["0.weight"].map((w) => w.toFixed(2)); // => ["0.60", "0.80"]
 */
export class UnitNorm extends NormConstraint {
  /** As `summary()` and error messages show it. */
  readonly name = "UnitNorm";

  constructor(options: ConstraintOptions = {}) {
    super(chosenIn("UnitNorm", options));
  }

  /** As a registry knows it. */
  get kind(): string {
    return "UnitNorm";
  }

  /** From which an equal one can be made. */
  settings(): ConstraintOptions {
    return this.of === undefined ? {} : { of: this.of };
  }

  protected factorOf(norm: number): number {
    return norm > 0 ? 1 / norm : 1;
  }
}

/** √Σw² of a unit, also where the squares would be too large or too small; NaN where a number isn't finite. */
function normOf(w: FloatArray, unit: number, size: number, units: number): number {
  let largest = 0;
  for (let i = unit; i < size; i += units) {
    const absolute = Math.abs(w[i]);
    if (!(absolute < Infinity)) return Number.NaN;
    if (absolute > largest) largest = absolute;
  }
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = unit; i < size; i += units) sum += (w[i] / largest) * (w[i] / largest);
  return largest * Math.sqrt(sum);
}
