import {
  copyNumbers,
  type Equations,
  type FloatArray,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type PyTorchModule,
  type Shape,
  ShapeError,
  sizeOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { refuseMore } from "../../checks.js";
import { type SwapKernels, swapsOf } from "../../shapes/swap-axes.js";

/** @inline */
type Saved = "first" | "last";
/** The time steps of arrays that have the time first: as they come, and the other way round. */
type Steps = Readonly<Record<Saved, readonly FloatArray[]>>;

/**
 * The time steps of a sequence in the opposite order, so that a recurrent layer behind it goes from the last one to the first.
 *
 *     y[t] = x[steps − 1 − t]        x, y: [steps, …]
 *     dx[t] = dy[steps − 1 − t]
 *
 * Source: M. Schuster and K. K. Paliwal, "Bidirectional Recurrent Neural Networks", IEEE Transactions on Signal Processing 45 (1997).
 *
 * @throws OptionError for whatever it is given; ShapeError for an example of one axis, which isn't a sequence.
 *
 * @example
 * const network = new Sequential([new Reverse()], { inputShape: [3, 1] });
 * network.predict([[1], [2], [3]]); // => [[3], [2], [1]]
 */
export class Reverse implements Layer<never, Saved, never, never, Steps> {
  readonly name = "Reverse";
  readonly keepsShape = true;
  readonly #swaps = new Map<number, (steps: number) => SwapKernels>();

  constructor();
  constructor(...more: readonly unknown[]) {
    refuseMore("Reverse", "nothing, new Reverse()", more);
  }

  get kind(): string {
    return "Reverse";
  }

  get titles(): Titles {
    return { en: "the reversing layer", fr: "la couche de renversement" };
  }

  settings(): Record<never, never> {
    return {};
  }

  /** What its settings describe. */
  static from(): Reverse {
    return new Reverse();
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Shape {
    if (input.length > 1) return input;
    throw new ShapeError(
      `a sequence has two axes or more, [steps, inputs], but this has the shape [${input.join(", ")}].`,
    );
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(input: Shape): Record<Saved, Shape> {
    return { first: input, last: input };
  }

  prepare({ batch, inputShape, inputSize, saved }: TrainFrame<never, Saved>): Steps {
    const one = (batch * inputSize) / inputShape[0];
    const stepsOf = (array: FloatArray): FloatArray[] =>
      Array.from({ length: inputShape[0] }, (_, step) => array.subarray(step * one, (step + 1) * one));
    return { first: stepsOf(saved.first), last: stepsOf(saved.last).reverse() };
  }

  forward(frame: Frame<never, Saved, never, never, Steps>): void {
    this.#reverse(frame, frame.y, frame.x);
  }

  backward(frame: TrainFrame<never, Saved, never, never, Steps>): void {
    if (frame.dx) this.#reverse(frame, frame.dx, frame.dy);
  }

  equations(input: Shape): Equations[] {
    const size = sizeOf(input);
    const one = size / input[0];
    const reads = (at: number) => ({ x: (input[0] - 1 - Math.floor(at / one)) * one + (at % one) });
    return [{ formula: "x", size, reads }];
  }

  operators(): OperatorNode[] {
    // From the last one down to the first: the end lies before the beginning.
    const part = [[-1], [-2_147_483_648], [1], [-1]].map((integers) => ({ integers }));
    return [{ operator: "Slice", inputs: ["x", ...part], outputs: ["y"] }];
  }

  pytorch(): PyTorchModule[] {
    return [{ module: "Reverse", source: MODULE }];
  }

  #reverse(frame: Frame<never, Saved, never, never, Steps>, to: FloatArray, from: FloatArray): void {
    const { kernels, batch, inputShape, inputSize, saved, prepared } = frame;
    const one = inputSize / inputShape[0];
    const { toPartsFirst, toBatchFirst } = this.#swapsOf(one)(inputShape[0]);
    kernels.run(toPartsFirst, batch, saved.first, from);
    for (const [step, values] of prepared.last.entries())
      copyNumbers(kernels, values, prepared.first[step], batch * one);
    kernels.run(toBatchFirst, batch, to, saved.last);
  }

  #swapsOf(size: number): (steps: number) => SwapKernels {
    const known = this.#swaps.get(size) ?? swapsOf(size);
    this.#swaps.set(size, known);
    return known;
  }
}

const METHODS = /* @__PURE__ */ methodsOf(Reverse, ["forward", "backward"]);

const MODULE = `class Reverse(nn.Module):
    """The time steps in the opposite order."""

    def forward(self, x):
        return x.flip(1)`;
