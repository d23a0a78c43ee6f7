import {
  checkChoice,
  checkLearningRate,
  checkOptions,
  finiteNumber,
  type KernelsOnly,
  type LearningRate,
  methodsOf,
  type Optimizer,
  type PartParameter,
  Parts,
  positiveInteger,
  type UpdateFrame,
} from "@nn/core/component";
import { Adam } from "../adaptive/adam.js";
import { checkPredicate } from "../around/decoupled-weight-decay.js";
import { checkInner } from "../around/inner.js";
import { rated } from "../shown.js";
import { Orthogonalizing } from "./orthogonalizing.js";

/** The settings of {@link Muon}. */
export interface MuonOptions {
  /** η: a number, or a function of the step; 0.02 unless given. */
  readonly learningRate?: LearningRate;
  /** μ: the velocity is a mean over about the last 1 / (1 − μ) gradients; 0.95 unless given. */
  readonly momentum?: number;
  /** How often a step is brought nearer to an orthogonal matrix; 5 unless given. */
  readonly iterations?: number;
  /** What moves the other parameters; `new Adam()` unless given. */
  readonly others?: Optimizer;
  /** Which parameters are moved as matrices; weights of two axes or more unless given. */
  readonly of?: (parameter: PartParameter) => boolean;
}

/**
 * Muon: matrices are moved by a mean of their gradients of which all directions are made about equally long, all singular values
 * about 1, and every other parameter by another optimizer. The rows of a parameter of more than two axes are all its axes but the last.
 *
 *     v ← μ·v + (1 − μ)·g          X = (1 − μ)·g + μ·v,  divided by √(ΣX²) + 10⁻⁷
 *     X ← a·X + (b·X·Xᵀ + c·(X·Xᵀ)²)·X,  so many times as there are iterations,
 *     with a = 3.4445, b = −4.775 and c = 2.0315
 *     w ← w − η·√max(1, columns / rows)·X
 *
 * The first and the last layer's weights are often left to the other optimizer, and those of an embedding, which `of` does.
 * PyTorch's `Muon` refuses what is no matrix, and decays weights: `DecoupledWeightDecay` around this one does so.
 *
 * Source: K. Jordan, "Muon: An optimizer for hidden layers in neural networks" (2024).
 *
 * @throws OptionError for options that don't exist, a negative learning rate, a momentum outside [0, 1), iterations that are no whole
 *   number of at least 1, and for others that are no optimizer; when a training begins, for an `of` that chooses none of the network's
 *   parameters.
 *
 * @example
 * new Muon({ learningRate: 0.01 }).name; // => "Muon(learningRate 0.01, others by Adam(learningRate 0.001))"
 */
export class Muon implements Optimizer<never, never, "matrices" | "others"> {
  readonly name: string;
  readonly slots: readonly never[] = [];
  /** η, how long a step is in each direction. */
  readonly learningRate: LearningRate;
  /** μ, how slowly the mean of the gradients forgets. */
  readonly momentum: number;
  /** How often a step is brought nearer to an orthogonal matrix. */
  readonly iterations: number;
  /** What moves the other parameters. */
  readonly others: Optimizer;
  /** Which parameters are moved as matrices. */
  readonly of: (parameter: PartParameter) => boolean;
  readonly #matrices: Orthogonalizing;

  constructor(options: MuonOptions = {}) {
    checkOptions("Muon", options, ["learningRate", "momentum", "iterations", "others", "of"]);
    const { learningRate = 0.02, momentum = 0.95, iterations = 5, others = new Adam(), of = isMatrix } = options;
    this.learningRate = checkLearningRate("Muon: learningRate", learningRate);
    this.momentum = finiteNumber("Muon: momentum", momentum, { atLeast: 0, below: 1 });
    this.iterations = positiveInteger("Muon: iterations", iterations);
    this.others = checkInner("Muon: others", others);
    this.of = checkPredicate("Muon: of", of);
    this.#matrices = new Orthogonalizing(this);
    this.name = rated("Muon", learningRate, `, others by ${others.name}`);
  }

  get kind(): string {
    return "Muon";
  }

  /** {@link MuonOptions}, of what is one. */
  settings(): object {
    const { learningRate, momentum, iterations, others, of } = this;
    return { learningRate, momentum, iterations, others, ...(of !== isMatrix && { of }) };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  parts(_: readonly PartParameter[], network: readonly PartParameter[] = []): Parts<"matrices" | "others"> {
    const { of } = this;
    if (of !== isMatrix) checkChoice("Muon: of", of, network);
    return new Parts({
      matrices: { optimizer: this.#matrices, of },
      others: { optimizer: this.others, of: (parameter) => !of(parameter) },
    });
  }

  update({ parts }: UpdateFrame<never, never, "matrices" | "others">): void {
    parts.matrices.update();
    parts.others.update();
  }
}

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(Muon, ["update"]);

function isMatrix({ role, shape }: PartParameter): boolean {
  return role === "weight" && shape.length >= 2;
}
