import {
  Computation,
  checkOptions,
  finiteNumber,
  type KernelsOnly,
  OptionError,
  type PartParameter,
  type Penalty,
  type PenaltyFrame,
  type PyTorchPenalty,
} from "@nn/core/component";

/** The settings of {@link L1} and {@link L2}. */
export interface PenaltyOptions {
  /** λ, what the sum is multiplied by. */
  readonly strength: number;
  /** Which parameters it is about; those whose role is `"weight"` unless given, so no biases. */
  readonly of?: (parameter: PartParameter) => boolean;
}

/** λ times a sum over the numbers of a parameter. */
abstract class SumPenalty implements Penalty {
  readonly name: string;
  /** λ, what the sum is multiplied by. */
  readonly strength: number;
  /** Which parameters it is about; weights unless given. */
  readonly of: ((parameter: PartParameter) => boolean) | undefined;
  readonly #scalars: [lambda: number] = [0];

  constructor(type: string, options: PenaltyOptions) {
    checkOptions(type, options, ["strength", "of"]);
    const { strength, of } = options;
    this.strength = finiteNumber(`${type}: strength`, strength, { atLeast: 0 });
    if (of !== undefined && typeof of !== "function") {
      throw new OptionError(`${type}: of must be a function of a parameter, as in ({ role }) => role === "weight".`);
    }
    this.of = of;
    this.name = `${type}(${this.strength})`;
  }

  /** λ as it is now, in a list that is made once. */
  protected get scalars(): readonly number[] {
    this.#scalars[0] = this.strength;
    return this.#scalars;
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, functions: { value: this.value, gradient: this.gradient }, settings: ["strength"] };
  }

  settings(): PenaltyOptions {
    const { strength, of } = this;
    return of === undefined ? { strength } : { strength, of };
  }

  abstract value(frame: PenaltyFrame): void;
  abstract gradient(frame: PenaltyFrame): void;
}

/**
 * λ·Σ|w|: many weights become 0, or stay near it.
 *
 * @throws OptionError for options that don't exist, and a strength below 0; when a training begins, for an
 *   `of` that chooses none of the network's parameters.
 *
 * @example
 * new L1({ strength: 0.01 }).name; // => "L1(0.01)"
 */
export class L1 extends SumPenalty {
  constructor(options: PenaltyOptions) {
    super("L1", options);
  }

  /** As a registry knows it. */
  get kind(): string {
    return "L1";
  }

  /** Writes λ times the sum. */
  value({ kernels, value, penalty, size }: PenaltyFrame): void {
    kernels.compute(ABSOLUTE, this.scalars, 1, size, penalty, value);
  }

  /** Adds its derivative. */
  gradient({ kernels, value, gradient, size }: PenaltyFrame): void {
    kernels.compute(SIGN, this.scalars, 1, size, gradient, value);
  }

  /** The same in PyTorch. */
  pytorch(): PyTorchPenalty {
    return { source: L1_IN_PYTHON, named: { strength: this.strength } };
  }
}

/**
 * λ·Σw²: weights stay small. Its gradient is 2λw, so that λ is half of what other texts call it where they write ½λ·Σw².
 *
 * @throws OptionError for options that don't exist, and a strength below 0; when a training begins, for an
 *   `of` that chooses none of the network's parameters.
 *
 * @example
 * const network = new Sequential([new Dense(1, 1, { activation: identity, weightInitializer: ones })]);
 * const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 };
 * const trainer = network.trainer({ ...options, penalties: [new L2({ strength: 0.5 })] });
 * trainer.step([2], [2]); // => 0.5
 * network.getParameters(); // => { "0.weight": [0.9], "0.bias": [0] }
 */
export class L2 extends SumPenalty {
  constructor(options: PenaltyOptions) {
    super("L2", options);
  }

  /** As a registry knows it. */
  get kind(): string {
    return "L2";
  }

  /** Writes λ times the sum. */
  value({ kernels, value, penalty, size }: PenaltyFrame): void {
    kernels.compute(SQUARES, this.scalars, 1, size, penalty, value);
  }

  /** Adds its derivative. */
  gradient({ kernels, value, gradient, size }: PenaltyFrame): void {
    kernels.compute(SLOPE, this.scalars, 1, size, gradient, value);
  }

  /** The same in PyTorch. */
  pytorch(): PyTorchPenalty {
    return { source: L2_IN_PYTHON, named: { strength: this.strength } };
  }
}

const L1_IN_PYTHON = `def l1(parameters, strength):
    """The sum of all absolute values."""
    return strength * sum(w.abs().sum() for w in parameters)`;

const L2_IN_PYTHON = `def l2(parameters, strength):
    """The sum of all squares."""
    return strength * sum(w.square().sum() for w in parameters)`;

const ABSOLUTE: Computation = /* @__PURE__ */ new Computation({
  name: "L1",
  arrays: ["penalty", "w"],
  byRow: ["penalty"],
  scalars: ["lambda"],
  lines: ["penalty = lambda * sum(abs(w))"],
});
const SIGN: Computation = /* @__PURE__ */ new Computation({
  name: "L1",
  arrays: ["g", "w"],
  scalars: ["lambda"],
  lines: ["g = g + lambda * (w > 0 ? 1 : w < 0 ? -1 : 0)"],
});
const SQUARES: Computation = /* @__PURE__ */ new Computation({
  name: "L2",
  arrays: ["penalty", "w"],
  byRow: ["penalty"],
  scalars: ["lambda"],
  lines: ["penalty = lambda * sum(w^2)"],
});
const SLOPE: Computation = /* @__PURE__ */ new Computation({
  name: "L2",
  arrays: ["g", "w"],
  scalars: ["lambda"],
  lines: ["g = g + 2 * lambda * w"],
});
