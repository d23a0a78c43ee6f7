import {
  Computation,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type PyTorchModule,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { drawn } from "./random-layer.js";
import { RateLayer, type RateSettings } from "./rate-layer.js";

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
export class AlphaDropout extends RateLayer implements Layer<never, never> {
  /** The rate, α, a and b, as forward's kernel is given them at each step, and the rate and a for backward's. */
  readonly #scalars: readonly [rate: number, alpha: number, a: number, b: number];
  readonly #ofBackward: readonly [rate: number, a: number];

  constructor(rate: number);
  constructor(rate: number, ...more: readonly unknown[]) {
    super("AlphaDropout", 0.1, rate, more);
    const kept = 1 - rate;
    const a = 1 / Math.sqrt(kept + LEAST * LEAST * kept * rate);
    this.#scalars = [rate, LEAST, a, -a * LEAST * rate];
    this.#ofBackward = [rate, a];
  }

  get kind(): string {
    return "AlphaDropout";
  }

  get titles(): Titles {
    return { en: "the alpha dropout layer", fr: "la couche d’alpha dropout" };
  }

  /** What its settings describe. */
  static from({ rate }: RateSettings): AlphaDropout {
    return new AlphaDropout(rate);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  pytorch(): PyTorchModule[] {
    return [{ module: "nn.AlphaDropout", given: [this.rate], order: "any" }];
  }

  forward(frame: Frame<never, never>): void {
    drawn(frame, DROP, this.#scalars, frame.y, frame.x);
  }

  backward(frame: TrainFrame<never, never>): void {
    if (frame.dx) drawn(frame, BACK, this.#ofBackward, frame.dx, frame.dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(AlphaDropout, ["forward", "backward"], ["rate"]);

/** The least number that `selu` gives, −λ·α. */
const LEAST = -1.7580993408473766;

const DROP = /* @__PURE__ */ new Computation({
  name: "alpha dropout",
  arrays: ["y", "x", "u"],
  scalars: ["rate", "alpha", "a", "b"],
  lines: ["y = a * (u < rate ? alpha : x) + b"],
});

const BACK = /* @__PURE__ */ new Computation({
  name: "derivative of alpha dropout",
  arrays: ["dx", "dy", "u"],
  scalars: ["rate", "a"],
  lines: ["dx = u < rate ? 0 : a * dy"],
});
