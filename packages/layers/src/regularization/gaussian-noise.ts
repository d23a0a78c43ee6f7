import {
  Computation,
  copyNumbers,
  type Frame,
  finiteNumber,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { checkGiven, refuseMore } from "../checks.js";
import { drawn, RandomLayer } from "./random-layer.js";

/** What a {@link GaussianNoise} is made from. @inline */
interface Settings {
  /** The standard deviation. */
  readonly standardDeviation: number;
}

/**
 * Noise: in a training, a number drawn anew at each step from the normal distribution with mean 0 is added to each number. In
 * predictions and evaluations it changes nothing.
 *
 *     y = x + σ·n, with n drawn from the normal distribution
 *     dx = dy
 *
 * n is the normal quantile of a number drawn evenly from [0, 1), which follows from the network's seed, this layer's place, the
 * step and the number's own place. No |n| is larger than 6.4.
 *
 * Source: C. M. Bishop, "Training with Noise is Equivalent to Tikhonov Regularization", Neural Computation 7 (1995); the
 * quantile: M. J. Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics 37 (1988).
 *
 * @throws OptionError for a standard deviation that isn't a finite number of at least 0, and for options, of which it has none.
 *
 * @example
 * const network = new Sequential([new GaussianNoise(0.1)], { inputShape: [3] });
 * network.predict([1, 2, 3]); // => [1, 2, 3]
 */
export class GaussianNoise extends RandomLayer implements Layer<never, never> {
  readonly name: string;
  /** σ */
  readonly standardDeviation: number;
  /** The same, as the kernel is given it at each step. */
  readonly #scalars: readonly number[];

  constructor(standardDeviation: number);
  constructor(standardDeviation: number, ...more: readonly unknown[]) {
    super();
    const takes = "its standard deviation, new GaussianNoise(0.1)";
    checkGiven("GaussianNoise", takes, standardDeviation);
    refuseMore("GaussianNoise", takes, more);
    this.standardDeviation = finiteNumber("GaussianNoise: standardDeviation", standardDeviation, { atLeast: 0 });
    this.#scalars = [standardDeviation];
    this.name = `GaussianNoise(${standardDeviation})`;
  }

  get kind(): string {
    return "GaussianNoise";
  }

  get titles(): Titles {
    return { en: "the noise layer", fr: "la couche de bruit" };
  }

  settings(): Settings {
    return { standardDeviation: this.standardDeviation };
  }

  /** What its settings describe. */
  static from({ standardDeviation }: Settings): GaussianNoise {
    return new GaussianNoise(standardDeviation);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  forward(frame: Frame<never, never>): void {
    drawn(frame, NOISE, this.#scalars, frame.y, frame.x);
  }

  backward({ kernels, batch, inputSize, dx, dy }: TrainFrame<never, never>): void {
    if (dx) copyNumbers(kernels, dx, dy, batch * inputSize);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(GaussianNoise, ["forward", "backward"], ["standardDeviation"]);

/** The quantile near the middle and at the ends; that beyond 1e-10 is left out. */
const NOISE = /* @__PURE__ */ new Computation({
  name: "noise",
  arrays: ["y", "x", "u"],
  scalars: ["deviation"],
  lines: [
    "q = u - 0.5",
    "m = 0.180625 - q * q",
    "over = ((59.10937472 * m + 159.29113202) * m + 50.434271938) * m + 3.3871327179",
    "under = ((67.1875636 * m + 78.757757664) * m + 17.895169469) * m + 1",
    "r = sqrt(-log(max(min(u, 1 - u), 1e-10))) - 1.6",
    "above = ((0.17023821103 * r + 1.3067284816) * r + 2.75681539) * r + 1.4234372777",
    "below = (0.12021132975 * r + 0.7370016425) * r + 1",
    "end = q < 0 ? -above / below : above / below",
    "y = x + deviation * (abs(q) <= 0.425 ? q * over / under : end)",
  ],
});
