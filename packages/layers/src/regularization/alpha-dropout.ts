import {
  Computation,
  chance,
  copyNumbers,
  type Equations,
  type Frame,
  finiteNumber,
  type KernelsOnly,
  type Layer,
  type LayerEquipment,
  methodsOf,
  type PyTorchModule,
  type Shape,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { checkGiven, refuseMore } from "../checks.js";
import { passedOn } from "../passed-on.js";

/**
 * Dropout for networks of `selu`: in a training, each number is set to the least that `selu` gives with a probability, anew at
 * each step, and all are then scaled and moved, so that numbers with mean 0 and variance 1 keep those. In predictions and
 * evaluations it changes nothing.
 *
 *     y = a · (x where u ≥ rate, else α) + b, with u drawn evenly from [0, 1) and α = −1.7580993408473766
 *     a = 1 / √(q + α²·q·(1 − q)), b = −a·α·(1 − q), q = 1 − rate
 *     dx = a · dy where u ≥ rate, else 0
 *
 * Source: G. Klambauer, T. Unterthiner, A. Mayr and S. Hochreiter, "Self-Normalizing Neural Networks" (2017).
 *
 * @throws OptionError for a rate that isn't a number from 0 to below 1, and for options, of which it has none.
 *
 * @example
 * const network = new Sequential([new AlphaDropout(0.1)], { inputShape: [3] });
 * network.predict([1, 2, 3]); // => [1, 2, 3]
 */
export class AlphaDropout implements Layer<never, never> {
  readonly name: string;
  readonly keepsShape = true;
  /** The probability with which a number is set to α. */
  readonly rate: number;
  /** The rate, a and b, as forward's kernel is given them at each step, and the rate and a for backward's. */
  readonly #scalars: readonly [rate: number, a: number, b: number];
  readonly #ofBackward: readonly [rate: number, a: number];

  constructor(rate: number);
  constructor(rate: number, ...more: readonly unknown[]) {
    checkGiven("AlphaDropout", "its rate, new AlphaDropout(0.1)", rate);
    refuseMore("AlphaDropout", "its rate, new AlphaDropout(0.1)", more);
    this.rate = finiteNumber("AlphaDropout: rate", rate, { atLeast: 0, below: 1 });
    const kept = 1 - rate;
    const a = 1 / Math.sqrt(kept + LEAST * LEAST * kept * rate);
    this.#scalars = [rate, a, -a * LEAST * rate];
    this.#ofBackward = [rate, a];
    this.name = `AlphaDropout(${rate})`;
  }

  get kind(): string {
    return "AlphaDropout";
  }

  get titles(): Titles {
    return { en: "the alpha dropout layer", fr: "la couche d’alpha dropout" };
  }

  settings(): {
    /** The rate. */
    readonly rate: number;
  } {
    return { rate: this.rate };
  }

  /** What its settings describe. */
  static from({ rate }: { readonly rate: number }): AlphaDropout {
    return new AlphaDropout(rate);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** Random numbers. */
  get equipment(): LayerEquipment {
    return { chance };
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  scratch(input: Shape): Record<"u", Shape> {
    return { u: input };
  }

  /** Of predictions. */
  equations(input: Shape): Equations[] {
    return passedOn(input);
  }

  pytorch(): PyTorchModule[] {
    return [{ module: "nn.AlphaDropout", given: [this.rate], order: "any" }];
  }

  forward({ kernels, training, random, batch, inputSize, x, y, scratch }: Frame<never, never>): void {
    const length = batch * inputSize;
    if (training) {
      random.fill(scratch.u!, length);
      kernels.compute(DROP, this.#scalars, 1, length, y, x, scratch.u!);
    } else copyNumbers(kernels, y, x, length);
  }

  backward({ kernels, training, random, batch, inputSize, dx, dy, scratch }: TrainFrame<never, never>): void {
    if (!dx) return;
    const length = batch * inputSize;
    if (training) {
      random.fill(scratch.u!, length);
      kernels.compute(BACK, this.#ofBackward, 1, length, dx, dy, scratch.u!);
    } else copyNumbers(kernels, dx, dy, length);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(AlphaDropout, ["forward", "backward"], ["rate"]);

/** The least number that `selu` gives, −λ·α. */
const LEAST = -1.7580993408473766;

const DROP = /* @__PURE__ */ new Computation({
  name: "alpha dropout",
  arrays: ["y", "x", "u"],
  scalars: ["rate", "a", "b"],
  lines: ["y = a * (u < rate ? -1.7580993408473766 : x) + b"],
});

const BACK = /* @__PURE__ */ new Computation({
  name: "derivative of alpha dropout",
  arrays: ["dx", "dy", "u"],
  scalars: ["rate", "a"],
  lines: ["dx = u < rate ? 0 : a * dy"],
});
