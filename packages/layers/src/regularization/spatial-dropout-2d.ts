import {
  chance,
  copyNumbers,
  type Equations,
  type FloatArray,
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
import { wholeImage } from "../convolution/images.js";
import { type SumKernels, sumKernels } from "../convolution/kernels.js";
import { passedOn } from "../passed-on.js";
import { DROP } from "./drop.js";

/** @inline */
type OwnFrame = Frame<never, never, never, never, SumKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, SumKernels>;

/**
 * Dropout of whole channels of images: in a training, each channel of an example is set to 0 with a probability, anew at each
 * step, and the others are scaled up so that sums stay the same on average. Neighbouring pixels say nearly the same, so that
 * dropping them one by one takes little away. In predictions and evaluations it changes nothing.
 *
 *     y[v, u, c] = 1/(1 − rate) · x[v, u, c] where u[c] ≥ rate, else 0, with u[c] drawn evenly from [0, 1)
 *     dx[v, u, c] = 1/(1 − rate) · dy[v, u, c] where u[c] ≥ rate, else 0
 *
 * Source: J. Tompson, R. Goroshin, A. Jain, Y. LeCun and C. Bregler, "Efficient Object Localization Using Convolutional
 * Networks", CVPR (2015).
 *
 * @throws OptionError for a rate that isn't a number from 0 to below 1, and for options, of which it has none.
 *
 * @example
 * const network = new Sequential([new SpatialDropout2D(0.5)], { inputShape: [1, 2, 1] });
 * network.predict([[[1], [2]]]); // => [[[1], [2]]]
 */
export class SpatialDropout2D implements Layer<never, never, never, never, SumKernels> {
  readonly name: string;
  readonly keepsShape = true;
  readonly inputAxes = ["height", "width", "channels"] as const;
  /** The probability with which a channel is set to 0. */
  readonly rate: number;
  /** The same and 1 / (1 − rate), as the kernels are given them at each step. */
  readonly #scalars: readonly [rate: number, scale: number];

  constructor(rate: number);
  constructor(rate: number, ...more: readonly unknown[]) {
    checkGiven("SpatialDropout2D", "its rate, new SpatialDropout2D(0.5)", rate);
    refuseMore("SpatialDropout2D", "its rate, new SpatialDropout2D(0.5)", more);
    this.rate = finiteNumber("SpatialDropout2D: rate", rate, { atLeast: 0, below: 1 });
    this.#scalars = [rate, 1 / (1 - rate)];
    this.name = `SpatialDropout2D(${rate})`;
  }

  get kind(): string {
    return "SpatialDropout2D";
  }

  get titles(): Titles {
    return { en: "the spatial dropout layer", fr: "la couche de dropout spatial" };
  }

  settings(): {
    /** The rate. */
    readonly rate: number;
  } {
    return { rate: this.rate };
  }

  /** What its settings describe. */
  static from({ rate }: { readonly rate: number }): SpatialDropout2D {
    return new SpatialDropout2D(rate);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  /** Random numbers. */
  get equipment(): LayerEquipment {
    return { chance };
  }

  outputShape(input: Shape): Shape {
    wholeImage(input);
    return input;
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  scratch(input: Shape): Record<"u" | "drawn", Shape> {
    return { u: input, drawn: input.slice(-1) };
  }

  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(wholeImage(inputShape), "sum");
  }

  /** Of predictions. */
  equations(input: Shape): Equations[] {
    return passedOn(input);
  }

  pytorch(): PyTorchModule[] {
    return [{ module: "nn.Dropout2d", given: [this.rate], order: "channels first" }];
  }

  forward(frame: OwnFrame): void {
    this.#drop(frame, frame.y, frame.x);
  }

  backward(frame: OwnTrainFrame): void {
    if (frame.dx) this.#drop(frame, frame.dx, frame.dy);
  }

  /** Draws u anew, and drops channels by it. */
  #drop(
    { kernels, training, random, batch, inputShape, inputSize, scratch, prepared }: OwnFrame,
    out: FloatArray,
    values: FloatArray,
  ): void {
    const length = batch * inputSize;
    if (!training) {
      copyNumbers(kernels, out, values, length);
      return;
    }
    random.fill(scratch.drawn!, batch * inputShape.at(-1)!);
    kernels.run(prepared.pixels, batch, scratch.u!, scratch.drawn!);
    kernels.compute(DROP, this.#scalars, 1, length, out, values, scratch.u!);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(SpatialDropout2D, ["forward", "backward"], ["rate"]);
