import {
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type PyTorchModule,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { DROP } from "./drop.js";
import { drawn } from "./random-layer.js";
import { RateLayer, type RateSettings } from "./rate-layer.js";

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
export class Dropout extends RateLayer implements Layer<never, never> {
  /** The rate and 1 / (1 − rate), as the kernels are given them at each step. */
  readonly #scalars: readonly [rate: number, scale: number];

  constructor(rate: number);
  constructor(rate: number, ...more: readonly unknown[]) {
    super("Dropout", 0.5, rate, more);
    this.#scalars = [rate, 1 / (1 - rate)];
  }

  get kind(): string {
    return "Dropout";
  }

  get titles(): Titles {
    return { en: "the dropout layer", fr: "la couche de dropout" };
  }

  /** What its settings describe. */
  static from({ rate }: RateSettings): Dropout {
    return new Dropout(rate);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  pytorch(): PyTorchModule[] {
    return [{ module: "nn.Dropout", given: [this.rate], order: "any" }];
  }

  forward(frame: Frame<never, never>): void {
    drawn(frame, DROP, this.#scalars, frame.y, frame.x);
  }

  backward(frame: TrainFrame<never, never>): void {
    if (frame.dx) drawn(frame, DROP, this.#scalars, frame.dx, frame.dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Dropout, ["forward", "backward"], ["rate"]);
