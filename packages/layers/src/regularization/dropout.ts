import {
  chance,
  copyNumbers,
  type Equations,
  type FloatArray,
  type Frame,
  finiteNumber,
  type Kernels,
  type KernelsOnly,
  type Layer,
  type LayerEquipment,
  methodsOf,
  type PyTorchModule,
  type RandomStream,
  type Shape,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { checkGiven, refuseMore } from "../checks.js";
import { passedOn } from "../passed-on.js";
import { DROP } from "./drop.js";

/**
 * Dropout: in a training, each number is set to 0 with a probability, anew at each step, and the others are scaled up so
 * that sums stay the same on average. In predictions and evaluations it changes nothing ("inverted dropout").
 *
 *     y = 1/(1 − rate) · x where u ≥ rate, else 0, with u drawn evenly from [0, 1)
 *     dx = 1/(1 − rate) · dy where u ≥ rate, else 0
 *
 * The u of a number follows from the network's seed, this layer's place, the step and the number's own place: backward
 * asks for it again.
 *
 * Source: N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever and R. Salakhutdinov, "Dropout: A Simple Way to Prevent
 * Neural Networks from Overfitting", JMLR 15 (2014).
 *
 * @throws OptionError for a rate that isn't a number from 0 to below 1, and for options, of which it has none.
 *
 * @example
 * const network = new Sequential([new Dropout(0.5)], { inputShape: [3] });
 * network.predict([1, 2, 3]); // => [1, 2, 3]
 */
export class Dropout implements Layer<never, never> {
  readonly name: string;
  readonly keepsShape = true;
  /** The probability with which a number is set to 0. */
  readonly rate: number;
  /** The same and 1 / (1 − rate), as the kernels are given them at each step. */
  readonly #scalars: readonly [rate: number, scale: number];

  constructor(rate: number);
  constructor(rate: number, ...more: readonly unknown[]) {
    checkGiven("Dropout", "its rate, new Dropout(0.5)", rate);
    refuseMore("Dropout", "its rate, new Dropout(0.5)", more);
    this.rate = finiteNumber("Dropout: rate", rate, { atLeast: 0, below: 1 });
    this.#scalars = [rate, 1 / (1 - rate)];
    this.name = `Dropout(${rate})`;
  }

  get kind(): string {
    return "Dropout";
  }

  get titles(): Titles {
    return { en: "the dropout layer", fr: "la couche de dropout" };
  }

  settings(): {
    /** The rate. */
    readonly rate: number;
  } {
    return { rate: this.rate };
  }

  /** What its settings describe. */
  static from({ rate }: { readonly rate: number }): Dropout {
    return new Dropout(rate);
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
    return [{ module: "nn.Dropout", given: [this.rate], order: "any" }];
  }

  forward({ kernels, training, random, batch, inputSize, x, y, scratch }: Frame<never, never>): void {
    if (training) drop(kernels, random, this.#scalars, batch * inputSize, y, x, scratch.u!);
    else copyNumbers(kernels, y, x, batch * inputSize);
  }

  backward({ kernels, training, random, batch, inputSize, dx, dy, scratch }: TrainFrame<never, never>): void {
    if (!dx) return;
    if (training) drop(kernels, random, this.#scalars, batch * inputSize, dx, dy, scratch.u!);
    else copyNumbers(kernels, dx, dy, batch * inputSize);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Dropout, ["forward", "backward"], ["rate"]);

/** Draws u anew, and drops numbers by it. */
function drop(
  kernels: Kernels,
  random: RandomStream,
  scalars: readonly number[],
  length: number,
  out: FloatArray,
  values: FloatArray,
  u: FloatArray,
): void {
  random.fill(u, length);
  kernels.compute(DROP, scalars, 1, length, out, values, u);
}
