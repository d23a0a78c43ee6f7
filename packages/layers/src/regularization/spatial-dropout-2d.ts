import {
  copyNumbers,
  type FloatArray,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type PyTorchModule,
  type Shape,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { wholeImage } from "../convolution/windows/images.js";
import { type SumKernels, sumKernels } from "../convolution/windows/kernels.js";
import { DROP } from "./drop.js";
import { RateLayer, type RateSettings } from "./rate-layer.js";

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
export class SpatialDropout2D extends RateLayer implements Layer<never, never, never, never, SumKernels> {
  readonly inputAxes = ["height", "width", "channels"] as const;
  /** The rate and 1 / (1 − rate), as the kernels are given them at each step. */
  readonly #scalars: readonly [rate: number, scale: number];

  constructor(rate: number);
  constructor(rate: number, ...more: readonly unknown[]) {
    super("SpatialDropout2D", 0.5, rate, more);
    this.#scalars = [rate, 1 / (1 - rate)];
  }

  get kind(): string {
    return "SpatialDropout2D";
  }

  get titles(): Titles {
    return { en: "the spatial dropout layer", fr: "la couche de dropout spatial" };
  }

  /** What its settings describe. */
  static from({ rate }: RateSettings): SpatialDropout2D {
    return new SpatialDropout2D(rate);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  override outputShape(input: Shape): Shape {
    wholeImage(input);
    return input;
  }

  override scratch(input: Shape): Record<"u" | "drawn", Shape> {
    return { u: input, drawn: input.slice(-1) };
  }

  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(wholeImage(inputShape), "sum");
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

  /** Draws a number for each channel anew, and drops channels by it. */
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
